import CPNG

/// Writes pictures as PNG, 8-bit sRGB, through libpng's simplified API.
public enum PNGWriter {
  /// The bytes of a PNG file that holds `picture`: the same for the same picture.
  ///
  /// - Throws: `.unwritable` for a picture of no size, or one larger than libpng takes.
  public static func encode(_ picture: Picture) throws(PictureError) -> [UInt8] {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(picture.width)
    image.height = png_uint_32(picture.height)
    image.format = PNG_FORMAT_FLAG_COLOR
    // More than any picture takes that deflate cannot shrink: it grows by less than a thousandth.
    let raw = (picture.width * 3 + 1) * picture.height
    var byteCount = raw + raw / 8 + 4_096
    var bytes = [UInt8](repeating: 0, count: byteCount)
    guard png_image_write_to_memory(&image, &bytes, &byteCount, 0, picture.rgb, 0, nil) != 0 else {
      throw .unwritable(reason: image.text)
    }
    return Array(bytes.prefix(byteCount))
  }

  /// Writes `picture` to `path`, replacing an ordinary file in a single step: no half-written one is
  /// ever seen, even if the process dies.
  ///
  /// - Throws: `.unwritable`; then an ordinary file is as it was.
  public static func write(_ picture: Picture, to path: String) throws(PictureError) {
    try HostFile.write(encode(picture), to: path)
  }
}

import CPNG

/// Decodes PNG of every colour type, bit depth and interlacing, through libpng's simplified API.
enum PNGReader {
  /// The picture, transparent parts composited on black.
  ///
  /// Samples are taken to be sRGB, also those of 16 bits, unless a gAMA chunk says otherwise.
  static func read(_ bytes: [UInt8]) throws(PictureError) -> Picture {
    let chunks = try PNGChunks(bytes)
    try PictureFile.checkSize(
      width: chunks.width, height: chunks.height, offset: PNGChunks.sizeOffset)
    var image = png_image()
    // libpng keeps the address of the control structure: it must not move between the calls.
    let picture = withUnsafeMutablePointer(to: &image) { control in
      defer { png_image_free(control) }
      return decode(bytes, chunks: chunks, control: control)
    }
    guard let picture else {
      throw .damaged(reason: image.text, at: chunks.dataOffset)
    }
    return picture
  }

  /// Nil on failure, which `control` then explains.
  private static func decode(
    _ bytes: [UInt8], chunks: PNGChunks, control: UnsafeMutablePointer<png_image>
  ) -> Picture? {
    control.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
    return bytes.withUnsafeBytes { file in
      // The control structure points into `file` until the last row is read.
      guard png_image_begin_read_from_memory(control, file.baseAddress, file.count) != 0 else {
        return nil
      }
      // Otherwise libpng takes samples of 16 bits to be linear, which no common writer means.
      control.pointee.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
      let hasAlpha = control.pointee.format & png_uint_32(PNG_FORMAT_FLAG_ALPHA) != 0
      var picture = Picture(width: chunks.width, height: chunks.height)
      if hasAlpha {
        var rgba = [UInt8](repeating: 0, count: chunks.width * chunks.height * 4)
        guard finish(control, format: PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA, into: &rgba)
        else { return nil }
        compositeOnBlack(rgba, into: &picture.rgb)
      } else {
        guard finish(control, format: PNG_FORMAT_FLAG_COLOR, into: &picture.rgb) else { return nil }
      }
      return picture
    }
  }

  private static func finish(
    _ control: UnsafeMutablePointer<png_image>, format: UInt32, into samples: inout [UInt8]
  ) -> Bool {
    control.pointee.format = format
    return samples.withUnsafeMutableBytes {
      png_image_finish_read(control, nil, $0.baseAddress, 0, nil) != 0
    }
  }

  /// Composites as browsers do: on the sRGB values as they are. libpng itself would do it in linear
  /// light, which makes half-transparent parts lighter than their author saw them.
  private static func compositeOnBlack(_ rgba: [UInt8], into rgb: inout [UInt8]) {
    var to = 0
    for from in stride(from: 0, to: rgba.count, by: 4) {
      let alpha = Int(rgba[from + 3])
      for channel in 0..<3 {
        rgb[to + channel] = UInt8((Int(rgba[from + channel]) * alpha + 127) / 255)
      }
      to += 3
    }
  }
}

extension png_image {
  /// libpng's words for the last failure, on one line.
  var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

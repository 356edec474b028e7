/// Reads PNG and JPEG pictures; tells them apart by their first bytes, whatever the file's name.
public enum PictureFile {
  /// The largest picture that is read, in pixels: checked before memory for it is reserved.
  public static let pixelsMax = 64_000_000
  /// The longest file that is read, in bytes.
  public static let bytesMax = 256 << 20

  /// The picture in the file at `path`, opaque: what was transparent lies on black.
  ///
  /// - Throws: `PictureError` where the file cannot be read, is damaged in any part, ends early, or
  ///   holds a picture of no size or of more than `pixelsMax` pixels.
  public static func load(path: String) throws(PictureError) -> Picture {
    try load(bytes: HostFile.read(path: path, bytesMax: bytesMax))
  }

  /// The picture in a file's `bytes`; otherwise as `load(path:)`.
  public static func load(bytes: [UInt8]) throws(PictureError) -> Picture {
    if startsAlike(bytes, PNGChunks.signature.prefix(4)) {
      return try PNGReader.read(bytes)
    }
    if startsAlike(bytes, JPEGSegments.startOfImage[...]) {
      return try JPEGReader.read(bytes)
    }
    throw .unknownFormat
  }

  /// Refuses sizes that no memory shall be reserved for; the file states them at `offset`.
  static func checkSize(width: Int, height: Int, offset: Int) throws(PictureError) {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, pixels <= pixelsMax else {
      throw .badSize(width: width, height: height, at: offset)
    }
  }

  /// Whether the file begins with `magic`, or is so short that it still could: then the reader for
  /// that format says where it ends.
  private static func startsAlike(_ bytes: [UInt8], _ magic: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count))
  }
}

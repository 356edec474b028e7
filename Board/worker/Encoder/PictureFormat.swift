/// What a file is, by its first bytes, whatever its name or declared type.
enum PictureFormat {
  case png
  case jpeg

  init(_ file: Span<UInt8>) throws(PictureError) {
    // So short a file may be the beginning of either.
    if file.count == 0 { throw .end(file) }
    if file[0] == 0x89, file.count < 4 || file.has("PNG", at: 1) {
      self = .png
      return
    }
    if file[0] == 0xFF, file.count < 2 || file[1] == 0xD8 {
      self = .jpeg
      return
    }
    throw PictureError(.unknownFormat, Self.name(file), at: 0)
  }

  private static func name(_ file: Span<UInt8>) -> StaticString {
    if file.has("RIFF", at: 0), file.has("WEBP", at: 8) {
      return "a WebP picture, which is not read"
    }
    if file.has("GIF8", at: 0) { return "a GIF picture, which is not read" }
    if file.has("ftypavi", at: 4) { return "an AVIF picture, which is not read" }
    if file.has("ftyphei", at: 4) || file.has("ftypmif1", at: 4) {
      return "a HEIF picture, which is not read"
    }
    if file.has("BM", at: 0) { return "a BMP picture, which is not read" }
    if file[0] == 0x1F, file.count > 1, file[1] == 0x8B {
      return "data packed with gzip, which are not read"
    }
    return markup(file) ?? "neither a PNG nor a JPEG picture"
  }

  /// For pages and drawings, which begin with blanks, declarations and comments as they like.
  private static func markup(_ file: Span<UInt8>) -> StaticString? {
    var start = file.has("\u{FEFF}", at: 0) ? 3 : 0
    while start < file.count, file[start] <= 0x20 { start += 1 }
    guard start < file.count, file[start] == UInt8(ascii: "<") else { return nil }
    for at in start..<min(file.count, start + 1_024) where file.has("<svg", at: at) {
      return "an SVG drawing, which is not read"
    }
    return "an HTML page or another text, not a picture"
  }
}

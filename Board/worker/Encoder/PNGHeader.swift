/// What the IHDR chunk says: size, and how a pixel is stored.
///
/// Source: PNG Specification (Third Edition), section 11.2.1 "IHDR Image header".
struct PNGHeader {
  enum Color: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6

    /// Samples in a pixel.
    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }
  }

  let width: Int
  let height: Int
  /// Bits of a sample: 1, 2, 4, 8 or 16.
  let depth: Int
  let color: Color
  let isInterlaced: Bool

  var bitsPerPixel: Int { color.channels &* depth }
  /// How far back a filter looks: RFC 2083, section 6.2.
  var filterStep: Int { max(1, bitsPerPixel / 8) }

  /// Bytes of a row of `width` pixels, without its filter.
  func rowBytes(_ width: Int) -> Int { (width &* bitsPerPixel &+ 7) / 8 }

  /// - Parameter at: Where the 13 bytes of the header stand, which are there.
  init(_ file: Span<UInt8>, at: Int) throws(PictureError) {
    let (width, height) = (file.big32(at), file.big32(at &+ 4))
    try PictureLimits.check(width: width, height: height, at: at)
    self.width = Int(truncatingIfNeeded: width)
    self.height = Int(truncatingIfNeeded: height)
    guard let color = Color(rawValue: file[at &+ 9]) else {
      throw PictureError(.damaged, "there is no such PNG colour type", at: at + 9)
    }
    depth = Int(file[at &+ 8])
    self.color = color
    let isLegal =
      switch (color, depth) {
      case (.gray, 1), (.gray, 2), (.gray, 4), (.palette, 1), (.palette, 2), (.palette, 4): true
      case (_, 8): true
      case (.palette, _): false
      case (_, 16): true
      default: false
      }
    guard isLegal else {
      throw PictureError(.damaged, "this PNG colour type has no such depth", at: at + 8)
    }
    guard file[at &+ 10] == 0, file[at &+ 11] == 0, file[at &+ 12] <= 1 else {
      throw PictureError(
        .damaged, "there is no such PNG compression, filter or interlace", at: at + 10)
    }
    isInterlaced = file[at &+ 12] == 1
  }
}

/// A picture in one of the fonts, placed relative to the pen on the baseline.
struct GlyphImage {
  enum Source {
    /// Rows of 4-bit coverage in the compiled-in fonts.
    case compiledIn
    /// Row codes of a 1-bit picture in the fallback font.
    case fallback
  }

  /// Where the rows begin: a byte of the compiled-in fonts, a bit of the fallback font.
  var data: UInt32 = 0
  var source = Source.compiledIn
  /// Columns from the pen to the left edge.
  var left: Int8 = 0
  /// Rows from the baseline up to the upper edge.
  var top: Int8 = 0
  var width: UInt8 = 0
  var rows: UInt8 = 0
}

/// A font.
protocol GlyphSource {
  /// Makes `glyph`, which is empty, that of `scalar`; where the font has none, it stays empty.
  ///
  /// - Returns: Whether the font has one.
  func read(_ scalar: UInt32, into glyph: inout Glyph) -> Bool
}

extension GlyphSource {
  /// The glyph of `scalar`, or `nil` where the font has none.
  func glyph(for scalar: UInt32) -> Glyph? {
    var glyph = Glyph()
    guard read(scalar, into: &glyph) else { return nil }
    return glyph
  }
}

/// What is drawn for one scalar: pictures one over the other, all from the same pen position.
struct Glyph: ~Copyable {
  /// Columns to the next pen position.
  var advance = 0
  private(set) var images = Limits.GlyphImages<GlyphImage>(repeating: GlyphImage())
  private(set) var count = 0
  private let pinned = Pinned()

  /// Adds a picture; what is one too many is left out.
  @inline(never)
  mutating func append(_ image: GlyphImage) {
    guard count < images.count, image.width > 0, image.rows > 0 else { return }
    images[count] = image
    count &+= 1
  }
}

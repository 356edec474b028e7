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

/// What is drawn for one scalar: pictures one over the other, all from the same pen position.
struct Glyph: ~Copyable {
  /// A Hangul syllable is drawn as three letters; nothing takes more.
  static var imageLimit: Int { 3 }

  /// Columns to the next pen position.
  var advance: Int
  private(set) var images: InlineArray<3, GlyphImage>
  private(set) var count: Int
  private let pinned = Pinned()

  init(advance: Int) {
    self.advance = advance
    images = InlineArray(repeating: GlyphImage())
    count = 0
  }

  /// Adds a picture; a fourth is left out.
  mutating func append(_ image: GlyphImage) {
    guard count < Self.imageLimit, image.width > 0, image.rows > 0 else { return }
    images[count] = image
    count &+= 1
  }
}

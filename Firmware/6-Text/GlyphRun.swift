/// The pictures of one line that fall into its rectangle, with their places in it.
struct GlyphRun: ~Copyable {
  /// A picture with its place, relative to the rectangle's upper left corner.
  struct Picture {
    var x: Int32 = 0
    /// The bytes of a compiled-in picture; the next row's first bit of a fallback picture.
    var data: UInt32 = 0
    var top: Int16 = 0
    /// The row last read of a fallback picture; its first pixel is the highest bit.
    var bits: UInt16 = 0
    var width: UInt8 = 0
    var rows: UInt8 = 0
    var source = GlyphImage.Source.compiledIn
  }

  var pictures = Limits.LinePictures<Picture>(repeating: Picture())
  private(set) var count = 0
  /// Working memory of the layout.
  var levels = BidiLevels()
  var runs = VisualRuns()
  private let pinned = Pinned()

  init() {}

  /// Whether a line of `text` begins at the right. Spoils what ``layOut(_:as:in:with:)`` found.
  mutating func isRightToLeft(_ text: Span<UInt8>) -> Bool {
    levels.resolve(text)
    return isRightToLeft
  }

  /// Whether the line that was laid out last begins at the right.
  var isRightToLeft: Bool { levels.base == 1 }

  /// Empties the run.
  mutating func removeAll() { count = 0 }

  /// Adds the pictures of `glyph`, with its pen at (`x`, `baseline`); keeps those that show within
  /// `width` columns.
  mutating func append(_ glyph: borrowing Glyph, x: Int, baseline: Int, width: Int) {
    for index in 0..<glyph.count {
      let image = glyph.images[index]
      let left = x &+ Int(image.left)
      guard count < pictures.count, left < width, left &+ Int(image.width) > 0 else { continue }
      pictures[count] = Picture(
        x: Int32(truncatingIfNeeded: left), data: image.data,
        top: Int16(truncatingIfNeeded: baseline &- Int(image.top)),
        width: image.width, rows: image.rows, source: image.source)
      count &+= 1
    }
  }

  /// Reads the row `y` of the rectangle, for all fallback pictures that have one there.
  ///
  /// Rows are read in order, from the one at or above the rectangle's first.
  mutating func readRow(_ y: Int, of fallback: FallbackFont) {
    var placed = pictures.mutableSpan
    for index in 0..<count where placed[index].source == .fallback {
      guard placed[index].hasRow(y) else { continue }
      placed[index].bits = fallback.row(
        below: placed[index].bits, width: placed[index].width, at: &placed[index].data)
    }
  }

  /// The highest row of any picture, which may lie above the rectangle, or the rectangle's first.
  ///
  /// Mutating, as ``UTF8Buffer/withBytes(_:)`` is: by address.
  mutating func top() -> Int {
    var top = 0
    for index in 0..<count { top = min(top, Int(pictures[index].top)) }
    return top
  }
}

extension GlyphRun.Picture {
  /// Whether the picture has a row at `y` of the rectangle.
  func hasRow(_ y: Int) -> Bool { y >= Int(top) && y < Int(top) &+ Int(rows) }
}

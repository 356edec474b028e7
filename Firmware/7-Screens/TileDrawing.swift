/// What a tile shows, and where: all that its pixels depend on.
///
/// The glass is divided into tiles that have no pixel in common, so that one can be drawn again
/// without a trace on the others. Each face is a page with an enum of its own tiles, and describes
/// each of them here, in one place.
struct TileDrawing {
  enum Kind {
    /// Somebody else draws here.
    case kept
    /// Filled pixel by pixel.
    case painted(Painter)
    case text(TextLine, Words)
    /// Filled up to a column, the rest in ``Palette/track``.
    case bar(filled: UInt16, RGB565)
  }

  /// Where the words of a text stand when it is described.
  enum Words {
    /// In ``Limits.TileWords``.
    case composed
    /// The item's own title.
    case title
    /// ``NowPlayingPage/detail``.
    case detail
  }

  let rect: Rect
  let kind: Kind
  /// Stands for `kind`, with the words of a text; 0 where somebody else draws.
  let hash: UInt32

  private init(_ kind: Kind, in rect: Rect, hash: UInt32) {
    self.kind = kind
    self.rect = rect
    self.hash = hash
  }

  /// A tile that does not show: the background takes its place.
  static var hidden: TileDrawing { kept(in: .empty) }

  static func kept(in rect: Rect) -> TileDrawing { TileDrawing(.kept, in: rect, hash: 0) }

  static func painted(_ painter: Painter, in rect: Rect) -> TileDrawing {
    TileDrawing(.painted(painter), in: rect, hash: painter.hash)
  }

  static func bar(filled: UInt16, _ color: RGB565, in rect: Rect) -> TileDrawing {
    // No glass has more than 320 columns.
    let filled = min(filled, rect.size.width)
    return TileDrawing(
      .bar(filled: filled, color), in: rect,
      hash: 1 &<< 31 | UInt32(color.rawValue) &<< 9 | UInt32(filled))
  }

  /// The columns that a bar with that hash had filled; nil where it was no bar of this colour.
  func filledBefore(_ before: UInt32) -> UInt16? {
    before &>> 9 == hash &>> 9 ? UInt16(truncatingIfNeeded: before & 0x1FF) : nil
  }

  /// A text that was just composed.
  @inline(never)
  static func text(_ words: inout Limits.TileWords, as line: TextLine, in rect: Rect) -> TileDrawing
  {
    var hash = ContentHash()
    words.withBytes { hash.add($0) }
    hash.add(UInt32(line.foreground.rawValue) | UInt32(truncatingIfNeeded: line.offset) &<< 16)
    return TileDrawing(.text(line, .composed), in: rect, hash: hash.value)
  }

  /// A text that is known by a hash of its words and where it has moved to.
  static func text(
    _ words: Words, as line: TextLine, in rect: Rect, hash: UInt32
  ) -> TileDrawing { TileDrawing(.text(line, words), in: rect, hash: hash) }
}

/// Which page shows. Faces of one page share their tiles.
enum Arrangement: Equatable, Sendable {
  case nowPlaying, notice, idle
  /// The test card on the background, and the panel's name on it.
  case card
}

extension TextRenderer {
  /// The larger font with which a line of words fits, or else the small one.
  @inline(never)
  func fitting(
    _ words: inout Limits.TileWords, _ font: Font, in rect: Rect, margin: Int = 0
  ) -> Font {
    let width = words.withBytes { self.width(of: $0, in: font) }
    return width <= Int(rect.size.width) &- 2 &* margin ? font : .small
  }
}

extension TextLine {
  /// A line in the middle of the glass.
  @inline(never)
  static func centered(_ font: Font, _ color: RGB565) -> TextLine {
    var line = TextLine(font: font, foreground: color, background: Palette.background)
    line.alignment = .center
    line.overflow = .ellipsis
    return line
  }
}

extension Rect {
  static var empty: Rect { Rect(x: 0, y: 0, width: 0, height: 0) }

  /// Of numbers that are known to fit 16 bits.
  init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    self.init(
      x: UInt16(truncatingIfNeeded: x), y: UInt16(truncatingIfNeeded: y),
      width: UInt16(truncatingIfNeeded: width), height: UInt16(truncatingIfNeeded: height))
  }

  /// The columns from `start` on, `width` of them.
  func columns(from start: UInt16, width: UInt16) -> Rect {
    Rect(x: origin.x &+ start, y: origin.y, width: width, height: size.height)
  }

  /// `count` rows, the first of them `start` below the upper edge.
  func rows(from start: UInt16, count: UInt16) -> Rect {
    Rect(x: origin.x, y: origin.y &+ start, width: size.width, height: count)
  }
}

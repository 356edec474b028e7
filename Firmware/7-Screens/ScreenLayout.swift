/// Where things stand while something plays: the cover, and beside or below it the texts, the times
/// and a progress bar.
public struct ScreenLayout: Equatable, Sendable {
  /// What the glass is for: a setting.
  public enum Style: UInt8, Sendable {
    /// The cover is as large as leaves room for the rest, and the bar is its lower edge.
    case cover
    /// The texts are as large as can be, beside or below a smaller cover.
    case text
  }

  public let size: Size
  public let cover: Rect
  /// Whether a time stands at the end of the detail's line, as there is none for it.
  let isStrip: Bool
  /// Title, in a larger font, and artist with album below it.
  let titleFont: Font
  let detailFont: Font
  let title: Rect
  /// With ``isStrip``, the time takes its end.
  public let detail: Rect
  /// Elapsed and remaining time take the ends of this line.
  let times: Rect
  public let bar: Rect

  /// Columns at either end of ``title`` and ``detail`` for texts that have no room without, and for
  /// the ends of those that move.
  static var margin: UInt16 { 4 }
  static var barHeight: Int { 4 }
  /// The least widths of a column of text beside a cover, and of one with the large font.
  private static var columnWidth: Int { 96 }
  private static var largeWidth: Int { 120 }

  /// Lays out a glass of any size; what has no room there is empty.
  public init(size: Size, style: Style = .cover) {
    self.size = size
    let (width, height) = (Int(size.width), Int(size.height))
    // A text begins 14 columns from the edge: round corners of up to 40 pixels cut as many off a row
    // that is 10 from the edge, and fewer off all others.
    let inset = (min(width, height) >= 160 ? 14 : 8) &- Int(Self.margin)
    let isBeside =
      style == .cover ? width &- height >= Self.columnWidth : 2 &* width >= 3 &* height
    var column = Column(x: inset, y: 0, width: width &- 2 &* inset, bottom: height)
    var side = height
    var cover = Rect.empty
    if isBeside {
      let edge = style == .text ? inset &+ Int(Self.margin) : 0
      if style == .text { side = max(0, min(height &- 2 &* edge, width * 2 / 5 &- edge)) }
      cover = Rect(edge, (height &- side) / 2, side, side)
      column.x = edge &+ side &+ inset
      column.width = width &- column.x &- inset
    }
    let isLarge =
      isBeside || style == .text
      ? column.width >= Self.largeWidth : width >= 160 && height &- width >= 76
    titleFont = isLarge ? .large : .medium
    detailFont = isLarge ? .medium : .small
    let texts = titleFont.lineHeight &+ detailFont.lineHeight
    let times = Font.small.lineHeight
    if isBeside || style == .text {
      // Title, detail, bar, times.
      let all = texts &+ 2 &+ 10 &+ Self.barHeight &+ 4 &+ times
      if isBeside {
        isStrip = height < all
      } else {
        isStrip = false
        side = max(0, min(min(width &- 2 &* inset, height / 2), height &- all &- 3 &* inset))
        let top = (height &- side &- all) / 3
        cover = Rect((width &- side) / 2, max(0, min(top, height &- side)), side, side)
        column.y = side > 0 ? Int(cover.origin.y) &+ side : 0
      }
      let used = isStrip ? all &- 4 &- times : all
      column.y &+= max(0, (height &- column.y &- used) / 2)
      title = column.take(titleFont.lineHeight)
      detail = column.take(detailFont.lineHeight, below: 2)
      bar = column.take(Self.barHeight, below: isStrip ? 6 : 10).inside(Self.margin)
      self.times = isStrip ? detail : column.take(times, below: 4).inside(Self.margin)
    } else {
      // The bar right below the cover, title, and detail with the time.
      let all = Self.barHeight &+ 4 &+ texts &+ 7
      side = max(0, min(width, height &- all))
      cover = Rect((width &- side) / 2, 0, side, side)
      let spare = max(0, height &- side &- all &- times)
      isStrip = spare == 0
      var edge = Column(x: 0, y: side, width: width, bottom: height)
      bar = edge.take(Self.barHeight)
      column.y = edge.y &+ 4 &+ (isStrip ? max(0, height &- side &- all) : spare) / 3
      title = column.take(titleFont.lineHeight)
      detail = column.take(detailFont.lineHeight, below: isStrip ? 0 : min(4, spare / 4))
      self.times =
        isStrip ? detail : column.take(times, below: min(8, spare / 4)).inside(Self.margin)
    }
    self.cover = cover
  }

  /// What is left of a column of lines.
  private struct Column {
    var x: Int
    var y: Int
    var width: Int
    let bottom: Int

    @inline(never)
    mutating func take(_ rows: Int, below gap: Int = 0) -> Rect {
      if width <= 16 || y &+ gap &+ rows > bottom { return .empty }
      y &+= gap &+ rows
      return Rect(x, y &- rows, width, rows)
    }
  }

  /// The part of the bar that is filled, pixels. `progressMs` past the end fills it.
  func filled(progressMs: UInt32, durationMs: UInt32) -> UInt16 {
    if durationMs == 0 { return 0 }
    // Halved until the product fits 32 bits: the bar shows no millisecond.
    var part = min(progressMs, durationMs)
    var whole = durationMs
    while whole > UInt32.max / 512 {
      part &>>= 1
      whole &>>= 1
    }
    return UInt16(truncatingIfNeeded: part &* UInt32(bar.size.width) / whole)
  }
}

extension Rect {
  /// Without `margin` columns at either side.
  fileprivate func inside(_ margin: UInt16) -> Rect {
    isEmpty ? self : columns(from: margin, width: size.width &- 2 &* margin)
  }
}

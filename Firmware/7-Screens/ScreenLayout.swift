/// Where things stand while something plays: the cover, and beside or below it the texts and a
/// progress bar.
///
/// A glass that is much wider than high has the texts right of the cover, any other below it. Where
/// only a strip is left for them, the times share a line with the artist.
public struct ScreenLayout: Equatable, Sendable {
  public let size: Size
  public let cover: Rect
  /// Whether artist and times share a line.
  let isStrip: Bool
  /// What the lines have for themselves.
  private let area: Rect

  /// Lays out a glass of any size; what has no room there is empty.
  public init(size: Size) {
    self.size = size
    let (width, height) = (Int(size.width), Int(size.height))
    let isBeside = width &- height >= Self.columnWidth
    let side = isBeside ? height : max(0, min(width, height &- Self.stripHeight))
    cover = Rect(isBeside ? 0 : (width &- side) / 2, 0, side, side)
    let left = isBeside ? side : 0
    let top = isBeside ? 0 : side
    // The strip begins right below the cover; lines with more room stand in its middle.
    let spare = height &- top &- Self.stackHeight
    isStrip = spare < 0
    let first = top &+ max(0, spare) / 2
    area = Rect(left, first, width &- left, height &- first)
  }

  /// Columns at either end of ``title`` and ``detail`` for texts that have no room without, and for
  /// the ends of those that move.
  static var margin: UInt16 { 4 }

  @inline(never) var title: Rect {
    isStrip
      ? line(at: 0, 19, inset: 10, hasMargin: true) : line(at: 0, 20, inset: 12, hasMargin: true)
  }
  /// Artist and album, over the whole line: with ``isStrip``, the times take its ends.
  @inline(never) var detail: Rect {
    isStrip
      ? line(at: 19, 17, inset: 20, hasMargin: true) : line(at: 22, 18, inset: 16, hasMargin: true)
  }
  /// Elapsed and remaining time take the ends of this line.
  @inline(never) var times: Rect { isStrip ? detail : line(at: 54, 18, inset: 20) }
  @inline(never) var bar: Rect { isStrip ? line(at: 36, 3, inset: 32) : line(at: 47, 3, inset: 20) }

  /// The least width of a column of text beside the cover.
  private static var columnWidth: Int { 96 }
  /// Title, artist with times, bar.
  private static var stripHeight: Int { 40 }
  /// Title, artist, bar, times.
  private static var stackHeight: Int { 72 }

  /// - Parameter inset: Columns left free on either side of a wide area. The glass may have round
  ///   corners at the bottom: the lower a line, the shorter.
  @inline(never)
  private func line(at y: Int, _ height: Int, inset: Int, hasMargin: Bool = false) -> Rect {
    let width = Int(area.size.width)
    let narrowInset = y < 36 ? 6 : isStrip ? 10 : 8
    let inset = (width < 200 ? narrowInset : inset) &- (hasMargin ? Int(Self.margin) : 0)
    if Int(area.size.height) < y &+ height || width <= 2 &* inset { return .empty }
    return Rect(
      Int(area.origin.x) &+ inset, Int(area.origin.y) &+ y, width &- 2 &* inset, height)
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

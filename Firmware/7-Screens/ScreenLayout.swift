/// Where things stand while something plays: the cover, and beside or below it the texts and a
/// progress bar.
///
/// A glass that is much wider than high has the texts right of the cover, any other below it. Where
/// only a strip is left for them, the times share a line with the artist.
public struct ScreenLayout: Equatable, Sendable {
  public let size: Size
  public let cover: Rect
  let title: Rect
  /// Artist and album, over the whole line: with ``isStrip``, the times take its ends.
  let detail: Rect
  /// Elapsed and remaining time take the ends of this line.
  let times: Rect
  let bar: Rect
  /// Whether artist and times share a line.
  let isStrip: Bool

  /// Lays out a glass of any size; what has no room there is empty.
  public init(size: Size) {
    self.size = size
    let isBeside = size.width >= size.height && size.width &- size.height >= Self.columnWidth
    var area: Rect
    if isBeside {
      cover = Rect(x: 0, y: 0, width: size.height, height: size.height)
      area = Rect(
        x: size.height, y: 0, width: size.width &- size.height, height: size.height)
    } else {
      let room = size.height > Self.stripHeight ? size.height &- Self.stripHeight : 0
      let side = min(size.width, room)
      cover = Rect(x: (size.width &- side) / 2, y: 0, width: side, height: side)
      area = Rect(x: 0, y: side, width: size.width, height: size.height &- side)
    }
    isStrip = area.size.height < Self.stackHeight
    // The strip begins right below the cover; lines with more room stand in its middle.
    let spare = isStrip ? 0 : (area.size.height &- Self.stackHeight) / 2
    area.origin.y &+= spare
    area.size.height &-= spare

    // The glass may have round corners at the bottom: the lower a line, the shorter.
    let narrow = area.size.width < 200
    if isStrip {
      title = Self.line(area, at: 0, height: 19, inset: narrow ? 6 : 10)
      detail = Self.line(area, at: 19, height: 17, inset: narrow ? 6 : 20)
      times = detail
      bar = Self.line(area, at: 36, height: 3, inset: narrow ? 10 : 32)
    } else {
      title = Self.line(area, at: 0, height: 20, inset: narrow ? 6 : 12)
      detail = Self.line(area, at: 22, height: 18, inset: narrow ? 6 : 16)
      bar = Self.line(area, at: 47, height: 3, inset: narrow ? 8 : 20)
      times = Self.line(area, at: 54, height: 18, inset: narrow ? 8 : 20)
    }
  }

  /// The least width of a column of text beside the cover.
  private static var columnWidth: UInt16 { 96 }
  /// Title, artist with times, bar.
  private static var stripHeight: UInt16 { 40 }
  /// Title, artist, bar, times.
  private static var stackHeight: UInt16 { 72 }

  private static func line(_ area: Rect, at y: UInt16, height: UInt16, inset: UInt16) -> Rect {
    guard area.size.height >= y &+ height, area.size.width > 2 &* inset else {
      return Rect(x: 0, y: 0, width: 0, height: 0)
    }
    return Rect(
      x: area.origin.x &+ inset, y: area.origin.y &+ y, width: area.size.width &- 2 &* inset,
      height: height)
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

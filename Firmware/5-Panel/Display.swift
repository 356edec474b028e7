/// A panel and the place on it where covers stream in.
///
/// Between two blocks of a cover anything else may be drawn: the cover's window is opened again
/// where it was left, in the middle of a row too.
public struct Display<Bus: DisplayBus & ~Copyable>: ~Copyable {
  public var panel: Panel<Bus>
  /// Where covers go; smaller ones are centred.
  public let coverArea: Rect
  /// Where the last cover went.
  public private(set) var cover = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Pixels of the cover that have been written.
  private var written: UInt32 = 0
  /// Pixels that the open window still takes.
  private var open: UInt32 = 0
  /// ``Panel/windowCount`` when the cover's window was opened.
  private var window: UInt32 = 0

  public init(panel: consuming Panel<Bus>, coverArea: Rect) {
    self.panel = panel
    self.coverArea = coverArea
  }
}

extension Display: CoverSink where Bus: ~Copyable {
  public typealias Failure = PanelError<Bus.Failure>

  /// Throws ``PanelError/outside`` where the cover is larger than its place.
  public mutating func beginCover(_ size: Size) throws(Failure) {
    if size.width > coverArea.size.width || size.height > coverArea.size.height { throw .outside }
    cover = Rect(
      x: coverArea.origin.x &+ (coverArea.size.width &- size.width) / 2,
      y: coverArea.origin.y &+ (coverArea.size.height &- size.height) / 2,
      width: size.width, height: size.height)
    written = 0
    open = 0
  }

  public mutating func write(_ pixels: Span<UInt8>) throws(Failure) {
    var start = 0
    while start < pixels.count {
      if open == 0 || window != panel.windowCount { try reopen() }
      let count = min(pixels.count &- start, Int(open) &* 2)
      try panel.write(pixels.extracting(start..<start &+ count))
      written &+= UInt32(truncatingIfNeeded: count / 2)
      open &-= UInt32(truncatingIfNeeded: count / 2)
      start &+= count
    }
  }

  /// Opens what is left of the cover: the rest of a row that was begun, otherwise all rows.
  private mutating func reopen() throws(Failure) {
    let width = UInt32(cover.size.width)
    if written >= cover.size.area { throw .outside }
    let row = UInt16(truncatingIfNeeded: written / width)
    let column = UInt16(truncatingIfNeeded: written % width)
    let rest = Rect(
      x: cover.origin.x &+ column, y: cover.origin.y &+ row, width: cover.size.width &- column,
      height: column == 0 ? cover.size.height &- row : 1)
    try panel.open(rest)
    open = rest.size.area
    window = panel.windowCount
  }
}

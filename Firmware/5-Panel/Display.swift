/// A panel and the place on it where covers stream in.
///
/// Between two blocks of a cover anything else may be drawn: the cover's window is opened again
/// where it was left, in the middle of a row too.
public struct Display<Bus: DisplayBus & ~Copyable>: ~Copyable {
  public var panel: Panel<Bus>
  /// Where covers go; smaller ones are centred.
  public let coverArea: Rect
  /// What stands there.
  public internal(set) var cover = CoverPlace.lost(isAwaited: false)
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
    cover.begin(
      Rect(
        x: coverArea.origin.x &+ (coverArea.size.width &- size.width) / 2,
        y: coverArea.origin.y &+ (coverArea.size.height &- size.height) / 2,
        width: size.width, height: size.height))
    written = 0
    open = 0
  }

  /// Throws ``PanelError/notReady`` where the cover's place was lost meanwhile, and
  /// ``PanelError/outside`` for pixels past the cover's end.
  public mutating func write(_ pixels: Span<UInt8>) throws(Failure) {
    var start = 0
    while start < pixels.count {
      if open == 0 || window != panel.windowCount { try reopen() }
      let count = min(pixels.count &- start, Int(truncatingIfNeeded: open) &* 2)
      try panel.write(pixels.extracting(start..<start &+ count))
      written &+= UInt32(truncatingIfNeeded: count / 2)
      open &-= UInt32(truncatingIfNeeded: count / 2)
      start &+= count
    }
  }

  /// Opens what is left of the cover: the rest of a row that was begun, otherwise all rows.
  private mutating func reopen() throws(Failure) {
    guard let picture = cover.picture else { throw .notReady }
    if written >= picture.size.area { throw .outside }
    let width = UInt32(picture.size.width)
    let row = UInt16(truncatingIfNeeded: written / width)
    let column = UInt16(truncatingIfNeeded: written % width)
    let rest = Rect(
      x: picture.origin.x &+ column, y: picture.origin.y &+ row,
      width: picture.size.width &- column,
      height: column == 0 ? picture.size.height &- row : 1)
    try panel.open(rest)
    open = rest.size.area
    window = panel.windowCount
  }
}

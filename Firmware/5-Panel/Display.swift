/// A panel and the place on it where covers stream in.
///
/// Between two blocks of a cover anything else may be drawn: the cover's window is opened again
/// where it was left, in the middle of a row too.
public struct Display<Bus: DisplayBus & ~Copyable>: ~Copyable {
  public var panel: Panel<Bus>
  /// Where covers go; smaller ones are centred, and of larger ones the middle is shown.
  public let coverArea: Rect
  /// What stands there.
  public internal(set) var cover = CoverPlace.lost(isAwaited: false)
  /// The picture's own size, and its pixels that have come.
  private var source = Size(width: 0, height: 0)
  private var taken: UInt32 = 0
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

  /// Throws ``PanelError/outside`` where the cover is larger than the glass.
  public mutating func beginCover(_ size: Size) throws(Failure) {
    if size.width > panel.size.width || size.height > panel.size.height { throw .outside }
    let width = min(size.width, coverArea.size.width)
    let height = min(size.height, coverArea.size.height)
    cover.begin(
      Rect(
        x: coverArea.origin.x &+ (coverArea.size.width &- width) / 2,
        y: coverArea.origin.y &+ (coverArea.size.height &- height) / 2,
        width: width, height: height))
    source = size
    (taken, written, open) = (0, 0, 0)
  }

  /// Throws ``PanelError/notReady`` where the cover's place was lost meanwhile, and
  /// ``PanelError/outside`` for pixels past the cover's end.
  public mutating func write(_ pixels: Span<UInt8>) throws(Failure) {
    var start = 0
    while start < pixels.count {
      if taken >= source.area { throw .outside }
      let (isShown, run) = nextRun()
      var count = min(pixels.count &- start, run &* 2)
      if isShown {
        if open == 0 || window != panel.windowCount { try reopen() }
        count = min(count, Int(truncatingIfNeeded: open) &* 2)
        try panel.write(pixels.extracting(start..<start &+ count))
        written &+= UInt32(truncatingIfNeeded: count / 2)
        open &-= UInt32(truncatingIfNeeded: count / 2)
      }
      taken &+= UInt32(truncatingIfNeeded: count / 2)
      start &+= count
    }
  }

  /// How many of the next pixels are shown, or are left out.
  private func nextRun() -> (isShown: Bool, count: Int) {
    guard let shown = cover.picture?.size, shown != source else {
      return (true, Int(truncatingIfNeeded: source.area &- taken))
    }
    let width = UInt32(source.width)
    let (row, column) = (taken / width, taken % width)
    let (top, left) = (
      UInt32(source.height &- shown.height) / 2, UInt32(source.width &- shown.width) / 2
    )
    let right = left &+ UInt32(shown.width)
    let isRow = row >= top && row < top &+ UInt32(shown.height)
    if isRow && column >= left && column < right {
      return (true, Int(truncatingIfNeeded: right &- column))
    }
    let end = isRow && column < left ? left : width
    return (false, Int(truncatingIfNeeded: end &- column))
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

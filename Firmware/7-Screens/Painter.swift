/// What fills a tile pixel by pixel.
enum Painter {
  /// The background colour, around the tiles that lie in this one.
  case background
  /// Stands in for a cover.
  case record
  case icon(Icon)
  /// Two upright bars.
  case pause
  case testCard
}

extension Screens {
  /// What `tile` is filled with; nil for one that is drawn in other ways.
  mutating func painter(of tile: Tile, _ content: inout ScreenContent) -> Painter? {
    switch tile {
    case .background where arrangement == .card: .testCard
    case .background, .margin, .titleEnd: .background
    case .cover: .record
    case .symbol: .pause
    case .icon: .icon(content.face == .idle ? .record : Notice(content.face).icon)
    case .title, .detail, .elapsed, .remaining, .bar, .headline, .hintTop, .hintBottom, .figure,
      .gauge, .clock, .minutes, .date, .day:
      nil
    }
  }

  /// Fills `part`, some rows of `whole`, which is the place of `tile`.
  @inline(never)
  mutating func paint<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, _ painter: Painter, _ part: Rect, in whole: Rect,
    _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    if case .background = painter { return try fill(part, of: tile, &content, on: &panel) }
    // The name stands on the card, and is drawn after it.
    if case .testCard = painter { drawn[Tile.headline.index] = 0 }
    try panel.open(part)
    let brush = Brush(painter, whole.size, accent: content.track.accent)
    let top = Int(part.origin.y &- whole.origin.y)
    var filled = 0
    for y in top..<top &+ Int(part.size.height) {
      for x in 0..<Int(part.size.width) {
        let color = brush.color(x: x, y: y)
        pixels[filled] = color.highByte
        pixels[filled &+ 1] = color.lowByte
        filled &+= 2
        if filled == pixels.count { try flush(&filled, on: &panel) }
      }
    }
    try flush(&filled, on: &panel)
  }

  private mutating func flush<Bus: DisplayBus & ~Copyable>(
    _ filled: inout Int, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let count = filled
    filled = 0
    if count > 0 { try Self.send(pixels.mutableSpan, count, on: &panel) }
  }

  private static func send<Bus: DisplayBus & ~Copyable>(
    _ bytes: consuming MutableSpan<UInt8>, _ count: Int, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    try panel.write(bytes.span.extracting(0..<count))
  }
}

/// A painter, ready for a place of a certain size.
private struct Brush {
  private let painter: Painter
  private let size: Size
  private let record: RecordPicture
  private let plain = Brush.ramp(Palette.secondary)
  private let accent = Brush.ramp(Palette.accent)

  @inline(never)
  init(_ painter: Painter, _ size: Size, accent: RGB565?) {
    self.painter = painter
    self.size = size
    if case .record = painter {
      record = RecordPicture(.paper, size: size, labelColor: accent.map { Palette.accent($0) })
    } else {
      record = RecordPicture(.screen, size: size)
    }
  }

  @inline(never)
  private static func ramp(_ color: RGB565) -> ColorRamp {
    ColorRamp(from: Palette.background, to: color)
  }

  @inline(never)
  func color(x: Int, y: Int) -> RGB565 {
    switch painter {
    case .background: return Palette.background
    case .testCard: return TestCard(size: size).color(x: x, y: y)
    case .record, .icon(.record): return record.color(x: x, y: y)
    case .icon(let icon):
      let ink = icon.ink(x: x, y: y, side: Int(size.width))
      return RGB565(
        rawValue: ink.isAccent ? accent.colors[ink.level] : plain.colors[ink.level])
    case .pause:
      let middle = Int(size.height) / 2
      let x = x &- Int(ScreenLayout.margin)
      let isBar = 0..<3 ~= x || 6..<9 ~= x
      return isBar && middle &- 5..<middle &+ 6 ~= y ? Palette.secondary : Palette.background
    }
  }
}

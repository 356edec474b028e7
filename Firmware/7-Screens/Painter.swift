/// What fills a tile pixel by pixel.
enum Painter {
  /// The background, and what shows whether the panel is set rightly.
  case background, testCard
  /// Stands in for a cover; its label has the colour of the picture that is missing.
  case record(RGB565?)
  case icon(Icon)
  /// Two upright bars.
  case pause
  /// The QR code of a hash, its modules so many pixels wide.
  case code(UInt32, scale: Int)

  /// Another nonzero number for each.
  var hash: UInt32 {
    switch self {
    case .background: 1
    case .testCard: 2
    case .pause: 3
    case .icon(let icon): 4 &+ UInt32(icon.rawValue)
    case .code(let hash, _): hash | 1 &<< 31
    case .record(let label): 1 &<< 17 | (label.map { UInt32($0.rawValue) } ?? 1 &<< 16)
    }
  }
}

/// Paints, and keeps the pixels that are on their way to the panel.
struct PixelPainter: ~Copyable {
  private var pixels = InlineArray<128, UInt8>(repeating: 0)
  private var filled = 0

  /// Fills `part`, some of `whole`, which is the tile's place.
  @inline(never)
  mutating func paint<Bus: DisplayBus & ~Copyable>(
    _ painter: Painter, _ part: Rect, in whole: Rect, _ code: borrowing QRCode,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    if case .background = painter { return try panel.fill(part, Palette.background) }
    try panel.open(part)
    let brush = Brush(painter, whole.size)
    let (left, top) = (
      Int(part.origin.x &- whole.origin.x), Int(part.origin.y &- whole.origin.y)
    )
    filled = 0
    for y in top..<top &+ Int(part.size.height) {
      for x in left..<left &+ Int(part.size.width) {
        let color =
          if case .code(_, let scale) = painter {
            code.isDark(x / scale &- QRCode.quietZone, y / scale &- QRCode.quietZone)
              ? RGB565.black : .white
          } else {
            brush.color(x: x, y: y)
          }
        pixels[filled] = color.highByte
        pixels[filled &+ 1] = color.lowByte
        filled &+= 2
        if filled == pixels.count { try flush(on: &panel) }
      }
    }
    try flush(on: &panel)
  }

  private mutating func flush<Bus: DisplayBus & ~Copyable>(
    on panel: inout Panel<Bus>
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
  init(_ painter: Painter, _ size: Size) {
    self.painter = painter
    self.size = size
    if case .record(let label) = painter {
      record = RecordPicture(.paper, size: size, labelColor: label.map { Palette.accent($0) })
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
    case .background, .code: return Palette.background
    case .testCard: return TestCard(size: size).color(x: x, y: y)
    case .record, .icon(.record): return record.color(x: x, y: y)
    case .icon(let icon):
      let ink = icon.ink(x: x, y: y, side: Int(size.width))
      return RGB565(
        rawValue: ink.isAccent ? accent.colors[ink.level] : plain.colors[ink.level])
    case .pause:
      let third = Int(size.width) / 3
      return x < third || x >= Int(size.width) &- third ? Palette.text : Palette.background
    }
  }
}

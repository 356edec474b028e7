/// The page of a device on which nothing plays: the sign, time and date.
struct ClockPage {
  enum Tile: UInt8 {
    /// A glass too narrow for the clock or its date in one line has ``minutes`` and ``day``.
    case sign, clock, minutes, date, day
  }

  private let size: Size
  private let time: CivilTime

  init(_ size: Size, _ time: CivilTime) {
    self.size = size
    self.time = time
  }

  private var isSplit: Bool { size.width < 210 }

  func drawing(of tile: Tile, _ words: inout TileWords) -> TileDrawing {
    let rect = place(of: tile)
    words.removeAll()
    switch tile {
    case .sign: return .painted(.icon(.record), in: rect)
    case .clock where isSplit: words.append(decimal: UInt32(time.hour), digitCount: 2)
    case .clock: words.append(clock: time)
    case .minutes: words.append(decimal: UInt32(time.minute), digitCount: 2)
    case .date where isSplit: words.append(ascii: time.weekday.name)
    case .date: words.append(date: time.date)
    case .day:
      words.append(decimal: UInt32(time.day))
      words.append(" ")
      words.append(ascii: time.month.name)
    }
    let isClock = tile == .clock || tile == .minutes
    return .text(
      &words,
      as: isClock ? .centered(.clock, Palette.text) : .centered(.title, Palette.secondary), in: rect
    )
  }

  private func place(of tile: Tile) -> Rect {
    let (width, height) = (Int(size.width), Int(size.height))
    // What all lines and gaps take but the sign.
    let lines = isSplit ? 180 : 96
    let side = min(64, min(width, max(0, height &- lines &- 12) * 3 / 4))
    let usual = side > 0 ? side &+ lines &+ 12 : lines
    let top = max(0, min((height &- usual) / 2, height &- side &- lines))
    var column = PageColumn(size, top: top)
    let sign = column.take(side, below: 0, columns: side)
    if tile == .sign { return sign }
    let clock = column.take(62, below: side > 0 ? 12 : 0, columns: width)
    if tile == .clock { return clock }
    let minutes = column.take(isSplit ? 62 : 0, below: 0, columns: width)
    if tile == .minutes { return minutes }
    let date = column.take(22, below: 12, columns: width)
    if tile == .date { return date }
    return column.take(isSplit ? 22 : 0, below: 0, columns: width)
  }
}

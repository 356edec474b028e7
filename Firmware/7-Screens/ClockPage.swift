/// The page of a device on which nothing plays: the sign, time and date.
///
/// All of it moves a little each minute, so that no pixel of the glass shows the same for hours.
struct ClockPage {
  enum Tile: UInt8 {
    /// A glass too narrow for the clock or its date in one line has ``minutes`` and ``day``.
    case sign, clock, minutes, period, date, day
  }

  private let size: Size
  private let time: CivilTime
  private let wording: Wording
  /// Columns and rows by which all stands beside the middle.
  private let shift: (x: Int, y: Int)

  /// The least widths for the clock in one line, and for its hours.
  private static var wholeWidth: Int { 224 }
  private static var hourWidth: Int { 104 }
  private static var shiftLimit: Int { 6 }

  init(_ size: Size, _ time: CivilTime, _ wording: Wording) {
    self.size = size
    self.wording = wording
    self.time = time
    // Neighbouring minutes stand apart, and 13 of them take all places.
    let minute = Int(time.minute)
    shift = (
      minute &* 5 % 13 &- Self.shiftLimit, (minute &* 8 &+ Int(time.hour)) % 13 &- Self.shiftLimit
    )
  }

  private var isSplit: Bool { Int(size.width) < Self.wholeWidth }
  /// Hours and minutes have lines of their own where only either fits.
  private var hasMinutes: Bool { isSplit && Int(size.width) >= Self.hourWidth }
  private var clockFont: Font { isSplit && !hasMinutes ? .large : .clock }

  func drawing(of tile: Tile, _ text: inout TextRenderer, _ words: inout Limits.TileWords)
    -> TileDrawing
  {
    let rect = place(of: tile)
    words.removeAll()
    switch tile {
    case .sign: return .painted(.icon(.record), in: rect)
    case .clock where hasMinutes: wording.appendHour(time, to: &words)
    case .clock: wording.append(time, withPeriod: false, to: &words)
    case .minutes where !hasMinutes: return .hidden
    case .minutes: words.append(decimal: UInt32(time.minute), digitCount: 2)
    case .period where !wording.hasTwelveHours: return .hidden
    case .period: words.append(Wording.period(time))
    case .date where isSplit: wording.append(time.weekday, to: &words)
    case .date: wording.append(time.date, .withWeekday, to: &words)
    case .day where !isSplit: return .hidden
    case .day: wording.append(time.date, .withoutWeekday, to: &words)
    }
    var line = TextLine.centered(tile == .period ? .large : clockFont, Palette.text)
    if tile == .date || tile == .day {
      line = .centered(
        text.fitting(&words, .medium, in: rect, margin: Self.shiftLimit), Palette.secondary)
    }
    line.offset = shift.x
    return .text(&words, as: line, in: rect)
  }

  private func place(of tile: Tile) -> Rect {
    let (width, height) = (Int(size.width), Int(size.height))
    let clockRows = clockFont.lineHeight &+ 2
    let dateRows = Font.medium.lineHeight
    let minuteRows = hasMinutes ? clockRows &+ 4 : 0
    // What all lines and gaps take but the sign, and what they need to move.
    let periodRows = wording.hasTwelveHours ? Font.large.lineHeight : 0
    let lines = clockRows &+ minuteRows &+ periodRows &+ 12 &+ dateRows &* (isSplit ? 2 : 1)
    let spare = height &- lines &- 2 &* Self.shiftLimit
    let side = max(0, min(64, min(width, (spare &- 12) * 3 / 4)))
    let room = side > 0 ? spare &- side &- 12 : spare
    var column = PageColumn(size, top: max(0, room / 2 &+ Self.shiftLimit &+ shift.y))
    var sign = column.take(side, below: 0, columns: side)
    sign.origin.x = UInt16(truncatingIfNeeded: max(0, Int(sign.origin.x) &+ shift.x))
    if tile == .sign { return sign }
    let clockColumns = min(width, Self.wholeWidth)
    let clock = column.take(clockRows, below: side > 0 ? 12 : 0, columns: clockColumns)
    if tile == .clock { return clock }
    let minutes = column.take(hasMinutes ? clockRows : 0, below: hasMinutes ? 4 : 0, columns: width)
    if tile == .minutes { return minutes }
    let period = column.take(periodRows, below: 0, columns: clockColumns)
    if tile == .period { return period }
    let date = column.take(dateRows, below: 12, columns: width)
    if tile == .date { return date }
    return column.take(isSplit ? dateRows : 0, below: 0, columns: width)
  }
}

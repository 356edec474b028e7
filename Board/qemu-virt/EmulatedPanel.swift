import CBoard

/// A panel controller in the board's memory: as much of an ST7789 as the core uses, and strict where
/// it uses it wrongly.
///
/// Source: ST7789V datasheet, section 9.1 "System function command table 1".
struct EmulatedPanel {
  private static let columnCount = UInt16(BOARD_PANEL_COLUMNS)
  private static let rowCount = UInt16(BOARD_PANEL_ROWS)

  /// The glass of 1.69 inch: 240 × 280 pixels from row 20 of the memory on.
  private static let glassRows: Range<UInt16> = 20..<300

  /// Both ends of a window, in addresses as the bus names them.
  private struct Bounds {
    var first: UInt16
    var last: UInt16
  }

  private var columns = Bounds(first: 0, last: 239)
  private var rows = Bounds(first: 0, last: 319)
  /// MADCTL.
  private var accessMode: UInt8 = 0
  private var isAsleep = true
  private var isOn = false
  private var isInverted = false
  private var backlight: UInt8 = 0
  /// RESX is low.
  private var isReset = false

  /// Where the next pixel of the memory write goes, as addressed; nil outside of one.
  private var cursor: (column: UInt16, row: UInt16)?
  /// What a controller would have done with the wrong bytes is not known.
  private(set) var complaint: StaticString?

  /// The state after power-on.
  init() {}

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) {
    if isReset { complaint = "a command during reset" }
    cursor = nil
    switch opcode {
    case 0x01: softwareReset()
    case 0x10: isAsleep = true
    case 0x11: isAsleep = false
    case 0x13: break  // NORON: neither partial mode nor scrolling are modelled.
    case 0x20: isInverted = false
    case 0x21: isInverted = true
    case 0x28: isOn = false
    case 0x29: isOn = true
    case 0x2A: columns = bounds(parameters)
    case 0x2B: rows = bounds(parameters)
    case 0x2C: openWindow()
    case 0x36: accessMode = single(parameters)
    case 0x3A: if single(parameters) != 0x55 { complaint = "not 16 bits a pixel" }
    // Section 9.2: voltages, timing and gamma, of which nothing is seen here.
    case 0xB0...0xEF: break
    default: complaint = "a command that is not modelled"
    }
  }

  mutating func pixels(_ bytes: Span<UInt8>) {
    if bytes.count % 2 != 0 { complaint = "half a pixel" }
    guard var cursor else {
      complaint = "pixels without a memory write"
      return
    }
    var index = 0
    while index < bytes.count - 1 {
      put(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), cursor.column, cursor.row)
      if cursor.column < columns.last {
        cursor.column += 1
      } else {
        // After the window's last pixel comes its first.
        cursor.column = columns.first
        cursor.row = cursor.row < rows.last ? cursor.row + 1 : rows.first
      }
      index += 2
    }
    self.cursor = cursor
  }

  /// The reset pin. The memory keeps what it holds.
  mutating func reset(isLow: Bool) {
    if isReset && !isLow {
      let (backlight, complaint) = (backlight, complaint)
      self = EmulatedPanel()
      self.backlight = backlight
      self.complaint = complaint
    }
    isReset = isLow
  }

  mutating func setBacklight(percent: UInt8) { backlight = percent }

  /// The checksum of what the glass shows.
  func checksum() -> UInt32 {
    var checksum = GlassChecksum(
      GlassChecksum.State(
        isAsleep: isAsleep, isOn: isOn, isInverted: isInverted, isBGR: accessMode & 0x08 != 0,
        backlight: backlight))
    for row in Self.glassRows {
      for column in 0..<Self.columnCount {
        checksum.add(pixel: unsafe board_panel_memory()[Self.place(column, row)])
      }
    }
    return checksum.value
  }

  /// SWRESET keeps MADCTL.
  private mutating func softwareReset() {
    let accessMode = accessMode
    reset(isLow: true)
    reset(isLow: false)
    self.accessMode = accessMode
  }

  private mutating func openWindow() {
    // MV exchanges what columns and rows count.
    let isExchanged = accessMode & 0x20 != 0
    let columnLimit = isExchanged ? Self.rowCount : Self.columnCount
    let rowLimit = isExchanged ? Self.columnCount : Self.rowCount
    guard columns.first <= columns.last, columns.last < columnLimit, rows.first <= rows.last,
      rows.last < rowLimit
    else {
      complaint = "a window outside the memory"
      return
    }
    cursor = (columns.first, rows.first)
  }

  /// Writes a pixel at an address inside the memory: section 8.12 "Address control".
  private func put(_ pixel: UInt16, _ columnAddress: UInt16, _ rowAddress: UInt16) {
    var (column, row) = (columnAddress, rowAddress)
    if accessMode & 0x20 != 0 { swap(&column, &row) }
    if accessMode & 0x40 != 0 { column = Self.columnCount - 1 - column }
    if accessMode & 0x80 != 0 { row = Self.rowCount - 1 - row }
    unsafe board_panel_memory()[Self.place(column, row)] = pixel
  }

  private static func place(_ column: UInt16, _ row: UInt16) -> Int {
    precondition(column < columnCount && row < rowCount)
    return Int(row) * Int(columnCount) + Int(column)
  }

  private mutating func bounds(_ parameters: Span<UInt8>) -> Bounds {
    guard parameters.count == 4 else {
      complaint = "a window without its four bytes"
      return Bounds(first: 0, last: 0)
    }
    return Bounds(
      first: UInt16(parameters[0]) << 8 | UInt16(parameters[1]),
      last: UInt16(parameters[2]) << 8 | UInt16(parameters[3]))
  }

  private mutating func single(_ parameters: Span<UInt8>) -> UInt8 {
    guard parameters.count == 1 else {
      complaint = "not the one parameter"
      return 0
    }
    return parameters[0]
  }
}

#if canImport(Firmware)
  @testable import Firmware
#endif

/// The wires to a panel that holds the device to its windows, and that fail when they are told to.
struct FuzzBus: DisplayBus {
  struct Failure: HardwareFailure { var code: Int32 { 7 } }

  /// The longer side of the controller's memory.
  private static let side = 320

  /// Calls that fail, all of them, from the next one on.
  var failures = 0
  /// What was written, by row and column as the commands name them.
  private var memory = [UInt16](repeating: 0, count: side * side)
  private var columns = 0..<0
  private var rows = 0..<0
  /// Pixels of the open window that have come; nil without one.
  private var count: Int?
  private var isLow = false
  private var isTurned = false
  private(set) var percent: UInt8 = 0

  /// The colour of the pixel at `column` and `row`, as the commands name them.
  func pixel(_ column: Int, _ row: Int) -> UInt16 { memory[row * Self.side + column] }

  private mutating func fail() throws(Failure) {
    if failures == 0 { return }
    failures -= 1
    throw Failure()
  }

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Failure) {
    require(!isLow, "a command during a reset")
    try fail()
    count = nil
    switch opcode {
    case PanelCommand.columnAddress: columns = range(parameters)
    case PanelCommand.rowAddress: rows = range(parameters)
    case PanelCommand.memoryAccess: isTurned = parameters[0] & 0x20 != 0
    case PanelCommand.memoryWrite:
      let (width, height) = isTurned ? (320, 240) : (240, 320)
      require(columns.upperBound <= width && rows.upperBound <= height, "a window off the memory")
      count = 0
    default: break
    }
  }

  private func range(_ parameters: Span<UInt8>) -> Range<Int> {
    require(parameters.count == 4, "not two numbers")
    let first = Int(parameters[0]) << 8 | Int(parameters[1])
    let last = Int(parameters[2]) << 8 | Int(parameters[3])
    require(first <= last && last < Self.side, "a window that ends before it begins")
    return first..<last + 1
  }

  mutating func pixels(_ bytes: Span<UInt8>) throws(Failure) {
    require(bytes.count > 0 && bytes.count % 2 == 0, "not whole pixels")
    try fail()
    guard var place = count else { return require(false, "pixels for no window") }
    require(place + bytes.count / 2 <= columns.count * rows.count, "pixels behind the window")
    var cell = (rows.lowerBound + place / columns.count) * Self.side
    var column = columns.lowerBound + place % columns.count
    for index in stride(from: 0, to: bytes.count, by: 2) {
      memory[cell + column] = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      column += 1
      if column == columns.upperBound {
        column = columns.lowerBound
        cell += Self.side
      }
    }
    place += bytes.count / 2
    count = place
  }

  mutating func setReset(_ level: PinLevel) throws(Failure) -> ResetPin {
    try fail()
    isLow = level == .low
    count = nil
    return .driven
  }

  mutating func setBacklight(percent: UInt8) throws(Failure) {
    require(percent <= 100, "more than all the light")
    try fail()
    self.percent = percent
  }
}

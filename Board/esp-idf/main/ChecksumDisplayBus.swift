typealias PanelBus = ChecksumDisplayBus

/// A panel that is not there: adds up what would have gone over its wires. For an emulated chip.
struct ChecksumDisplayBus: DisplayBus, ~Copyable {
  /// 32-bit FNV-1a, from the last report on.
  private var checksum = Self.basis
  private var byteCount: UInt32 = 0
  private var reportCount: UInt32 = 0
  /// The core sets the light again at each step of a start; it is told of when it changes.
  private var backlight: UInt8?

  private static var basis: UInt32 { 0x811C_9DC5 }
  private static var prime: UInt32 { 0x0100_0193 }

  init(_ configuration: Configuration) throws(SDKError) {}

  /// There are no pins.
  static func rest() {}

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(SDKError) {
    add(opcode)
    for index in 0..<parameters.count { add(parameters[index]) }
  }

  mutating func pixels(_ bytes: Span<UInt8>) throws(SDKError) {
    for index in 0..<bytes.count { add(bytes[index]) }
  }

  mutating func setReset(_ level: PinLevel) throws(SDKError) -> ResetPin { .absent }

  mutating func setBacklight(percent: UInt8) throws(SDKError) {
    if percent == backlight { return }
    backlight = percent
    Log.write("backlight, per cent", Int32(percent))
  }

  private mutating func add(_ byte: UInt8) {
    checksum = (checksum ^ UInt32(byte)) &* Self.prime
    byteCount &+= 1
  }

  /// Prints what went over the wires since the last report.
  mutating func reportScreen() {
    reportCount &+= 1
    board_log_screen(reportCount, byteCount, checksum)
    checksum = Self.basis
    byteCount = 0
  }
}

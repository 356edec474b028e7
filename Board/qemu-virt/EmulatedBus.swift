import Firmware

/// The one panel of the board.
nonisolated(unsafe) private var panel = EmulatedPanel()

/// The wires to the board's one panel. Nothing on them takes time.
struct EmulatedBus: DisplayBus {
  @inline(never)
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {
    unsafe panel.command(opcode, parameters)
  }

  @inline(never)
  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) { unsafe panel.pixels(bytes) }

  @inline(never)
  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin {
    unsafe panel.reset(isLow: level == .low)
    return .driven
  }

  @inline(never)
  mutating func setBacklight(percent: UInt8) throws(Never) {
    unsafe panel.setBacklight(percent: percent)
  }

  /// The checksum of what the glass shows.
  static func checksum() -> UInt32 { unsafe panel.checksum() }

  /// What was wrong on the bus, the last of it.
  static var complaint: StaticString? { unsafe panel.complaint }
}

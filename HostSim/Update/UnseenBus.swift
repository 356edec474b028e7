import Firmware

/// The wires to a panel that nobody looks at: all goes well, and nothing is kept.
struct UnseenBus: DisplayBus {
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {}

  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) {}

  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin { .driven }

  mutating func setBacklight(percent: UInt8) throws(Never) {}
}

/// The wires between the board and the panel: 4-line serial interface (SPI mode 0 plus D/CX), the
/// reset line and the backlight.
///
/// The conformer owns chip select and the data/command line. Each call is one whole transfer, and
/// transfers keep the order of the calls. ``command(_:_:)`` returns when its last bit has been on
/// the wire, as waits are counted from there; ``pixels(_:)`` may return before that if it has
/// copied the bytes. No call waits for anything but the bus itself.
///
/// Source: ST7789V datasheet, section 8.4 "Serial interface".
public protocol DisplayBus: ~Copyable {
  associatedtype Failure: HardwareFailure

  /// Sends `opcode` with D/CX low, then `parameters` (which may be empty) with D/CX high.
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Failure)

  /// Sends `bytes` with D/CX high: more data for the memory write that is open.
  ///
  /// Whole pixels only: two bytes each, high byte first. Never empty.
  mutating func pixels(_ bytes: Span<UInt8>) throws(Failure)

  /// Drives the panel's RESX pin, which resets while low.
  ///
  /// Returns ``ResetPin/absent`` on a board that does not wire it; the panel then resets by command.
  mutating func setReset(_ level: PinLevel) throws(Failure) -> ResetPin

  /// Sets the backlight, 0 (off) to 100 per cent.
  mutating func setBacklight(percent: UInt8) throws(Failure)
}

public enum PinLevel: Sendable { case low, high }

public enum ResetPin: Sendable { case absent, driven }

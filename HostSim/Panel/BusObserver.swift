import Firmware

/// Somebody who listens to the panel's wires.
///
/// Times are nanoseconds, never falling, and those of the start of a transfer.
public protocol BusObserver: AnyObject {
  /// One command byte, D/CX low.
  func command(_ opcode: UInt8, at time: UInt64)
  /// One transfer of parameters or pixels, D/CX high; never empty.
  func data(_ bytes: [UInt8], at time: UInt64)
  /// The level of the RESX pin.
  func reset(_ level: PinLevel, at time: UInt64)
  /// The backlight, 0…100 per cent.
  func backlight(percent: UInt8, at time: UInt64)
}

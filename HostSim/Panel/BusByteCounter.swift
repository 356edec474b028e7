import Firmware

/// Counts what a log of the bus would have to hold.
final class BusByteCounter: BusObserver {
  private var byteCount = 0

  /// Of the dump, most is the bits' time stamps: it measures 240 bytes for each byte on the bus in a
  /// run of 10 s, and 270 in one of 480 s.
  var vcdByteCount: Int { byteCount * 260 }

  func command(_ opcode: UInt8, at time: UInt64) { byteCount += 1 }

  func data(_ bytes: [UInt8], at time: UInt64) { byteCount += bytes.count }

  func reset(_ level: PinLevel, at time: UInt64) {}

  func backlight(percent: UInt8, at time: UInt64) {}
}

import Firmware

@testable import HostSim

/// Collects what a log writes.
final class LogText {
  private(set) var bytes: [UInt8] = []
  private(set) var writeCount = 0

  func stream() -> LogStream {
    LogStream { (text: [UInt8]) throws(LogFailure) in
      self.bytes += text
      self.writeCount += 1
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension SimulatedDisplayBus {
  func send(_ opcode: UInt8, _ parameters: [UInt8] = []) throws(SimulatedBusFailure) {
    try command(opcode, parameters.span)
  }

  func wait(milliseconds: UInt32) { wiring.model.clock.advance(milliseconds: milliseconds) }

  /// Resets and sets up the default glass, then draws `pixels` into a window in it.
  func drawSample(columns: ClosedRange<Int>, rows: ClosedRange<Int>, pixels: [UInt16])
    throws(SimulatedBusFailure)
  {
    _ = try setReset(.low)
    wiring.model.clock.advance(nanoseconds: 10_000)
    _ = try setReset(.high)
    wait(milliseconds: 120)
    try send(0x11)
    wait(milliseconds: 120)
    try send(0x3A, [0x55])
    try send(0x36, [0x08])
    try send(0x21)
    try send(0x2A, words(columns.lowerBound, columns.upperBound))
    try send(0x2B, words(rows.lowerBound, rows.upperBound))
    try send(0x2C)
    for start in stride(from: 0, to: pixels.count, by: 64) {
      try self.pixels(pixelBytes(Array(pixels[start..<min(start + 64, pixels.count)])).span)
    }
    try send(0x29)
    try setBacklight(percent: 100)
  }
}

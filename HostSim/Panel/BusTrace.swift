import Firmware

/// The panel's bus as text, one line a transfer.
///
/// `<ns> C <hex>` is a command, `<ns> D <hex…>` its parameters or pixels, `<ns> R <0 or 1>` the
/// reset pin. ``BusTraceReader`` reads it back. The backlight is not part of the trace.
public final class BusTrace: BusObserver {
  private let stream: LogStream

  public init(stream: LogStream) { self.stream = stream }

  public func command(_ opcode: UInt8, at time: UInt64) { line(time, " C ", [opcode]) }

  public func data(_ bytes: [UInt8], at time: UInt64) { line(time, " D ", bytes) }

  public func reset(_ level: PinLevel, at time: UInt64) {
    stream.write(decimal: time)
    stream.write(level == .high ? " R 1\n" : " R 0\n")
  }

  public func backlight(percent: UInt8, at time: UInt64) {}

  /// Hands over the last lines; throws if any line could not be written.
  public func finish() throws(LogFailure) { try stream.finish() }

  private func line(_ time: UInt64, _ kind: StaticString, _ bytes: [UInt8]) {
    stream.write(decimal: time)
    stream.write(kind)
    stream.write(hex: bytes)
    stream.write("\n")
  }
}

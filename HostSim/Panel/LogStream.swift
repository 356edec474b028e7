/// A log could not be written; it stops there, and says why.
public struct LogFailure: Error, Equatable, Sendable {
  public let reason: String
  public init(reason: String) { self.reason = reason }
}

/// Text on its way to a file or a closure, 64 KiB at a time: a log of any length takes no memory.
///
/// Writing does not throw, since a bus has nobody to tell. The first failure ends the log and is
/// thrown by ``finish()``.
public final class LogStream {
  public typealias Sink = (_ text: [UInt8]) throws(LogFailure) -> Void

  private static let chunkByteCount = 65536
  private let sink: Sink
  private var buffer: [UInt8] = []
  private var failure: LogFailure?

  public init(sink: @escaping Sink) {
    self.sink = sink
    buffer.reserveCapacity(Self.chunkByteCount + 4096)
  }

  public convenience init(file: OutputFile) {
    self.init { (text: [UInt8]) throws(LogFailure) in
      do throws(PictureError) {
        try file.write(text)
      } catch {
        throw LogFailure(reason: "\(error)")
      }
    }
  }

  public func write(_ text: StaticString) {
    text.withUTF8Buffer { buffer.append(contentsOf: $0) }
    drainIfFull()
  }

  public func write(_ text: [UInt8]) {
    buffer.append(contentsOf: text)
    drainIfFull()
  }

  public func write(decimal value: UInt64) {
    let start = buffer.endIndex
    var rest = value
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
    drainIfFull()
  }

  /// Two lower-case digits a byte, nothing between.
  public func write(hex bytes: [UInt8]) {
    for byte in bytes {
      buffer.append(Self.hexDigit(byte >> 4))
      buffer.append(Self.hexDigit(byte & 0x0F))
    }
    drainIfFull()
  }

  /// Hands over what is left; throws the first failure since the log began.
  public func finish() throws(LogFailure) {
    drain()
    if let failure { throw failure }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private func drainIfFull() {
    if buffer.count >= Self.chunkByteCount { drain() }
  }

  private func drain() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard failure == nil, !buffer.isEmpty else { return }
    do throws(LogFailure) {
      try sink(buffer)
    } catch {
      failure = error
    }
  }
}

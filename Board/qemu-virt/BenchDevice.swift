import Firmware

/// What of the core has no counterpart in the reference: a line of text, and a device at rest.
enum BenchDevice {
  private static var lineSize: Size { Size(width: 208, height: 20) }

  static func measure() {
    var now = Instant(milliseconds: 0)
    var device = Device(
      bus: NoBus(), metadataClient: OneDocument(), coverClient: OneDocument(), time: NoTime(),
      version: Version("0.0.0"), seed: 1, now: now)
    while !now.hasReached(Instant(milliseconds: 3_000)) { now = device.step(now: now) }
    if device.shownFace != .playing { return Console.write("wrong result: device\n") }
    redraw()
    // Texts run; times and bar stand, as the document says the same again and again: what a second
    // costs, on average.
    let seconds: UInt32 = 20
    let end = now + seconds * 1_000
    let instructions = Machine.instructions {
      while !now.hasReached(end) { now = device.step(now: now) }
    }
    Bench.report("second", "sleeve", "instructions/second", instructions, seconds)
  }

  /// One line of the larger font, over all of its rectangle.
  private static func redraw() {
    let text: StaticString = "Two Feet, One Road (2024 Remaster)"
    let bytes = unsafe constantBytes(text.utf8Start, count: text.utf8CodeUnitCount)
    var line = TextLine(font: .medium, foreground: .white, background: .black)
    line.overflow = .ellipsis
    let rect = Rect(x: 16, y: 240, width: lineSize.width, height: lineSize.height)
    var renderer = TextRenderer(fallback: Documents.fallback)
    var sink = MuteSink()
    let instructions = Machine.instructions {
      renderer.draw(bytes, as: line, in: rect, on: &sink)
    }
    let isWhole = sink.byteCount == Int(truncatingIfNeeded: lineSize.area) * 2
    if !isWhole { Console.write("wrong result: text\n") }
    Bench.report("text", "sleeve", "instructions/pixel", instructions, lineSize.area)
  }
}

/// A gateway that answers at once, and never with a picture.
private struct OneDocument: HTTPClient {
  /// Bytes of the body that came; nil before the head.
  private var sent: Int?

  mutating func open(_ request: HTTPRequest) { sent = nil }

  @inline(never)
  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    let body = Documents.metadata.span
    guard let start = sent else {
      sent = 0
      return .head(HTTPHead(status: 200))
    }
    let count = min(buffer.count, body.count - start)
    if count == 0 { return .end }
    for index in 0..<count { buffer[index] = body[start + index] }
    sent = start + count
    return .body(count: count)
  }

  mutating func cancel() {}
}

/// Wires that cost nothing.
private struct NoBus: DisplayBus {
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {}
  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) {}
  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin { .absent }
  mutating func setBacklight(percent: UInt8) throws(Never) {}
}

/// Time that nobody sets.
private struct NoTime: TimeSource {
  mutating func unixMilliseconds() -> UInt64? { nil }
}

/// Counts what comes, so that it must be drawn.
private struct MuteSink: PixelSink {
  var byteCount = 0

  @inline(never)
  mutating func open(_ window: Rect) throws(Never) { byteCount = 0 }

  @inline(never)
  mutating func write(_ pixels: Span<UInt8>) throws(Never) { byteCount += pixels.count }
}

import Firmware

/// What of the core has no counterpart in the reference: a line of text, and a device at rest.
enum BenchDevice {
  private static var lineSize: Size { Size(width: 208, height: 20) }

  static func measure() {
    var device = Device(script: NoBus(), Documents.metadata, nil, version: Version("0.0.0"))
    var now = Instant(milliseconds: 0)
    while !now.hasReached(Instant(milliseconds: 3_000)) { now = device.advance(to: now) }
    if device.shownFace != .playing { return Console.write("wrong result: device\n") }
    redraw()
    // Texts run; times and bar stand, as the document says the same again and again: what a second
    // costs, on average.
    let seconds: UInt32 = 20
    let end = now + seconds * 1_000
    let instructions = Machine.instructions {
      while !now.hasReached(end) { now = device.advance(to: now) }
    }
    Bench.report("second", "sleeve", "instructions/second", instructions, seconds)
  }

  /// One line of the larger font, over all of its rectangle.
  private static func redraw() {
    let text: StaticString = "Two Feet, One Road (2024 Remaster)"
    let bytes = unsafe constantBytes(text.utf8Start, count: text.utf8CodeUnitCount)
    var line = TextLine(font: .title, foreground: .white, background: .black)
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

/// Counts what comes, so that it must be drawn.
private struct MuteSink: PixelSink {
  var byteCount = 0

  @inline(never)
  mutating func open(_ window: Rect) throws(Never) { byteCount = 0 }

  @inline(never)
  mutating func write(_ pixels: Span<UInt8>) throws(Never) { byteCount += pixels.count }
}

import Firmware

/// What of the core has no counterpart in the reference: a line of text, and a device at rest.
enum BenchDevice {
  private static var lineSize: Size { Size(width: 208, height: 20) }

  static func measure() {
    var device = Device(
      bus: MuteBus(), client: ScriptNetwork(document: Documents.metadata), version: Version("0.0.0")
    )
    guard let end = play(&device) else { return Console.write("wrong result: device\n") }
    redraw()
    // The bar moves at some of the steps: their mean is what a second costs.
    let steps: UInt32 = 100
    var now = end
    let instructions = Machine.instructions {
      for _ in 0..<steps {
        now = now + 1_000
        _ = device.advance(to: now)
      }
    }
    Bench.report("idle", "sleeve", "instructions/step", instructions, steps)
  }

  /// Lets the device start and take its document; the time then, or nil where it does not.
  private static func play(_ device: inout Device<MuteBus, ScriptNetwork>) -> Instant? {
    var now = Instant(milliseconds: 0)
    guard device.switchOn(at: now) else { return nil }
    while !now.hasReached(Instant(milliseconds: 3_000)) {
      guard let next = device.advance(to: now) else { return nil }
      now = next
    }
    if device.screenKind != .playing || device.failure != nil { return nil }
    return now
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
    let isWhole = sink.byteCount == Int(lineSize.area) * 2
    if !isWhole { Console.write("wrong result: text\n") }
    Bench.report("text", "sleeve", "instructions/pixel", instructions, lineSize.area)
  }
}

extension Device where Bus == MuteBus, Client == ScriptNetwork {
  fileprivate mutating func switchOn(at now: Instant) -> Bool {
    do throws(PanelError<Never>) {
      try start(now: now)
      return true
    } catch {
      return false
    }
  }

  fileprivate mutating func advance(to now: Instant) -> Instant? {
    client.now = now
    do throws(PanelError<Never>) {
      return try step(now: now)
    } catch {
      return nil
    }
  }
}

/// A bus that costs nothing.
private struct MuteBus: DisplayBus {
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {}
  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) {}
  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin { .absent }
  mutating func setBacklight(percent: UInt8) throws(Never) {}
}

/// Counts what comes, so that it must be drawn.
private struct MuteSink: PixelSink {
  var byteCount = 0

  @inline(never)
  mutating func open(_ window: Rect) throws(Never) { byteCount = 0 }

  @inline(never)
  mutating func write(_ pixels: Span<UInt8>) throws(Never) { byteCount += pixels.count }
}

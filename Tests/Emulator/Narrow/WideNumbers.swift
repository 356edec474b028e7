import Firmware

/// Numbers from the wire that an `Int` of the board does not hold, and the clock's wrap.
enum WideNumbers {
  static func run(_ report: inout Report) {
    report.check("widening", UInt64(widening: Int.max) == 0x7FFF_FFFF)
    report.check("clamping", (UInt64(widening: UInt32.max) + 1).clampedToUInt32 == .max)
    for text in documents.indices { document(documents[text], &report) }
    retryAfter(&report)
    wrap(&report)
  }

  private static var documents: [6 of StaticString] {
    [
      "{\"progress_ms\":4294967295,\"duration_ms\":2147483648}",
      "{\"progress_ms\":18446744073709551616,\"duration_ms\":1e99}",
      "{\"progress_ms\":9223372036854775807,\"duration_ms\":4294967295.9}",
      "{\"progress_ms\":1E+2147483648,\"duration_ms\":99999999999999999999999999999999e-3}",
      "{\"progress_ms\":42949672950e-1,\"duration_ms\":1e0000000000000000000000000000000000000010}",
      "{\"x\":-9223372036854775809,\"progress_ms\":4294967295,\"duration_ms\":2147483649}",
    ]
  }

  private static func document(_ text: StaticString, _ report: inout Report) {
    let bytes = unsafe constantBytes(text.utf8Start, count: text.utf8CodeUnitCount)
    var reader = NowPlayingReader<NoCover>()
    var sink = NoCover()
    do throws(DocumentError<Never>) {
      try reader.feed(bytes, to: &sink)
      try reader.finish()
    } catch {
      return report.check("document with wide numbers", false)
    }
    report.check("progress", reader.members.nowPlaying.progressMs == .max)
    report.check("duration", reader.members.nowPlaying.durationMs.map { $0 >= 1 << 31 } ?? false)
  }

  private static func retryAfter(_ report: inout Report) {
    let text: StaticString = "99999999999999999999"
    let bytes = unsafe constantBytes(text.utf8Start, count: text.utf8CodeUnitCount)
    let wait = try? RetryAfter(parsing: bytes, now: nil, limits: 0 ... .max)
    report.check("retry after", wait?.seconds == .max && wait?.milliseconds == .max)
  }

  /// A clock that is asked once a day, beyond the wrap of the milliseconds.
  private static func wrap(_ report: inout Report) {
    var clock = WallClock()
    var now = Instant(milliseconds: .max - 1_000)
    let dayMs: UInt32 = 86_400_000
    clock.set(unixMs: 1_795_205_700_000, at: now)
    for day in 1...60 as ClosedRange<UInt32> {
      now = now + dayMs
      let expected = 1_795_205_700_000 + UInt64(widening: day) * UInt64(widening: dayMs)
      report.check("wall clock", clock.now(now) == expected, day)
    }
  }
}

private struct NoCover: CoverSink {
  mutating func beginCover(_ size: Size) {}
  mutating func write(_ pixels: Span<UInt8>) {}
}

import HostSim
import Testing

@testable import Firmware

@Suite struct RetryAfterTests {
  @Test(
    arguments: [
      ("0", 1), ("1", 1), ("00120", 120), ("3600", 3_600), ("3601", 3_600), ("19056", 3_600),
      ("4294967295", 3_600), ("4294967297", 3_600), (String(repeating: "9", count: 500), 3_600),
    ] as [(String, UInt32)])
  func secondsAreBroughtIntoTheLimits(text: String, seconds: UInt32) throws {
    let value = try parse(text)
    #expect(value.seconds == seconds && value.milliseconds == seconds * 1_000)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anyNumberSaturates(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bits = UInt64.random(in: 0..<64, using: &random)
      let number = UInt64.random(in: .min ... .max, using: &random) >> bits
      let value = try parse(String(number), limits: 0 ... .max)
      #expect(UInt64(value.seconds) == min(number, UInt64(UInt32.max)), "\(number)")
      #expect(UInt64(value.milliseconds) == min(UInt64(value.seconds) * 1_000, UInt64(UInt32.max)))
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aDateIsWaitedForFromNow(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let now = UnixTime.at(UInt64.random(in: 0...endOf2100, using: &random))
      let distance = Int64.random(in: -10_000...10_000, using: &random)
      guard let date = UnixTime(seconds: UInt64(max(0, Int64(now.seconds) + distance))) else {
        continue
      }
      let value = try parse(fixdate(date), now: now)
      let expected = min(max(Int64(date.seconds) - Int64(now.seconds), 1), 3_600)
      #expect(Int64(value.seconds) == expected, "\(distance) s after \(now.seconds)")
    }
  }

  @Test func aDateNeedsAClock() {
    let text = fixdate(.at(1_795_205_700))
    #expect(throws: DateError(reason: .clockNotSet, offset: text.utf8.count)) { try parse(text) }
  }

  @Test func aFarDateIsBroughtIntoTheLimits() throws {
    let value = try parse(fixdate(.at(UnixTime.latestSeconds)), now: .at(0), limits: 0 ... .max)
    #expect(value.seconds == .max)
  }

  @Test(
    arguments: [
      ("", .malformed, 0), ("-1", .malformed, 0), ("+1", .malformed, 0), (" 1", .malformed, 0),
      ("1 ", .malformed, 1), ("1.5", .malformed, 1), ("120s", .malformed, 3),
      ("99999999999999999999x", .malformed, 20), ("soon", .malformed, 0),
      ("2026-11-20T20:15:00Z", .malformed, 4),
    ] as [(String, DateReason, Int)])
  func whatIsWrongAndWhere(text: String, reason: DateReason, offset: Int) {
    #expect(throws: DateError(reason: reason, offset: offset)) { try parse(text, now: .at(0)) }
  }
}

private func parse(
  _ text: String, now: UnixTime? = nil, limits: ClosedRange<UInt32> = Limits.retryAfterSeconds
) throws(DateError) -> RetryAfter {
  try RetryAfter(parsing: Array(text.utf8).span, now: now, limits: limits)
}

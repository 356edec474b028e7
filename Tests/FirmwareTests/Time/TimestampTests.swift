import Glibc
import HostSim
import Testing

@testable import Firmware

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("2026-11-20T20:15:00Z", 1_795_205_700),
      ("2026-11-20t20:15:00z", 1_795_205_700),
      ("2026-11-20T21:15:00.999999999999999999999+01:00", 1_795_205_700),
      ("2026-11-20T20:15:00-00:00", 1_795_205_700),
      ("1970-01-01T00:00:00Z", 0),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
      // RFC 3339 section 5.8.
      ("1985-04-12T23:20:50.52Z", 482_196_050),
      ("1996-12-19T16:39:57-08:00", 851_042_397),
      ("1990-12-31T23:59:60Z", 662_688_000),
      ("1990-12-31T15:59:60-08:00", 662_688_000),
    ] as [(String, UInt64)])
  func examples(text: String, seconds: UInt64) throws {
    #expect(try parse(text) == seconds)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anyMomentAtAnyOffset(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let time = UnixTime.random(using: &random)
      let minutes = Int.random(in: -1_439...1_439, using: &random)
      let fields = systemCalendar(Int(time.seconds) + minutes * 60)
      guard 70...8_099 ~= fields.tm_year else { continue }
      let fraction = [".0", ".123456789", ""].randomElement(using: &random) ?? ""
      let sign = minutes < 0 ? "-" : "+"
      let offset = "\(sign)\(digits(abs(minutes) / 60, 2)):\(digits(abs(minutes) % 60, 2))"
      let text = written(fields) + fraction + offset
      #expect(try parse(text) == time.seconds, "\(text)")
    }
  }

  /// What is taken is what would be written.
  @Test func aChangedByteIsRefusedOrMeansAnotherMoment() {
    for bytes in mutations("2026-11-20T20:15:00Z", by: "0123456789TtZz .:+-\u{0}") {
      guard let read = try? Timestamp(parsing: bytes.span) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let writing = written(systemCalendar(Int(read.time.seconds))) + "Z"
      #expect(text.uppercased() == writing)
    }
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Array("2026-11-20T20:15:00.125+01:30".utf8)
    for count in 0..<bytes.count {
      #expect(throws: DateError(reason: .malformed, offset: fieldStart(count))) {
        try Timestamp(parsing: bytes.span.extracting(0..<count))
      }
    }
    let longer = bytes + [0x30]
    #expect(throws: DateError(reason: .malformed, offset: bytes.count)) {
      try Timestamp(parsing: longer.span)
    }
  }

  @Test(
    arguments: [
      ("1969-12-31T23:59:59Z", .outOfRange, 0),
      ("2026-13-20T20:15:00Z", .outOfRange, 5),
      ("2026-00-20T20:15:00Z", .outOfRange, 5),
      ("2026-11-00T20:15:00Z", .outOfRange, 8),
      ("2026-11-31T20:15:00Z", .noSuchTime, 20),
      ("2026-11-20 20:15:00Z", .malformed, 10),
      ("2026-11-20T20:15:00.Z", .malformed, 20),
      ("2026-11-20T20:15:00", .malformed, 19),
      ("2026-11-20T20:15:00+24:00", .outOfRange, 20),
      ("2026-11-20T20:15:00+00:60", .outOfRange, 23),
      ("2026-11-20T20:15:00+0000", .malformed, 22),
      ("1970-01-01T00:00:00+00:01", .outOfRange, 25),
      ("9999-12-31T23:59:00-00:01", .outOfRange, 25),
      ("2026-11-20T23:59:60Z", .noSuchTime, 20),
      ("2026-11-30T23:59:60+01:00", .noSuchTime, 25),
      ("+2026-11-20T20:15:00Z", .malformed, 0),
    ] as [(String, DateReason, Int)])
  func whatIsWrongAndWhere(text: String, reason: DateReason, offset: Int) {
    #expect(throws: DateError(reason: reason, offset: offset)) { try parse(text) }
  }
}

/// Where, in a timestamp of `count` bytes that goes on too late, the field begins that is short.
private func fieldStart(_ count: Int) -> Int {
  let starts = [0, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17]
  if count < 19 { return starts.last { $0 <= count } ?? 0 }
  return count < 24 ? count : [24, 26, 27].last { $0 <= count } ?? count
}

private func parse(_ text: String) throws(DateError) -> UInt64 {
  try Timestamp(parsing: Array(text.utf8).span).time.seconds
}

private func written(_ fields: tm) -> String {
  let date = [fields.tm_mon + 1, fields.tm_mday].map { "-" + digits($0, 2) }.joined()
  let time = [fields.tm_hour, fields.tm_min, fields.tm_sec].map { digits($0, 2) }
  return digits(fields.tm_year + 1_900, 4) + date + "T" + time.joined(separator: ":")
}

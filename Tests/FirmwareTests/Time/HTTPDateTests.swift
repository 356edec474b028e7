import Glibc
import HostSim
import Testing

@testable import Firmware

@Suite struct HTTPDateTests {
  /// RFC 9110 section 5.6.7.
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    "Sun Nov 06 08:49:37 1994",
  ])
  func publishedExamples(text: String) throws {
    #expect(try parse(text) == 784_111_777)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anyMomentIsReadInEachForm(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let time = UnixTime.random(using: &random)
      #expect(try parse(fixdate(time)) == time.seconds)
      #expect(try parse(asctime(time)) == time.seconds)
      let now = UnixTime.random(using: &random)
      // Before 2020, two digits may mean a year before 1970.
      guard now.seconds > 1_577_836_800 else { continue }
      let yearSeconds: UInt64 = 31_556_952
      let offset = UInt64.random(in: 0...98 * yearSeconds, using: &random)
      guard now.seconds + offset > 50 * yearSeconds,
        let near = UnixTime(seconds: now.seconds + offset - 49 * yearSeconds)
      else { continue }
      #expect(try parse(rfc850(near), now: now) == near.seconds, "now \(now.seconds)")
    }
  }

  @Test func twoDigitYearsAreAtMostFiftyYearsAhead() throws {
    // 2026-11-20T20:15:00Z.
    let now = UnixTime.at(1_795_205_700)
    #expect(fixdate(now) == "Fri, 20 Nov 2026 20:15:00 GMT")
    #expect(try year(parse("Friday, 20-Nov-76 20:15:00 GMT", now: now)) == 2_076)
    #expect(try year(parse("Saturday, 20-Nov-76 20:15:01 GMT", now: now)) == 1_976)
    #expect(try year(parse("Monday, 01-Nov-77 00:00:00 GMT", now: now)) == nil)
    #expect(try year(parse("Tuesday, 01-Nov-77 00:00:00 GMT", now: now)) == 1_977)
    // Without a clock, the hundred years from 1970 on.
    #expect(try year(parse("Thursday, 01-Jan-70 00:00:00 GMT")) == 1_970)
    #expect(try year(parse("Tuesday, 31-Dec-69 23:59:59 GMT")) == 2_069)
  }

  @Test func twoDigitYearsBefore1970AreOutOfRange() {
    #expect(throws: DateError(reason: .outOfRange, offset: 30)) {
      try parse("Friday, 31-Oct-69 00:00:00 GMT", now: .at(1_000_000_000))
    }
  }

  /// What is taken is what would be written, letter by letter.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func aChangedByteIsRefusedOrMeansAnotherMoment(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let time = UnixTime.at(UInt64.random(in: 0...3_000_000_000, using: &random))
    for form in [fixdate, rfc850, asctime] {
      for bytes in mutations(form(time), by: "0159 a,:-GS\u{0}\u{7F}") {
        let read: HTTPDate
        do { read = try HTTPDate(parsing: bytes.span, now: nil) } catch { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        let writings = [fixdate, rfc850, asctime].map { $0(read.time) }
        let isLeapSecond = text.contains(":60")
        let padded = asctime(read.time, dayDigits: "0")
        #expect(writings.contains(text) || text == padded || isLeapSecond, "\(text)")
      }
    }
  }

  @Test func everyTruncationIsRefusedAtItsEnd() throws {
    for form in [fixdate, rfc850, asctime] {
      let bytes = Array(form(.at(784_111_777)).utf8)
      for count in 0..<bytes.count {
        #expect(throws: DateError.self, "\(count)") {
          try HTTPDate(parsing: bytes.span.extracting(0..<count), now: nil)
        }
        let longer = bytes[..<count] + [0x21]
        #expect(throws: DateError.self) { try HTTPDate(parsing: longer.span, now: nil) }
      }
      let longer = bytes + [0x20]
      #expect(throws: DateError(reason: .malformed, offset: bytes.count)) {
        try HTTPDate(parsing: longer.span, now: nil)
      }
    }
  }

  @Test(
    arguments: [
      ("", .malformed, 0),
      ("sun, 06 Nov 1994 08:49:37 GMT", .malformed, 0),
      ("Mon, 06 Nov 1994 08:49:37 GMT", .wrongWeekday, 0),
      ("Sun, 6 Nov 1994 08:49:37 GMT", .malformed, 5),
      ("Sun, 32 Nov 1994 08:49:37 GMT", .outOfRange, 5),
      ("Sun, 06 nov 1994 08:49:37 GMT", .malformed, 8),
      ("Sun, 06 Nov 1969 08:49:37 GMT", .outOfRange, 12),
      ("Sun, 06 Nov 1994 24:49:37 GMT", .outOfRange, 17),
      ("Sun, 06 Nov 1994 08:60:37 GMT", .outOfRange, 20),
      ("Sun, 06 Nov 1994 08:49:61 GMT", .outOfRange, 23),
      ("Sun, 06 Nov 1994 08:49:60 GMT", .noSuchTime, 29),
      ("Sun, 06 Nov 1994 08:49:37 UTC", .malformed, 25),
      ("Sun, 31 Nov 1994 08:49:37 GMT", .noSuchTime, 29),
      ("Wed, 29 Feb 2023 00:00:00 GMT", .noSuchTime, 29),
      ("Fri, 31 Dec 9999 23:59:60 GMT", .outOfRange, 29),
      ("Sund, 06-Nov-94 08:49:37 GMT", .malformed, 0),
      ("Sun Nov 6 08:49:37 1994", .malformed, 8),
    ] as [(String, DateReason, Int)])
  func whatIsWrongAndWhere(text: String, reason: DateReason, offset: Int) {
    #expect(throws: DateError(reason: reason, offset: offset)) { try parse(text) }
  }

  @Test func reasonsReadDifferently() {
    let words = (UInt8(0)..<5).compactMap { DateReason(rawValue: $0)?.description.string }
    #expect(Set(words).count == 5)
  }

  @Test func aLeapSecondIsTheNextMinutesFirst() throws {
    #expect(try parse("Sat, 31 Dec 2016 23:59:60 GMT") == 1_483_228_800)
    #expect(throws: DateError(reason: .noSuchTime, offset: 29)) {
      try parse("Fri, 30 Dec 2016 23:59:60 GMT")
    }
  }
}

private func parse(_ text: String, now: UnixTime? = nil) throws(DateError) -> UInt64 {
  try HTTPDate(parsing: Array(text.utf8).span, now: now).time.seconds
}

/// The year of what `seconds` gives; `nil` if its weekday was wrong.
private func year(_ seconds: @autoclosure () throws(DateError) -> UInt64) throws -> UInt16? {
  do {
    return CivilTime(.at(try seconds())).year
  } catch {
    guard error.reason == .wrongWeekday else { throw error }
    return nil
  }
}

private let weekdays = [
  "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
]
private let months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func clock(_ fields: tm) -> String {
  "\(digits(fields.tm_hour, 2)):\(digits(fields.tm_min, 2)):\(digits(fields.tm_sec, 2))"
}

func fixdate(_ time: UnixTime) -> String {
  let fields = systemCalendar(Int(time.seconds))
  let weekday = weekdays[Int(fields.tm_wday)].prefix(3)
  let month = months[Int(fields.tm_mon)]
  let year = digits(fields.tm_year + 1_900, 4)
  return "\(weekday), \(digits(fields.tm_mday, 2)) \(month) \(year) \(clock(fields)) GMT"
}

private func rfc850(_ time: UnixTime) -> String {
  let fields = systemCalendar(Int(time.seconds))
  let weekday = weekdays[Int(fields.tm_wday)]
  let month = months[Int(fields.tm_mon)]
  let year = digits(fields.tm_year % 100, 2)
  return "\(weekday), \(digits(fields.tm_mday, 2))-\(month)-\(year) \(clock(fields)) GMT"
}

private func asctime(_ time: UnixTime) -> String { asctime(time, dayDigits: " ") }

private func asctime(_ time: UnixTime, dayDigits: String) -> String {
  let fields = systemCalendar(Int(time.seconds))
  let weekday = weekdays[Int(fields.tm_wday)].prefix(3)
  let month = months[Int(fields.tm_mon)]
  let day = fields.tm_mday < 10 ? "\(dayDigits)\(fields.tm_mday)" : "\(fields.tm_mday)"
  return "\(weekday) \(month) \(day) \(clock(fields)) \(digits(fields.tm_year + 1_900, 4))"
}

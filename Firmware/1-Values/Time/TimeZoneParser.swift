/// Reads a time zone as POSIX.1-2017 section 8.3 writes it, from left to right.
struct TimeZoneParser {
  private var cursor = FieldCursor()

  mutating func timeZone(in text: Span<UInt8>) throws(TimeZoneError) -> TimeZone {
    try skipName(in: text)
    let offset = try offset(in: text)
    if cursor.isAtEnd(of: text) { return TimeZone(offsetSeconds: offset, daylight: nil) }
    return TimeZone(offsetSeconds: offset, daylight: try daylight(beside: offset, in: text))
  }

  private mutating func daylight(
    beside standard: Int32, in text: Span<UInt8>
  ) throws(TimeZoneError) -> TimeZone.Daylight {
    try skipName(in: text)
    var seconds = standard &+ 3_600
    if let byte = cursor.peek(in: text), byte != UInt8(ascii: ",") {
      guard Self.canBeginNumber(byte) else { throw error(.expectedComma) }
      seconds = try offset(in: text)
    }
    if cursor.isAtEnd(of: text) {
      return TimeZone.Daylight(
        offsetSeconds: seconds, start: .defaultStart, end: .defaultEnd)
    }
    let start = try rule(in: text)
    let end = try rule(in: text)
    guard cursor.isAtEnd(of: text) else { throw error(.trailingBytes) }
    return TimeZone.Daylight(offsetSeconds: seconds, start: start, end: end)
  }

  /// What people call the time: letters; or between `<` and `>` letters, digits, `+` and `-`. Three
  /// or more of them.
  private mutating func skipName(in text: Span<UInt8>) throws(TimeZoneError) {
    let isQuoted = cursor.take(UInt8(ascii: "<"), in: text)
    let start = cursor.offset
    while let byte = cursor.peek(in: text), Self.canBeInName(byte, isQuoted: isQuoted) {
      _ = cursor.next(in: text)
    }
    guard cursor.offset &- start >= 3 else { throw error(.badName, at: start) }
    if isQuoted, !cursor.take(UInt8(ascii: ">"), in: text) { throw error(.unclosedName) }
  }

  private static func canBeInName(_ byte: UInt8, isQuoted: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): isQuoted
    default: false
    }
  }

  private static func canBeginNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Seconds ahead of UTC. The text counts them the other way.
  private mutating func offset(in text: Span<UInt8>) throws(TimeZoneError) -> Int32 {
    0 &- (try clock(hourDigits: 1...2, hours: 0...24, in: text))
  }

  /// `,date` and `/time`, or 2 o'clock.
  private mutating func rule(in text: Span<UInt8>) throws(TimeZoneError) -> TransitionRule {
    guard cursor.take(UInt8(ascii: ","), in: text) else { throw error(.expectedComma) }
    var rule = TransitionRule(
      day: try day(in: text), timeSeconds: TransitionRule.defaultTimeSeconds)
    if cursor.take(UInt8(ascii: "/"), in: text) {
      rule.timeSeconds = try clock(hourDigits: 1...3, hours: 0...167, in: text)
    }
    return rule
  }

  private mutating func day(in text: Span<UInt8>) throws(TimeZoneError) -> TransitionRule.Day {
    if cursor.take(UInt8(ascii: "J"), in: text) {
      return .date(Int32(truncatingIfNeeded: try number(1...3, in: 1...365, of: text)))
    }
    guard cursor.take(UInt8(ascii: "M"), in: text) else {
      return .dayOfYear(Int32(truncatingIfNeeded: try number(1...3, in: 0...365, of: text)))
    }
    let start = cursor.offset
    let month = try number(1...2, in: 1...12, of: text)
    try point(in: text)
    let week = try number(1...1, in: 1...5, of: text)
    try point(in: text)
    let weekday = try number(1...1, in: 0...6, of: text)
    guard let month = Month(rawValue: UInt8(truncatingIfNeeded: month)),
      let weekday = Weekday(rawValue: UInt8(truncatingIfNeeded: weekday))
    else { throw error(.outOfRange, at: start) }
    return .weekday(weekday, week: UInt8(truncatingIfNeeded: week), of: month)
  }

  private mutating func point(in text: Span<UInt8>) throws(TimeZoneError) {
    guard cursor.take(UInt8(ascii: "."), in: text) else { throw error(.expectedPoint) }
  }

  /// `[+|-]hh[:mm[:ss]]` in seconds.
  private mutating func clock(
    hourDigits: ClosedRange<Int>, hours: ClosedRange<UInt32>, in text: Span<UInt8>
  ) throws(TimeZoneError) -> Int32 {
    let isNegative = cursor.take(UInt8(ascii: "-"), in: text)
    if !isNegative { _ = cursor.take(UInt8(ascii: "+"), in: text) }
    var seconds = try number(hourDigits, in: hours, of: text) &* 3_600
    if cursor.take(UInt8(ascii: ":"), in: text) {
      seconds &+= try number(2...2, in: 0...59, of: text) &* 60
      if cursor.take(UInt8(ascii: ":"), in: text) {
        seconds &+= try number(2...2, in: 0...59, of: text)
      }
    }
    let magnitude = Int32(truncatingIfNeeded: seconds)
    return isNegative ? 0 &- magnitude : magnitude
  }

  private mutating func number(
    _ digitCounts: ClosedRange<Int>, in range: ClosedRange<UInt32>, of text: Span<UInt8>
  ) throws(TimeZoneError) -> UInt32 {
    let start = cursor.offset
    guard let number = cursor.number(digitCounts, in: text) else { throw error(.expectedNumber) }
    guard range.contains(number) else { throw error(.outOfRange, at: start) }
    return number
  }

  private func error(_ reason: TimeZoneReason, at offset: Int? = nil) -> TimeZoneError {
    TimeZoneError(reason: reason, offset: offset ?? cursor.offset)
  }
}

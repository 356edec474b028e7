/// Reads the fields of a date in the order in which a format has them, then makes a moment of them.
struct DateReader {
  private var cursor = FieldCursor()
  private var weekday: Weekday?
  private var weekdayOffset = 0
  var year: UInt16 = 0
  private(set) var month = Month.january
  private(set) var day: UInt8 = 0
  private(set) var hour: UInt8 = 0
  private(set) var minute: UInt8 = 0
  /// 0…60.
  private(set) var second: UInt8 = 0

  // MARK: Fields

  mutating func literal(_ word: StaticString, in text: Span<UInt8>) throws(DateError) {
    guard cursor.take(word, in: text) else { throw error(.malformed) }
  }

  mutating func take(_ word: StaticString, in text: Span<UInt8>) -> Bool {
    cursor.take(word, in: text)
  }

  mutating func end(of text: Span<UInt8>) throws(DateError) {
    guard cursor.isAtEnd(of: text) else { throw error(.malformed) }
  }

  /// The fields of `format`, in which a small letter stands for a field and all else for itself:
  /// `d` for a day, `s` for one with a space before it where it has one digit, `m` for a month's
  /// name, `n` for its number, `y` for a year, `c` for the year of a century and `t` for a time.
  mutating func fields(_ format: StaticString, in text: Span<UInt8>) throws(DateError) {
    let format = format.bytes
    var place = 0
    while place < format.count {
      let start = place
      while place < format.count, !Self.isField(format[place]) { place &+= 1 }
      let literal = format.extracting(start..<place)
      guard cursor.take(literal, in: text) else { throw error(.malformed) }
      guard place < format.count else { return }
      try field(format[place], in: text)
      place &+= 1
    }
  }

  private static func isField(_ letter: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter
  }

  private mutating func field(_ letter: UInt8, in text: Span<UInt8>) throws(DateError) {
    switch letter {
    case UInt8(ascii: "d"): try day(in: text)
    case UInt8(ascii: "s"): try day(digitCount: cursor.take(" ", in: text) ? 1 : 2, in: text)
    case UInt8(ascii: "m"): try monthName(in: text)
    case UInt8(ascii: "n"): try monthNumber(in: text)
    case UInt8(ascii: "y"): try year(in: text)
    case UInt8(ascii: "c"): year = UInt16(truncatingIfNeeded: try number(2, 0...99, in: text))
    default: try time(in: text)
    }
  }

  /// A number of `digitCount` digits.
  mutating func number(
    _ digitCount: Int, _ range: ClosedRange<UInt32>, in text: Span<UInt8>
  ) throws(DateError) -> UInt32 {
    let start = cursor.offset
    guard let number = cursor.number(digitCount...digitCount, in: text) else {
      throw error(.malformed)
    }
    guard range.contains(number) else { throw error(.outOfRange, at: start) }
    return number
  }

  /// The first `prefixCount` letters of a weekday's English name, or all of them.
  mutating func weekdayName(
    prefixCount: Int = Int.max, in text: Span<UInt8>
  ) throws(DateError) {
    weekdayOffset = cursor.offset
    var rawValue: UInt8 = 0
    while let candidate = Weekday(rawValue: rawValue) {
      if cursor.take(candidate.name.extracting(first: prefixCount), in: text) {
        weekday = candidate
        return
      }
      rawValue &+= 1
    }
    throw error(.malformed)
  }

  /// The first three letters of a month's English name.
  mutating func monthName(in text: Span<UInt8>) throws(DateError) {
    var rawValue: UInt8 = 1
    while let candidate = Month(rawValue: rawValue) {
      if cursor.take(candidate.name.extracting(first: 3), in: text) {
        month = candidate
        return
      }
      rawValue &+= 1
    }
    throw error(.malformed)
  }

  mutating func year(in text: Span<UInt8>) throws(DateError) {
    year = UInt16(truncatingIfNeeded: try number(4, 1_970...9_999, in: text))
  }

  mutating func monthNumber(in text: Span<UInt8>) throws(DateError) {
    let number = try number(2, 1...12, in: text)
    month = Month(rawValue: UInt8(truncatingIfNeeded: number)) ?? .december
  }

  mutating func day(digitCount: Int = 2, in text: Span<UInt8>) throws(DateError) {
    day = UInt8(truncatingIfNeeded: try number(digitCount, 1...31, in: text))
  }

  /// `hh:mm:ss`, where the second may be 60.
  mutating func time(in text: Span<UInt8>) throws(DateError) {
    hour = UInt8(truncatingIfNeeded: try number(2, 0...23, in: text))
    try literal(":", in: text)
    minute = UInt8(truncatingIfNeeded: try number(2, 0...59, in: text))
    try literal(":", in: text)
    second = UInt8(truncatingIfNeeded: try number(2, 0...60, in: text))
  }

  mutating func skipDigits(in text: Span<UInt8>) {
    while cursor.digit(in: text) != nil {}
  }

  // MARK: All of them

  /// What was read, by a clock `offsetSeconds` ahead of UTC.
  ///
  /// A leap second can be only the last of a month in UTC (ITU-R TF.460-6, section 2.1). Unix time
  /// does not have it; it is taken for the second that follows.
  func unixTime(offsetSeconds: Int32 = 0) throws(DateError) -> UnixTime {
    guard let date = CivilDate(year: year, month: month, day: day),
      let civil = CivilTime(date: date, hour: hour, minute: minute, second: min(second, 59))
    else { throw error(.noSuchTime) }
    if let weekday, weekday != date.weekday { throw error(.wrongWeekday, at: weekdayOffset) }
    guard let time = civil.unixTime(offsetSeconds: offsetSeconds) else { throw error(.outOfRange) }
    guard second == 60 else { return time }

    guard time.secondOfDay == 86_399, CivilTime(time).date.isLastOfMonth else {
      throw error(.noSuchTime)
    }
    guard let next = UnixTime(seconds: time.seconds &+ 1) else { throw error(.outOfRange) }
    return next
  }

  private func error(_ reason: DateReason, at offset: Int? = nil) -> DateError {
    DateError(reason: reason, offset: offset ?? cursor.offset)
  }
}

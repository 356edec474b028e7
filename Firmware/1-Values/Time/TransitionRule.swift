/// When, each year, a zone's clocks change, by the clock that is then left.
///
/// Source: POSIX.1-2017 section 8.3, "TZ", the format of `date` and `time`.
struct TransitionRule: Equatable, Sendable {
  enum Day: Equatable, Sendable {
    /// `Jn`: 1…365, the same date in every year; 29 February cannot be named.
    case date(Int32)
    /// `n`: 0…365, 29 February counted. In other years 365 is 1 January of the next.
    case dayOfYear(Int32)
    /// `Mm.w.d`: the `week`th such weekday of the month, 1…5; 5 is the last.
    case weekday(Weekday, week: UInt8, of: Month)
  }

  var day: Day
  /// Seconds from the day's first midnight, ±168 hours (RFC 8536 section 3.3.1).
  var timeSeconds: Int32

  /// The changes of the United States since 2007, which other systems take for a zone that names
  /// daylight saving time but no rules: `M3.2.0`, at 2 o'clock.
  static var defaultStart: TransitionRule {
    TransitionRule(day: .weekday(.sunday, week: 2, of: .march), timeSeconds: defaultTimeSeconds)
  }

  /// `M11.1.0`, at 2 o'clock.
  static var defaultEnd: TransitionRule {
    TransitionRule(day: .weekday(.sunday, week: 1, of: .november), timeSeconds: defaultTimeSeconds)
  }

  /// 2 o'clock.
  static var defaultTimeSeconds: Int32 { 7_200 }

  /// The day on which the clocks change in `year`, from 1 on, as days since 1970-01-01.
  func dayNumber(inYear year: UInt16) -> Int32 {
    switch day {
    case .date(let number):
      let dayAfterFebruary: Int32 = 60
      let isPastLeapDay = CivilDate.isLeapYear(year) && number >= dayAfterFebruary
      return CivilDate.dayNumber(year, .january, 1) &+ number &- (isPastLeapDay ? 0 : 1)
    case .dayOfYear(let number):
      return CivilDate.dayNumber(year, .january, 1) &+ number
    case .weekday(let weekday, let week, let month):
      return Self.dayNumber(of: weekday, week: week, month, year)
    }
  }

  private static func dayNumber(
    of weekday: Weekday, week: UInt8, _ month: Month, _ year: UInt16
  ) -> Int32 {
    let first = CivilDate.dayNumber(year, month, 1)
    let end = first &+ Int32(month.dayCount(inLeapYear: CivilDate.isLeapYear(year)))
    let firstWeekday = CivilDate.weekday(ofDayNumber: first)
    let wait = (Int32(weekday.rawValue) &- Int32(firstWeekday.rawValue) &+ 7) % 7
    let day = first &+ wait &+ (Int32(week) &- 1) &* 7
    // Only the fifth can be missing.
    return day < end ? day : day &- 7
  }
}

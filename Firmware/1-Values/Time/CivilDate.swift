/// A day of the Gregorian calendar, and its number among the days since 1970-01-01.
///
/// The conversions count from 1 March of the year 0 and let each year begin in March. Then the leap
/// day is a year's last day, and whatever precedes it is the same in every year:
/// - the lengths of the months from March on repeat 31, 30, 31, 30, 31, which sum up to 153 days,
///   so that month `m` begins on day `(153 m + 2) / 5` and day `d` is in month `(5 d + 2) / 153`;
/// - years are 365, 365, 365 and 366 days long, 1,461 in four, so that day `d` of a century is in
///   its year `(4 d + 3) / 1461`, and year `y` begins on day `1461 y / 4`;
/// - in the same way three centuries of 36,524 days and one of 36,525 make 146,097 days, and the
///   formulas are those of years with 146,097 instead of 1,461.
public struct CivilDate: Equatable, Sendable {
  /// 1…9999 in a date that was constructed from its parts; 1901…10068 in others.
  public let year: UInt16
  public let month: Month
  /// 1…31.
  public let day: UInt8

  /// `nil` if there is no such day.
  public init?(year: UInt16, month: Month, day: UInt8) {
    guard 1...9_999 ~= year, day >= 1 else { return nil }
    guard day <= month.dayCount(inLeapYear: Self.isLeapYear(year)) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The `dayNumber`th day after 1970-01-01, −25,000…3,000,000.
  init(dayNumber: Int32) {
    // Positive for every day number that is allowed.
    let day = UInt32(truncatingIfNeeded: dayNumber &+ Self.daysBefore1970)
    let century = (day &* 4 &+ 3) / 146_097
    let dayOfCentury = day &- century &* 146_097 / 4
    let yearOfCentury = (dayOfCentury &* 4 &+ 3) / 1_461
    let dayOfYear = dayOfCentury &- yearOfCentury &* 1_461 / 4
    let monthOfYear = (dayOfYear &* 5 &+ 2) / 153
    let isNextYear = monthOfYear >= 10

    year = UInt16(
      truncatingIfNeeded: century &* 100 &+ yearOfCentury &+ (isNextYear ? 1 : 0))
    let number = isNextYear ? monthOfYear &- 9 : monthOfYear &+ 3
    month = Month(rawValue: UInt8(truncatingIfNeeded: number)) ?? .december
    self.day = UInt8(truncatingIfNeeded: dayOfYear &- (monthOfYear &* 153 &+ 2) / 5 &+ 1)
  }

  /// Days since 1970-01-01, negative before it.
  var dayNumber: Int32 { Self.dayNumber(year, month, day) }

  /// The day number of a date that exists, in a year from 1 on.
  static func dayNumber(_ year: UInt16, _ month: Month, _ day: UInt8) -> Int32 {
    let isNextYear = month.rawValue < Month.march.rawValue
    let marchYear = Int32(year) &- (isNextYear ? 1 : 0)
    let monthOfYear = Int32(month.rawValue) &+ (isNextYear ? 9 : -3)
    let dayOfYear = (monthOfYear &* 153 &+ 2) / 5 &+ Int32(day) &- 1
    let century = marchYear / 100
    let yearOfCentury = marchYear % 100
    return century &* 146_097 / 4 &+ yearOfCentury &* 1_461 / 4 &+ dayOfYear
      &- daysBefore1970
  }

  public var weekday: Weekday { Self.weekday(ofDayNumber: dayNumber) }

  public var isInLeapYear: Bool { Self.isLeapYear(year) }

  /// Whether the day after it is in another month.
  var isLastOfMonth: Bool { day == month.dayCount(inLeapYear: isInLeapYear) }

  public static func isLeapYear(_ year: UInt16) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The weekday of the `dayNumber`th day after 1970-01-01, a Thursday; −721,000 or more.
  static func weekday(ofDayNumber dayNumber: Int32) -> Weekday {
    // A multiple of 7 makes it positive.
    let daysSinceASunday = dayNumber &+ 4 &+ 721_000
    return Weekday(rawValue: UInt8(truncatingIfNeeded: daysSinceASunday % 7)) ?? .sunday
  }

  /// From 0000-03-01 to 1970-01-01: 19 centuries and 69 years, and 306 days from March on.
  private static var daysBefore1970: Int32 { 719_468 }
}

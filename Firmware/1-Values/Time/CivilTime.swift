/// A date and a time of day, as a calendar and a clock on the wall show them.
public struct CivilTime: Equatable, Sendable {
  public let date: CivilDate
  /// 0…23.
  public let hour: UInt8
  /// 0…59.
  public let minute: UInt8
  /// 0…59.
  public let second: UInt8

  public var year: UInt16 { date.year }
  public var month: Month { date.month }
  public var day: UInt8 { date.day }
  public var weekday: Weekday { date.weekday }

  /// `nil` if there is no such time; there is no second 60.
  public init?(date: CivilDate, hour: UInt8, minute: UInt8, second: UInt8) {
    guard hour < 24, minute < 60, second < 60 else { return nil }
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// `time` where clocks are `offsetSeconds` ahead of UTC, any number.
  public init(_ time: UnixTime, offsetSeconds: Int32 = 0) {
    let (days, seconds) = Self.splitDays(offsetSeconds)
    let (carry, second) = Self.splitDays(time.secondOfDay &+ seconds)
    date = CivilDate(dayNumber: time.day &+ days &+ carry)
    hour = UInt8(truncatingIfNeeded: second / 3_600)
    minute = UInt8(truncatingIfNeeded: second / 60 % 60)
    self.second = UInt8(truncatingIfNeeded: second % 60)
  }

  /// The moment at which clocks that are `offsetSeconds` ahead of UTC, any number, show this time;
  /// `nil` if that is before 1970 or after 9999 in UTC.
  public func unixTime(offsetSeconds: Int32 = 0) -> UnixTime? {
    let (days, seconds) = Self.splitDays(offsetSeconds)
    let (carry, second) = Self.splitDays(secondOfDay &- seconds)
    return UnixTime(day: date.dayNumber &- days &+ carry, secondOfDay: second)
  }

  /// 0…86,399.
  var secondOfDay: Int32 {
    (Int32(hour) &* 60 &+ Int32(minute)) &* 60 &+ Int32(second)
  }

  /// Whole days, rounded down, and the seconds that are left, 0…86,399.
  private static func splitDays(_ seconds: Int32) -> (days: Int32, seconds: Int32) {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return rest < 0 ? (days &- 1, rest &+ 86_400) : (days, rest)
  }
}

/// Why a text is not a date.
public enum DateReason: UInt8, Equatable, Sendable {
  /// Something other than what the format has there.
  case malformed
  /// A number outside of the range of its field, or a year before 1970.
  case outOfRange
  /// A day that its month does not have, or a leap second where there can be none.
  case noSuchTime
  /// Not the weekday of that date.
  case wrongWeekday
  /// The text is right, but means nothing before the clock is set.
  case clockNotSet

  /// What to tell a person.
  public var description: StaticString {
    switch self {
    case .malformed: "malformed date"
    case .outOfRange: "date or time out of range"
    case .noSuchTime: "no such day or leap second"
    case .wrongWeekday: "another day of the week"
    case .clockNotSet: "the clock is not set"
    }
  }
}

/// A reason and the place: the offset in bytes at which the field at fault begins or should; the
/// text's length where all of it together is at fault.
public struct DateError: Error, Equatable, Sendable {
  public var reason: DateReason
  public var offset: Int
}

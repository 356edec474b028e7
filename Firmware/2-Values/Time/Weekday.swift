/// A day of the week; raw values as in POSIX `tm_wday`.
public enum Weekday: UInt8, Equatable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// In English. The first three letters are the abbreviation of RFC 9110 section 5.6.7.
  public var name: StaticString {
    switch self {
    case .sunday: "Sunday"
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    }
  }
}

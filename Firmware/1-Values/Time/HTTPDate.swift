/// The date of an HTTP header field, in any of the three forms that a recipient must take.
///
/// | form | example |
/// |---|---|
/// | IMF-fixdate | `Sun, 06 Nov 1994 08:49:37 GMT` |
/// | RFC 850 | `Sunday, 06-Nov-94 08:49:37 GMT` |
/// | asctime | `Sun Nov  6 08:49:37 1994` |
///
/// Source: RFC 9110 section 5.6.7. Letters are taken in the case in which it writes them, and the
/// weekday must be that of the date.
public struct HTTPDate: Equatable, Sendable {
  public let time: UnixTime

  /// Reads `text`, which has no white space around it.
  ///
  /// The form of RFC 850 has two digits for its year. It means the latest such year by which the
  /// date is no more than 50 years after `now`; while the clock is not set, one of 1970…2069.
  public init(parsing text: Span<UInt8>, now: UnixTime?) throws(DateError) {
    var reader = DateReader()
    let form = Self.form(of: text)
    try reader.weekdayName(prefixCount: form == .rfc850 ? Int.max : 3, in: text)
    try reader.fields(form.format, in: text)
    try reader.end(of: text)
    if form == .rfc850 { reader.year = Self.year(reader.year, of: reader, now: now) }
    time = try reader.unixTime()
  }

  private enum Form {
    case fixdate, rfc850, asctime

    /// What follows the weekday, as ``DateReader/fields(_:in:)`` takes it.
    var format: StaticString {
      switch self {
      case .fixdate: ", d m y t GMT"
      case .rfc850: ", d-m-c t GMT"
      case .asctime: " m s t y"
      }
    }
  }

  /// Told by what follows the three letters with which each begins.
  private static func form(of text: Span<UInt8>) -> Form {
    guard text.count > 3 else { return .fixdate }
    switch text[3] {
    case UInt8(ascii: ","): return .fixdate
    case UInt8(ascii: " "): return .asctime
    default: return .rfc850
    }
  }

  private static func year(
    _ yearOfCentury: UInt16, of reader: DateReader, now: UnixTime?
  ) -> UInt16 {
    guard let now else {
      return yearOfCentury < 70 ? 2_000 &+ yearOfCentury : 1_900 &+ yearOfCentury
    }
    let civil = CivilTime(now)
    let latest = civil.year &+ 50
    let year = latest &- (latest &+ 100 &- yearOfCentury) % 100
    let isTooLate =
      year == latest
      && place(
        reader.month, reader.day, reader.hour, reader.minute, reader.second)
        > place(civil.month, civil.day, civil.hour, civil.minute, civil.second)
    return isTooLate ? year &- 100 : year
  }

  /// A number that orders the moments of a year.
  private static func place(
    _ month: Month, _ day: UInt8, _ hour: UInt8, _ minute: UInt8, _ second: UInt8
  ) -> UInt32 {
    // Each field has fewer than 2⁶ values.
    let date = UInt32(month.rawValue) &<< 6 | UInt32(day)
    return ((date &<< 6 | UInt32(hour)) &<< 6 | UInt32(minute)) &<< 6 | UInt32(second)
  }
}

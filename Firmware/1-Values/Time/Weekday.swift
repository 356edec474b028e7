/// A day of the week; raw values as in POSIX `tm_wday`.
public enum Weekday: UInt8, Equatable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// In English. The first three letters are the abbreviation of RFC 9110 section 5.6.7.
  public var name: Span<UInt8> {
    @_lifetime(immortal) get { Self.names.bytes.word(Int(rawValue)) }
  }

  private static var names: StaticString {
    "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"
  }
}

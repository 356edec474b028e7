/// A month; raw values 1…12.
public enum Month: UInt8, Equatable, Sendable {
  case january = 1
  case february, march, april, may, june, july, august, september, october, november, december

  /// In English. The first three letters are the abbreviation of RFC 9110 section 5.6.7.
  public var name: Span<UInt8> {
    @_lifetime(immortal) get { Self.names.bytes.word(Int(rawValue) &- 1) }
  }

  private static var names: StaticString {
    """
    January February March April May June July August September October November December
    """
  }

  /// Days in the month, 28…31.
  func dayCount(inLeapYear isLeapYear: Bool) -> UInt8 {
    switch self {
    case .february: isLeapYear ? 29 : 28
    case .april, .june, .september, .november: 30
    case .january, .march, .may, .july, .august, .october, .december: 31
    }
  }
}

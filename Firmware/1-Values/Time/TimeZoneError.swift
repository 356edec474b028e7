/// Why a text is not a time zone.
public enum TimeZoneReason: UInt8, Equatable, Sendable {
  /// Fewer than three letters; or in angle brackets, fewer than three letters, digits and signs.
  case badName
  /// The `>` of a name is missing.
  case unclosedName
  /// No number where one must come.
  case expectedNumber
  /// A number outside of the range of its field.
  case outOfRange
  /// Something other than `,` before a rule.
  case expectedComma
  /// Something other than `.` in a rule that begins with `M`.
  case expectedPoint
  /// Something after the end.
  case trailingBytes

  /// What to tell a person.
  public var description: StaticString {
    switch self {
    case .badName: "expected a name of three or more letters"
    case .unclosedName: "expected '>'"
    case .expectedNumber: "expected a number"
    case .outOfRange: "number out of range"
    case .expectedComma: "expected ',' and a rule"
    case .expectedPoint: "expected '.'"
    case .trailingBytes: "unexpected bytes after the time zone"
    }
  }
}

/// A reason and the place: the offset in bytes at which the field at fault begins or should.
public struct TimeZoneError: Error, Equatable, Sendable {
  public var reason: TimeZoneReason
  public var offset: Int
}

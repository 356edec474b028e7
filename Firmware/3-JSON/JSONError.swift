/// Why a text is not JSON, or not JSON that its handler takes.
public enum JSONReason: UInt8, Error, Equatable, Sendable {
  /// A byte that cannot begin a value.
  case expectedValue
  /// A byte other than `"` where a member's name must come.
  case expectedName
  case expectedColon
  /// A byte other than `,` or the closing bracket after a value.
  case expectedCommaOrEnd
  /// Something other than white space after the text's one value.
  case trailingBytes
  /// A letter that does not continue `true`, `false` or `null`.
  case badLiteral
  /// A byte that cannot stand there in a number (RFC 8259 section 6).
  case badNumber
  /// A byte below 20h in a string.
  case controlCharacter
  /// An escape that RFC 8259 section 7 does not list.
  case badEscape
  /// A byte that cannot stand there in UTF-8 (RFC 3629 section 4).
  case badUTF8
  /// More than ``Limits/jsonDepth`` containers in one another.
  case tooDeep
  /// The text ended too early.
  case truncated
  /// The handler stopped the reader; it knows why.
  case refused

  /// What to tell a person.
  public var description: StaticString {
    switch self {
    case .expectedValue: "expected a value"
    case .expectedName: "expected a member name"
    case .expectedColon: "expected ':'"
    case .expectedCommaOrEnd: "expected ',' or the end of the array or object"
    case .trailingBytes: "unexpected bytes after the value"
    case .badLiteral: "expected 'true', 'false' or 'null'"
    case .badNumber: "malformed number"
    case .controlCharacter: "control character in a string"
    case .badEscape: "malformed escape"
    case .badUTF8: "malformed UTF-8"
    case .tooDeep: "nested too deeply"
    case .truncated: "the text ends too early"
    case .refused: "refused by its reader"
    }
  }
}

/// A reason and the place: the offset of the first byte with which no valid text can go on, or the
/// text's length where it is too short.
public struct JSONError: Error, Equatable, Sendable {
  public var reason: JSONReason
  public var offset: UInt64
}

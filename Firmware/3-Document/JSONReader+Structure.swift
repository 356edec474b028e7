/// Brackets, commas, colons and the first bytes of values.
extension JSONReader {
  /// Whether the innermost container is an object.
  var isInObject: Bool { kinds & 1 == 1 }

  /// A byte between values, other than white space and the separators that `feed` takes itself.
  mutating func structure<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler
  ) -> JSONReason? {
    switch state {
    case .value: return beginValue(byte, &handler)
    case .firstElement:
      return byte == UInt8(ascii: "]") ? close(&handler) : beginValue(byte, &handler)
    case .firstName where byte == UInt8(ascii: "}"): return close(&handler)
    case .firstName, .name:
      if byte != UInt8(ascii: "\"") { return .expectedName }
      return beginString(.name, &handler)
    case .colon: return .expectedColon
    case .afterValue:
      let end = isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      return byte == end ? close(&handler) : .expectedCommaOrEnd
    default: return .trailingBytes
    }
  }

  private mutating func beginValue<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler
  ) -> JSONReason? {
    switch byte {
    case UInt8(ascii: "\""): return beginString(.value, &handler)
    case UInt8(ascii: "{"): return open(.object, &handler)
    case UInt8(ascii: "["): return open(.array, &handler)
    case UInt8(ascii: "-"):
      number.begin(negative: true)
      state = .minus
    case UInt8(ascii: "0"):
      number.begin(negative: false)
      state = .zero
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      number.begin(negative: false)
      number.integerDigit(byte &- UInt8(ascii: "0"))
      state = .integer
    default:
      guard literal.begin(byte) else { return .expectedValue }
      state = .literal
    }
    return nil
  }

  private mutating func beginString<Handler: JSONHandler & ~Copyable>(
    _ role: JSONStringRole, _ handler: inout Handler
  ) -> JSONReason? {
    self.role = role
    state = .string
    return handler.beginString(role) == .stop ? .refused : nil
  }

  private mutating func open<Handler: JSONHandler & ~Copyable>(
    _ container: JSONContainer, _ handler: inout Handler
  ) -> JSONReason? {
    if depth == Limits.jsonDepth { return .tooDeep }
    depth &+= 1
    kinds = kinds &<< 1 | (container == .object ? 1 : 0)
    state = container == .object ? .firstName : .firstElement
    return handler.begin(container, depth: depth) == .stop ? .refused : nil
  }

  private mutating func close<Handler: JSONHandler & ~Copyable>(
    _ handler: inout Handler
  ) -> JSONReason? {
    let closed = depth
    depth &-= 1
    kinds &>>= 1
    afterValue()
    return handler.end(depth: closed) == .stop ? .refused : nil
  }

  /// What is left of `true`, `false` or `null`.
  struct PendingLiteral {
    private(set) var value = JSONLiteral.null
    /// Letters that must still come, the next in the low byte.
    private var letters: UInt32 = 0

    var isComplete: Bool { letters == 0 }

    mutating func begin(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "t"): (value, letters) = (.true, 0x65_75_72)
      case UInt8(ascii: "f"): (value, letters) = (.false, 0x65_73_6C_61)
      case UInt8(ascii: "n"): (value, letters) = (.null, 0x6C_6C_75)
      default: return false
      }
      return true
    }

    mutating func take(_ byte: UInt8) -> Bool {
      if UInt32(byte) != letters & 0xFF { return false }
      letters &>>= 8
      return true
    }
  }
}

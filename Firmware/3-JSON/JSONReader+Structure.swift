/// Brackets, commas, colons and the first bytes of values.
extension JSONReader {
  /// Whether the innermost container is an object.
  var isInObject: Bool { kinds & 1 == 1 }

  /// A byte between values, other than white space and the separators that `next` takes itself.
  mutating func structure(_ byte: UInt8) -> Event? {
    switch state {
    case .firstElement where byte == UInt8(ascii: "]"): return close()
    case .value, .firstElement: return beginValue(byte)
    case .firstName where byte == UInt8(ascii: "}"): return close()
    case .firstName, .name: return .failed(.expectedName)
    case .colon: return .failed(.expectedColon)
    case .afterValue:
      let end = isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      return byte == end ? close() : .failed(.expectedCommaOrEnd)
    default: return .failed(.trailingBytes)
    }
  }

  @inline(__always)
  private mutating func beginValue(_ byte: UInt8) -> Event? {
    switch byte {
    case UInt8(ascii: "{"): return open(.object)
    case UInt8(ascii: "["): return open(.array)
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
      guard literal.begin(byte) else { return .failed(.expectedValue) }
      state = .literal
    }
    return nil
  }

  private mutating func open(_ container: JSONContainer) -> Event {
    if depth == Limits.jsonDepth { return .failed(.tooDeep) }
    depth &+= 1
    kinds = kinds &<< 1 | (container == .object ? 1 : 0)
    state = container == .object ? .firstName : .firstElement
    return .begin(container)
  }

  private mutating func close() -> Event {
    depth &-= 1
    kinds &>>= 1
    afterValue()
    return .end
  }

  mutating func literalByte(_ byte: UInt8) -> Event? {
    if !literal.take(byte) { return .failed(.badLiteral) }
    if !literal.isComplete { return nil }
    afterValue()
    return .literal
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

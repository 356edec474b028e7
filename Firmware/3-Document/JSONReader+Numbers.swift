/// Numbers: RFC 8259 section 6.
extension JSONReader {
  enum NumberByte { case taken, ended, bad }

  /// Whether the number could end here.
  var isNumberComplete: Bool {
    switch state {
    case .zero, .integer, .fraction, .exponent: true
    default: false
    }
  }

  mutating func endNumber<Handler: JSONHandler & ~Copyable>(_ handler: inout Handler) -> JSONFlow {
    afterValue()
    return handler.number(number.finish())
  }

  mutating func numberByte(_ byte: UInt8) -> NumberByte {
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 { return digitByte(digit) }
    switch (state, byte) {
    case (.zero, UInt8(ascii: ".")), (.integer, UInt8(ascii: ".")):
      state = .point
    case (.zero, _) where byte | 0x20 == UInt8(ascii: "e"),
      (.integer, _) where byte | 0x20 == UInt8(ascii: "e"),
      (.fraction, _) where byte | 0x20 == UInt8(ascii: "e"):
      state = .exponentMark
    case (.exponentMark, UInt8(ascii: "+")), (.exponentMark, UInt8(ascii: "-")):
      number.exponentSign(negative: byte == UInt8(ascii: "-"))
      state = .exponentSign
    default: return isNumberComplete ? .ended : .bad
    }
    return .taken
  }

  private mutating func digitByte(_ digit: UInt8) -> NumberByte {
    switch state {
    case .minus:
      number.integerDigit(digit)
      state = digit == 0 ? .zero : .integer
    case .zero: return .bad
    // The rest of an integer comes in one go: `integerDigits`.
    case .point, .fraction:
      number.fractionDigit(digit)
      state = .fraction
    default:
      number.exponentDigit(digit)
      state = .exponent
    }
    return .taken
  }
}

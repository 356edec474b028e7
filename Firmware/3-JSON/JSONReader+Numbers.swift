/// Numbers: RFC 8259 section 6.
extension JSONReader {
  /// Whether the number could end here.
  var isNumberComplete: Bool {
    switch state {
    case .zero, .integer, .fraction, .exponent: true
    default: false
    }
  }

  mutating func endNumber<Handler: JSONHandler & ~Copyable>(_ handler: inout Handler) -> JSONFlow {
    let isInteger = state == .zero || state == .integer
    afterValue()
    return handler.number(number.finish(), isInteger: isInteger)
  }

  mutating func numberByte(_ byte: UInt8) -> Event? {
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 { return digitByte(digit) }
    switch byte {
    case UInt8(ascii: ".") where state == .zero || state == .integer:
      state = .point
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      guard state == .zero || state == .integer || state == .fraction else { return unexpected }
      state = .exponentMark
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard state == .exponentMark else { return unexpected }
      number.exponentSign(negative: byte == UInt8(ascii: "-"))
      state = .exponentSign
    default: return unexpected
    }
    return nil
  }

  /// What a byte means that the number cannot go on with.
  private var unexpected: Event { isNumberComplete ? .endNumber : .failed(.badNumber) }

  private mutating func digitByte(_ digit: UInt8) -> Event? {
    switch state {
    case .minus:
      number.integerDigit(digit)
      state = digit == 0 ? .zero : .integer
    case .zero: return .failed(.badNumber)
    // The rest of an integer comes in one go: `integerDigits`.
    case .point, .fraction:
      number.fractionDigit(digit)
      state = .fraction
    default:
      number.exponentDigit(digit)
      state = .exponent
    }
    return nil
  }
}

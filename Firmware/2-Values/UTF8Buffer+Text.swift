extension UTF8Buffer {
  /// Appends `text`, which must be ASCII.
  public mutating func append(_ text: StaticString) {
    precondition(text.isASCII)
    let bytes = unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount)
    append(ascii: bytes, 0..<bytes.count)
  }

  /// Appends `value` in decimal, with zeros before it where it has fewer than `digitCount` digits,
  /// of which there are 1…10.
  public mutating func append(decimal value: UInt32, digitCount: Int = 1) {
    // The greatest value has ten digits.
    var digits = [10 of UInt8](repeating: UInt8(ascii: "0"))
    var start = digits.count
    var rest = value
    while rest > 0 {
      start &-= 1
      digits[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    start = min(start, digits.count &- max(1, min(digitCount, digits.count)))
    for index in start..<digits.count { append(scalar: UInt32(digits[index])) }
  }
}

/// Text as bytes: `String` brings tables of Unicode that are larger than the rest of the module.
extension [UInt8] {
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }

  /// - Parameter number: Not negative.
  mutating func add(decimal number: Int) {
    if number >= 10 { add(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// `#rrggbb`, from 0xRRGGBB.
  mutating func add(color: UInt32) {
    append(UInt8(ascii: "#"))
    for shift in stride(from: 20, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: color >> UInt32(shift) & 0xF)
      append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
    }
  }

  /// RFC 4648 section 4 base64.
  mutating func add(base64 bytes: Span<UInt8>) {
    let start = count
    append(contentsOf: repeatElement(UInt8(ascii: "="), count: (bytes.count + 2) / 3 * 4))
    var text = mutableSpan
    var (at, to) = (0, start)
    while at < bytes.count {
      let rest = bytes.count - at
      let bits =
        UInt32(bytes[at]) << 16 | (rest > 1 ? UInt32(bytes[at + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[at + 2]) : 0)
      text[to] = Self.sextet(bits &>> 18)
      text[to + 1] = Self.sextet(bits &>> 12)
      if rest > 1 { text[to + 2] = Self.sextet(bits &>> 6) }
      if rest > 2 { text[to + 3] = Self.sextet(bits) }
      at += 3
      to += 4
    }
  }

  private static func sextet(_ bits: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: bits & 63)
    switch value {
    case ..<26: return value + UInt8(ascii: "A")
    case ..<52: return value + (UInt8(ascii: "a") - 26)
    case ..<62: return value - 52 + UInt8(ascii: "0")
    case 62: return UInt8(ascii: "+")
    default: return UInt8(ascii: "/")
    }
  }
}

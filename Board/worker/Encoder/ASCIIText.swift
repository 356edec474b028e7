/// Text as bytes: `String` brings tables of Unicode that are larger than the rest of the module.
extension [UInt8] {
  @inline(never)
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }

  /// - Parameter number: Not negative.
  mutating func add(decimal number: Int) {
    if number >= 10 { add(decimal: number / 10) }
    add(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Not inlined: to append takes more code than to call.
  @inline(never)
  private mutating func add(byte: UInt8) { append(byte) }

  /// `#rrggbb`, from 0xRRGGBB.
  mutating func add(color: UInt32) {
    add(byte: UInt8(ascii: "#"))
    for shift in stride(from: 20, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: color >> UInt32(shift) & 0xF)
      add(byte: digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
    }
  }

  /// RFC 4648 section 4 base64.
  public mutating func add(base64 bytes: Span<UInt8>) {
    let start = count
    self += [UInt8](repeating: UInt8(ascii: "="), count: (bytes.count + 2) / 3 * 4)
    // Four characters are written at once. Safe: any bytes are characters, and each access is checked.
    var characters = mutableSpan
    var text = unsafe characters.mutableBytes
    let whole = bytes.count / 3
    for group in 0..<whole {
      let at = group &* 3
      let bits =
        UInt32(bytes[at]) &<< 16 | UInt32(bytes[at &+ 1]) &<< 8 | UInt32(bytes[at &+ 2])
      let four =
        UInt32(Self.base64(bits &>> 18)) | UInt32(Self.base64(bits &>> 12)) &<< 8
        | UInt32(Self.base64(bits &>> 6)) &<< 16 | UInt32(Self.base64(bits)) &<< 24
      text.storeBytes(
        of: four.littleEndian, toByteOffset: start &+ group &* 4, as: UInt32.self)
    }
    let (rest, to) = (whole * 3, start + whole * 4)
    guard rest < bytes.count else { return }
    let second = rest + 1 < bytes.count ? UInt32(bytes[rest + 1]) << 8 : 0
    let bits = UInt32(bytes[rest]) << 16 | second
    text.storeBytes(of: Self.base64(bits >> 18), toByteOffset: to, as: UInt8.self)
    text.storeBytes(of: Self.base64(bits >> 12), toByteOffset: to + 1, as: UInt8.self)
    if rest + 1 < bytes.count {
      text.storeBytes(of: Self.base64(bits >> 6), toByteOffset: to + 2, as: UInt8.self)
    }
  }

  /// The character of the lowest six bits.
  @inline(__always)
  private static func base64(_ bits: UInt32) -> UInt8 {
    unsafe base64Alphabet.utf8Start[Int(truncatingIfNeeded: bits & 63)]
  }

  private static let base64Alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
}

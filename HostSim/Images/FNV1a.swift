/// A 64-bit hash for names that must not change between runs, as Swift's own hash does.
///
/// Not for secrets. Source: draft-eastlake-fnv, section 2 "FNV basics", FNV-1a of 64 bits.
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: String) { combine(text.utf8) }

  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// 16 hex digits in lower case.
  var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

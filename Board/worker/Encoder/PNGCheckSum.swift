/// The CRC-32 of PNG's chunks, four bytes at a time.
///
/// Source: PNG Specification (Third Edition), annex D "Sample CRC implementation".
struct PNGCheckSum {
  /// What a byte contributes that stands 0...3 bytes before the last: 256 words each.
  private var table: [UInt32]

  init() {
    table = [UInt32].zeros(4 &* 256)
    for index in 0..<256 {
      var sum = UInt32(truncatingIfNeeded: index)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum &>> 1 : 0xEDB8_8320 ^ sum &>> 1 }
      table[index] = sum
    }
    for index in 256..<1_024 {
      let before = table[index &- 256]
      table[index] = table[Int(truncatingIfNeeded: before & 0xFF)] ^ before &>> 8
    }
  }

  func sum(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    let table = table.span
    var sum: UInt32 = ~0
    var at = range.lowerBound
    while at <= range.upperBound &- 4 {
      let word =
        UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) &<< 8 | UInt32(bytes[at &+ 2]) &<< 16
        | UInt32(bytes[at &+ 3]) &<< 24
      sum ^= word
      sum =
        table[768 &+ Int(truncatingIfNeeded: sum & 0xFF)]
        ^ table[512 &+ Int(truncatingIfNeeded: sum &>> 8 & 0xFF)]
        ^ table[256 &+ Int(truncatingIfNeeded: sum &>> 16 & 0xFF)]
        ^ table[Int(truncatingIfNeeded: sum &>> 24)]
      at += 4
    }
    while at < range.upperBound {
      sum = table[Int(truncatingIfNeeded: (sum ^ UInt32(bytes[at])) & 0xFF)] ^ sum &>> 8
      at += 1
    }
    return ~sum
  }
}

// 64-bit conversions that the device build allows.
//
// On 32-bit targets `-no-allocations` rejects `UInt64(x)`, `UInt32(u64)` and `u64 >> n`, because
// their generic forms mention an array of words (Swift 6.3.1). The forms below compile to the same
// instructions. To be removed when the diagnostic no longer fires.

extension UInt64 {
  /// `value`, zero-extended.
  @inline(__always)
  public init(widening value: UInt32) {
    // Two words in little-endian order, which every supported target and host has.
    self = unsafe unsafeBitCast((value, UInt32(0)), to: UInt64.self)
  }

  /// `value`, which must not be negative.
  @inline(__always)
  public init(widening value: Int) {
    self =
      (UInt64(widening: UInt32(truncatingIfNeeded: value &>> 16)) &<< 16)
      | UInt64(widening: UInt32(truncatingIfNeeded: value) & 0xFFFF)
  }

  /// `self`, or the greatest `UInt32` where it is larger.
  @inline(__always)
  public var clampedToUInt32: UInt32 {
    self > 0xFFFF_FFFF ? UInt32.max : UInt32(truncatingIfNeeded: self)
  }

  /// `self / 10`, without the 64-bit division routine that a bare-metal target lacks.
  public var dividedByTen: UInt64 {
    // Long division in 16-bit digits: remainder × 2¹⁶ + digit stays below 10 × 2¹⁶.
    var quotient: UInt64 = 0
    var remainder: UInt32 = 0
    for digit in 0..<4 {
      let shift = UInt64(48) &- UInt64(widening: UInt32(truncatingIfNeeded: digit &* 16))
      let part = remainder &<< 16 | UInt32(truncatingIfNeeded: self &>> shift) & 0xFFFF
      quotient = quotient &<< 16 | UInt64(widening: part / 10)
      remainder = part % 10
    }
    return quotient
  }
}

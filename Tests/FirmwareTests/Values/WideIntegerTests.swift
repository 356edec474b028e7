import HostSim
import Testing

@testable import Firmware

/// The conversions against the standard library's own, at every power of two and beside it.
struct WideIntegerTests {
  private static let values: [UInt64] =
    (0..<64).flatMap { shift in
      let power = UInt64(1) << UInt64(shift)
      return [power &- 1, power, power &+ 1, power &* 10, power &* 10 &- 1]
    } + [UInt64.max, UInt64.max - 1, UInt64.max - 9]

  @Test
  func conversionsKeepTheValue() {
    for value in Self.values {
      #expect(value.dividedByTen == value / 10, "\(value)")
      #expect(value.clampedToUInt32 == UInt32(clamping: value), "\(value)")
      let low = UInt32(truncatingIfNeeded: value)
      #expect(UInt64(widening: low) == UInt64(low))
      let index = Int(low >> 1)
      #expect(UInt64(widening: index) == UInt64(index))
    }
  }

  @Test
  func divisionByTenIsExactForRandomValues() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let value = random.next() >> UInt64(random.below(64))
      #expect(value.dividedByTen == value / 10, "\(value)")
    }
  }
}

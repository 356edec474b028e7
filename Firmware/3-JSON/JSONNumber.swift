/// A JSON number (RFC 8259 section 6) as an integer: truncated towards zero, saturating.
///
/// `1.8e5` is 180,000; `12.9` is 12; `1e99` saturates.
public struct JSONNumber: Equatable, Sendable {
  /// Absolute value, `UInt64.max` when saturated.
  public var magnitude: UInt64
  public var isNegative: Bool
  /// Whether the number is greater than `UInt64.max`.
  public var isSaturated: Bool

  /// The value in 0…`UInt32.max`, the nearest end of that range where it lies outside.
  public var clampedToUInt32: UInt32 { isNegative ? 0 : magnitude.clampedToUInt32 }

  /// The value, 0 where it is negative.
  public var clampedToUInt64: UInt64 { isNegative ? 0 : magnitude }
}

/// Collects the digits of a number as they come. Any number of digits, O(1) memory.
struct JSONNumberBuilder {
  private var significand: UInt64 = 0
  /// Power of ten that `significand` is to be multiplied with, the exponent part left out.
  private var scale: Int32 = 0
  private var exponent: Int32 = 0
  private var isNegative = false
  private var isExponentNegative = false
  /// Whether a digit did not fit; none is taken after it.
  private var isFull = false

  /// A tenth of the greatest significand, rounded down: 5 is the last digit that fits behind it.
  private static var tenthOfMax: UInt64 { 1_844_674_407_370_955_161 }

  /// Far beyond every exponent that could matter, and no sum of two overflows 32 bits.
  private static var scaleLimit: Int32 { 1_000_000_000 }

  init() {}

  mutating func begin(negative: Bool) {
    self = JSONNumberBuilder()
    isNegative = negative
  }

  mutating func integerDigit(_ digit: UInt8) {
    if !push(digit) { scale = min(scale &+ 1, Self.scaleLimit) }
  }

  /// Takes the digits of `chunk` from `start` on, and returns the index after the last.
  mutating func integerDigits(_ chunk: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < chunk.count {
      let digit = chunk[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      integerDigit(digit)
      index &+= 1
    }
    return index
  }

  mutating func fractionDigit(_ digit: UInt8) {
    if push(digit) { scale = max(scale &- 1, -Self.scaleLimit) }
  }

  mutating func exponentSign(negative: Bool) { isExponentNegative = negative }

  mutating func exponentDigit(_ digit: UInt8) {
    if exponent < Self.scaleLimit / 10 { exponent = exponent &* 10 &+ Int32(digit) }
  }

  /// Takes a digit if the significand still fits into 64 bits with it.
  private mutating func push(_ digit: UInt8) -> Bool {
    if significand > Self.tenthOfMax || significand == Self.tenthOfMax && digit > 5 {
      isFull = true
    }
    if isFull { return false }
    significand = significand &* 10 &+ UInt64(widening: UInt32(digit))
    return true
  }

  /// The number whose last digit has come.
  ///
  /// Mutating, though nothing changes: a borrow would be passed a copy (Swift 6.3.1).
  mutating func finish() -> JSONNumber {
    var magnitude = significand
    var power = scale &+ (isExponentNegative ? -exponent : exponent)
    // At most 20 rounds: the value is 0 or beyond 2⁶⁴ by then.
    while power < 0 && magnitude != 0 {
      magnitude = magnitude.dividedByTen
      power &+= 1
    }
    while power > 0 && magnitude != 0 {
      // A full significand of exactly this value goes on with a digit beyond 5.
      if magnitude > Self.tenthOfMax || isFull {
        return JSONNumber(magnitude: .max, isNegative: isNegative, isSaturated: true)
      }
      magnitude = magnitude &* 10
      power &-= 1
    }
    return JSONNumber(
      magnitude: magnitude, isNegative: isNegative && magnitude != 0, isSaturated: false)
  }
}

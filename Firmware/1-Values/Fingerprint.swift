/// Stands for an identifier of any length: equal for equal ones, and different for others.
///
/// The number of scalars and a 64-bit hash of them, in two halves. Every step is a bijection of the
/// hash, so identifiers that differ in one scalar never have the same fingerprint. Of two others
/// with the same length, the odds are 2⁻⁶⁴: one pair in 10¹⁹. Between a picture and the next that
/// is no risk; against identifiers made to collide it is no defence, and none is needed: who
/// chooses them also chooses the pictures.
public struct Fingerprint: Equatable, Sendable {
  /// Scalars.
  private var count: UInt32 = 0
  private(set) var low: UInt32 = 0
  private(set) var high: UInt32 = 0

  /// That of the empty identifier.
  public init() {}

  public var isEmpty: Bool { count == 0 }

  /// Goes on with the ASCII characters `source[range]`.
  @inline(never)
  mutating func add(ascii source: Span<UInt8>, _ range: Range<Int>) {
    var hash = self
    for index in range { hash.mix(UInt32(source[index])) }
    self = hash
  }

  /// Goes on with a scalar, however it was written.
  @inline(never)
  mutating func add(scalar: UInt32) { mix(scalar) }

  /// The multipliers are odd, and shifts bring the high bits, which depend on all below them, down
  /// again: each bit of a scalar has changed about half of the hash two scalars later.
  @inline(__always)
  private mutating func mix(_ scalar: UInt32) {
    count &+= 1
    low = ((low ^ scalar) &+ 0x9E37_79B9) &* 0x85EB_CA6B
    low ^= low &>> 15
    high = (high ^ low) &* 0xC2B2_AE35
    high ^= high &>> 13
    low &+= high
  }
}

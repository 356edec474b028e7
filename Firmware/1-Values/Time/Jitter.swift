/// Numbers that look random, the same ones for the same seed: to spread devices in time, not for
/// secrets.
///
/// Source: G. Marsaglia, "Xorshift RNGs" (2003), the 32-bit generator with the shifts 13, 17 and 5;
/// its period is 2³² − 1.
public struct Jitter: Equatable, Sendable {
  /// Never 0, from which the generator would not move.
  private var state: UInt32

  /// Any seed is good, also one that differs from another device's in a single bit.
  public init(seed: UInt32) {
    // Xorshift alone needs several steps until near seeds have led far apart. Here each bit of the
    // seed changes about half of the state's: C. Wellons, "Prospecting for Hash Functions" (2018).
    var mixed = (seed ^ seed &>> 16) &* 0x7FEB_352D
    mixed = (mixed ^ mixed &>> 15) &* 0x846C_A68B
    mixed ^= mixed &>> 16
    state = mixed == 0 ? 0x9E37_79B9 : mixed
  }

  /// The next of 2³² − 1 numbers, all but 0.
  public mutating func next() -> UInt32 {
    state ^= state &<< 13
    state ^= state &>> 17
    state ^= state &<< 5
    return state
  }

  /// A number of `range`, each about as likely as another: the difference is less than one part in
  /// 2³² divided by the length of the range.
  public mutating func next(in range: ClosedRange<UInt32>) -> UInt32 {
    let count = range.upperBound &- range.lowerBound &+ 1
    let random = next()
    // All 2³² numbers: the count wrapped.
    guard count != 0 else { return random }
    return range.lowerBound &+ random.multipliedFullWidth(by: count).high
  }
}

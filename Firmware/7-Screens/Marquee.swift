/// Where a text stands that is too long for its place: it rests at one end, moves to the other at a
/// steady pace, rests there, and comes back.
struct Marquee: Equatable, Sendable {
  /// Pixels a second.
  static var speed: UInt32 { 30 }
  /// Milliseconds at either end.
  static var restMs: UInt32 { 2_000 }

  /// Pixels by which the text is wider than its place, at most ``TextLine/widthLimit``; 0 for one
  /// that fits and stands still.
  let overflow: UInt32

  /// - Parameter textWidth: Pixels, as ``TextRenderer/width(of:in:)`` gives them.
  init(textWidth: Int, in place: UInt16) {
    overflow = UInt32(
      truncatingIfNeeded: max(0, min(textWidth, TextLine.widthLimit) &- Int(place)))
  }

  /// Milliseconds from one end to the other, rounded up.
  private var wayMs: UInt32 { (overflow &* 1_000 &+ Self.speed &- 1) / Self.speed }

  /// Pixels by which the text has moved to the left `elapsedMs` after it appeared.
  func offset(_ elapsedMs: UInt32) -> UInt32 {
    if overflow == 0 { return 0 }
    let leg = Self.restMs &+ wayMs
    let isBackwards = elapsedMs / leg % 2 == 1
    let way = moved(elapsedMs % leg)
    return isBackwards ? overflow &- way : way
  }

  /// Milliseconds from `elapsedMs` until the text moves by the next pixel; nil where it never does.
  func untilNextFrame(_ elapsedMs: UInt32) -> UInt32? {
    if overflow == 0 { return nil }
    let inLeg = elapsedMs % (Self.restMs &+ wayMs)
    let way = moved(inLeg)
    // The moment at which `moved` reaches one pixel more.
    let next = Self.restMs &+ ((way &+ 1) &* 1_000 &+ Self.speed &- 1) / Self.speed
    return next &- inLeg
  }

  /// Pixels on the way from one end to the other.
  private func moved(_ inLegMs: UInt32) -> UInt32 {
    if inLegMs <= Self.restMs { return 0 }
    return min(overflow, (inLegMs &- Self.restMs) &* Self.speed / 1_000)
  }
}

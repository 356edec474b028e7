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

  /// Of a text that stands still.
  static var still: Marquee { Marquee(textWidth: 0, in: 0, margin: 0) }

  /// - Parameters:
  ///   - textWidth: Pixels, as ``TextRenderer/width(of:in:)`` gives them.
  ///   - margin: Pixels that a text leaves free where it begins, and one that moves at its end.
  init(textWidth: Int, in place: UInt16, margin: UInt16) {
    let isInside = textWidth <= Int(place) &- Int(margin)
    let room = Int(place) &- 2 &* Int(margin)
    overflow =
      isInside ? 0 : UInt32(truncatingIfNeeded: max(0, min(textWidth, TextLine.widthLimit) &- room))
  }

  /// Milliseconds until the text is back where it began; 0 for one that stands still.
  var cycleMs: UInt32 { overflow == 0 ? 0 : 2 &* (Self.restMs &+ wayMs) }

  /// Milliseconds from one end to the other, rounded up.
  private var wayMs: UInt32 { (overflow &* 1_000 &+ Self.speed &- 1) / Self.speed }

  /// Pixels by which the text has moved `elapsedMs` after it appeared, and milliseconds until it
  /// moves by the next one; nil where it never does.
  func frame(_ elapsedMs: UInt32) -> (offset: UInt32, untilNextMs: UInt32?) {
    if overflow == 0 { return (0, nil) }
    let leg = Self.restMs &+ wayMs
    let inLeg = elapsedMs % leg
    let way = moved(inLeg)
    let isBackwards = elapsedMs / leg % 2 == 1
    // The moment at which `moved` reaches one pixel more.
    let next = Self.restMs &+ ((way &+ 1) &* 1_000 &+ Self.speed &- 1) / Self.speed
    return (isBackwards ? overflow &- way : way, next &- inLeg)
  }

  /// Pixels on the way from one end to the other.
  private func moved(_ inLegMs: UInt32) -> UInt32 {
    if inLegMs <= Self.restMs { return 0 }
    return min(overflow, (inLegMs &- Self.restMs) &* Self.speed / 1_000)
  }
}

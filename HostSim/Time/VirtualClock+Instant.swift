import Firmware

/// The clock as the firmware counts.
extension VirtualClock {
  public var now: Instant { Instant(milliseconds: milliseconds) }

  /// Lets time pass until the beginning of `deadline`, unless it has come already.
  public func wait(until deadline: Instant) {
    if now.hasReached(deadline) { return }
    let wait = UInt64(deadline.milliseconds(since: now))
    advance(to: (nanoseconds / 1_000_000 + wait) * 1_000_000)
  }
}

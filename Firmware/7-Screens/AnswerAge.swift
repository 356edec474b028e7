/// How old the gateway's answers are when they arrive.
///
/// An answer is no older than the time since it was asked for. Where answers bear the gateway's
/// time, our clock less that time is the answer's age plus the difference of the clocks, which is
/// the same for all answers. The least such lag is taken for the difference. So the difference is
/// too large by the age of the quickest answer, and all ages are too small by as much. The least
/// lag is raised by a millisecond an answer, as clocks drift.
struct AnswerAge {
  /// Our clock less the gateway's, milliseconds modulo 2³².
  private var leastLagMs: UInt32 = 0
  /// The gateway's time in the last answer that had one, modulo 2³²; 0 before the first.
  private var serverMs: UInt32 = 0

  /// Milliseconds since the answer was made that arrives now: at least, and at most.
  ///
  /// A gateway's time that is the same as before comes from a cache, or from no clock: it is not
  /// used. A clock that was set is followed at once, as an answer is never taken for older than the
  /// time since it was asked for, nor for younger than 0.
  @inline(never)
  mutating func take(
    _ serverTimeMs: UInt64?, asked: Instant, at now: Instant
  ) -> (leastMs: UInt32, mostMs: UInt32) {
    let limitMs = now.milliseconds(since: asked)
    let before = serverMs
    serverMs = UInt32(truncatingIfNeeded: serverTimeMs ?? UInt64(widening: before))
    if serverMs == before { return (0, limitMs) }
    let lagMs = now.milliseconds &- serverMs
    if before == 0 { leastLagMs = lagMs &- 1 }
    let excess = Int32(bitPattern: lagMs &- leastLagMs &- 1)
    let ageMs = excess < 0 ? 0 : min(UInt32(bitPattern: excess), limitMs)
    leastLagMs = lagMs &- ageMs
    return (ageMs, before == 0 ? limitMs : ageMs)
  }
}

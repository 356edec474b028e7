/// How old the gateway's answers are when they arrive.
///
/// One was made after it was asked for, so it is no older than that. Where answers bear the time of
/// the gateway's clock, the lag between that and ours is the answer's age and something that is the
/// same for all answers; the least lag is taken for that. It may be wrong by as much as the quickest
/// answer took, and as clocks drift, it grows by a millisecond an answer.
struct AnswerAge {
  /// Our clock less the gateway's, milliseconds modulo 2³².
  private var leastLagMs: UInt32 = 0
  /// The gateway's time in the last answer that had one, modulo 2³²; 0 before the first.
  private var serverMs: UInt32 = 0

  /// Milliseconds since the answer was made that arrives now: at least, and at most.
  ///
  /// A gateway's time that is the same as before comes from a cache, or from no clock: it is not
  /// used. One that has stepped is followed, as no answer can be from before it was asked for, or
  /// from after now.
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

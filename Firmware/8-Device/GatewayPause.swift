/// The pause that the gateway asked for with `Retry-After`, which holds for all that ask it.
///
/// It is only ever lengthened. Devices that were refused in the same moment come back spread over
/// some time after it.
struct GatewayPause: Sendable {
  private var until: Instant?
  private var jitter: Jitter

  init(jitter: Jitter) { self.jitter = jitter }

  /// When a request may be sent again; nil: now.
  ///
  /// To be asked at least every 24 days: a moment further back compares as to come.
  mutating func end(now: Instant) -> Instant? {
    if let until, now.hasReached(until) { self.until = nil }
    return until
  }

  /// The gateway asks to be left alone for `waitMs`, at most ``Limits/retryAfterSeconds``.
  mutating func extend(_ waitMs: UInt32, now: Instant) {
    let moment = now + jitter.spread(waitMs)
    until = end(now: now).map { $0.later(moment) } ?? moment
  }
}

extension Jitter {
  /// A wait that a server asked for, and a little more.
  mutating func spread(_ waitMs: UInt32) -> UInt32 {
    waitMs &+ next(in: 0...waitMs / Limits.retryAfterSpread &+ Limits.retryAfterSpreadMs)
  }
}

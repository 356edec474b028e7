/// How the device and its gateway get on.
struct GatewayLink: Sendable {
  /// Whether there ever was an answer of use.
  private(set) var hasAnswered = false
  private var failure: GatewayFailure?
  /// When the failures began that are not over yet.
  private var since = Instant(milliseconds: 0)
  /// When the gateway is asked again.
  private var retry = Instant(milliseconds: 0)

  init() {}

  mutating func succeed() {
    hasAnswered = true
    failure = nil
  }

  mutating func fail(_ reason: GatewayFailure, retry: Instant, now: Instant) {
    if failure == nil { since = now }
    failure = reason
    self.retry = retry
  }

  /// The face that says what is wrong; nil while nothing is, or the last answer still stands.
  ///
  /// A hiccup is nobody's business while music plays. Wrong credentials do not mend themselves, and
  /// before the first answer there is nothing better to show.
  func trouble(now: Instant) -> Face? {
    guard let failure else { return nil }
    if failure == .refused { return .refused }
    if hasAnswered && !now.hasReached(since + Limits.patienceMs) { return nil }
    switch failure {
    case .refused: return .refused
    case .rateLimited: return .rateLimited
    case .network(.noNetwork): return .noNetwork
    case .network, .status, .document: return .noGateway
    }
  }

  /// When ``trouble(now:)`` changes by itself.
  func nextChange(now: Instant) -> Instant? {
    guard failure != nil, hasAnswered else { return nil }
    let moment = since + Limits.patienceMs
    return now.hasReached(moment) ? nil : moment
  }

  /// Seconds until the next request, rounded up.
  func waitSeconds(now: Instant) -> UInt32 {
    if failure == nil || now.hasReached(retry) { return 0 }
    return (retry.milliseconds(since: now) &+ 999) / 1_000
  }
}

/// How the device and its gateway get on.
struct GatewayLink: Sendable {
  /// Whether there ever was an answer of use.
  private(set) var hasAnswered = false
  private var failure: GatewayFailure?
  /// When the failures began that are not over yet.
  private var since = Instant(milliseconds: 0)
  /// Whether they have gone on for too long. Kept, as a moment 24 days back compares as to come.
  private var isSerious = false
  /// When the gateway is asked again.
  private var retry = Instant(milliseconds: 0)
  /// How the network stands; nil where nobody has told.
  var network: NetworkState? {
    didSet {
      // What was wrong stays so while the network is joined anew.
      if case .down(let reason?) = network { trouble = reason }
      if network == .up { trouble = nil }
    }
  }
  /// Why there is no network, as far as its interface tells.
  private var trouble: NetworkTrouble?

  /// Whether the last question had an answer of use.
  var isAnswered: Bool { hasAnswered && failure == nil }

  /// Whether the last question brought a word from the gateway, of use or not; nil where it could
  /// not be put, or was not put yet.
  var isHeard: Bool? {
    // Inlined into what is generic, its table would keep all constants of the core a second time in
    // a board's object.
    @inline(never) get {
      switch failure {
      case .network(.noConnection), .network(.broken), .network(.timedOut): false
      case .network(.noNetwork), .network(.noMemory): nil
      case .network(.notTrusted), .refused, .rateLimited, .status, .document: true
      case nil: hasAnswered ? true : nil
      }
    }
  }

  /// Whether the last question could not be sent, for want of a network.
  var isWithoutNetwork: Bool { failure == .network(.noNetwork) }

  /// Whether no question has ended yet.
  var isFresh: Bool { !hasAnswered && failure == nil }

  init() {}

  mutating func succeed() {
    hasAnswered = true
    failure = nil
    isSerious = false
  }

  mutating func fail(_ reason: GatewayFailure, retry: Instant, now: Instant) {
    if failure == nil { since = now }
    failure = reason
    self.retry = retry
  }

  /// The face that says what is wrong; nil while nothing is, or the last answer still stands.
  ///
  /// After the first answer, failures shorter than ``Limits/patienceMs`` are not shown: what is on
  /// the glass may still be right. Wrong credentials do not mend themselves, and are shown at once.
  mutating func face(now: Instant) -> Face? {
    guard let failure else { return nil }
    // First of all: ``nextChange(now:)`` names no moment that has passed.
    if now.hasReached(since + Limits.patienceMs) { isSerious = true }
    if case .refused = failure { return .refused }
    if hasAnswered && !isSerious { return nil }
    switch failure {
    case .refused: return .refused
    case .rateLimited: return .rateLimited
    case .network(.noNetwork): return trouble.face
    case .network(.notTrusted): return .notTrusted
    case .network(.noMemory): return .noMemory
    case .network(.noConnection), .network(.broken), .network(.timedOut): return .noGateway
    case .status, .document: return .badAnswer
    }
  }

  /// The face of what the network's interface says is wrong; nil where it does not say.
  var setUpTrouble: Face? { trouble == nil || trouble == .other ? nil : trouble.face }

  /// What is wrong with the last answer; nil where none came, or it was not a bad one.
  var answerFault: AnswerFault? {
    switch failure {
    case .status(let status): .status(status)
    case .document(_, at: let offset): .byte(offset)
    case .network, .refused, .rateLimited, nil: nil
    }
  }

  /// When ``face(now:)`` changes by itself.
  func nextChange(now: Instant) -> Instant? {
    failure != nil && hasAnswered && !isSerious ? since + Limits.patienceMs : nil
  }

  /// Seconds until the next request, rounded up.
  func waitSeconds(now: Instant) -> UInt32 {
    if failure == nil || now.hasReached(retry) { return 0 }
    return (retry.milliseconds(since: now) &+ 999) / 1_000
  }
}

extension NetworkTrouble? {
  fileprivate var face: Face {
    switch self {
    case .wrongPassword: .wrongPassword
    case .outOfReach: .outOfReach
    case .unsupportedSecurity: .unsupportedSecurity
    case .noAddress: .noAddress
    case .other, nil: .noNetwork
    }
  }
}

/// Why the gateway cannot ask the music service.
public enum ServiceProblem: Equatable, Sendable {
  /// Somebody must sign in again.
  case signIn
  /// The account has no Premium, which the service asks for.
  case premium
  /// The service answers no more questions for a while.
  case quota
  /// The service does not answer, or not as it should; and every value that is not known.
  case upstream
  /// The gateway is not set up to its end.
  case setUp

  init(_ name: Span<UInt8>) {
    if name.equals("sign_in") {
      self = .signIn
    } else if name.equals("premium") {
      self = .premium
    } else if name.equals("quota") {
      self = .quota
    } else if name.equals("setup") {
      self = .setUp
    } else {
      self = .upstream
    }
  }
}

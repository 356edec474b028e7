/// Why the gateway cannot ask the music service.
public enum ServiceProblem: UInt8, Equatable, Sendable {
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
    let names: StaticString = "sign_in premium quota upstream setup"
    let index = names.bytes.index(ofWord: name) ?? Int(ServiceProblem.upstream.rawValue)
    self = ServiceProblem(rawValue: UInt8(truncatingIfNeeded: index)) ?? .upstream
  }
}

/// One HTTP request at a time, without waiting: `HTTP/1.1`, over TLS where the board has it.
///
/// The conformer knows the device's credentials, adds those to what ``HTTPCaller`` has it send to
/// the gateway, follows no redirect, and takes bodies with `Content-Length`, chunked or up to the
/// end of the connection apart. Nothing in it may block: work that takes long runs beside the core
/// and leaves its results here.
public protocol HTTPClient: ~Copyable {
  /// Begins a request, as ``HTTPCaller`` words it; one that is under way is given up.
  mutating func open(_ request: HTTPRequest)

  /// Says what has come since the last call. Body bytes go to the start of `buffer`.
  ///
  /// After ``HTTPEvent/end`` or ``HTTPEvent/failed(_:)`` the request is over.
  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent

  /// Gives up the request that is under way, if there is one.
  mutating func cancel()
}

public enum HTTPEvent: Sendable {
  /// Nothing yet.
  case pending
  /// The status line and all headers have come.
  case head(HTTPHead)
  /// That many bytes of the body, at least one.
  case body(count: Int)
  /// The body is complete.
  case end
  case failed(HTTPFailure)
}

public enum HTTPFailure: Error, Equatable, Sendable {
  /// No network to connect with.
  case noNetwork
  /// The gateway's name is unknown, or nothing answers there.
  case noConnection
  /// TLS: the peer is not who it should be, or refuses us.
  case notTrusted
  /// The connection broke, or what came over it is not HTTP.
  case broken
  /// The whole answer took longer than the device waits.
  case timedOut
  /// Memory for the connection ran out.
  case noMemory

  /// What to tell a person.
  public var description: StaticString {
    switch self {
    case .noNetwork: "no network"
    case .noConnection: "no connection to the server"
    case .notTrusted: "a certificate is not trusted"
    case .broken: "the connection broke"
    case .timedOut: "no answer in time"
    case .noMemory: "too little memory for a connection"
    }
  }
}

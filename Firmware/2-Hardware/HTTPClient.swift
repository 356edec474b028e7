/// One HTTP request at a time, without waiting: `HTTP/1.1`, over TLS where the board has it.
///
/// The conformer knows the gateway's address and the device's credentials, follows no redirect,
/// takes bodies with `Content-Length`, chunked or up to the end of the connection apart, and sends
/// the headers that `PROTOCOL.md` names. Nothing in it may block: work that takes long runs beside
/// the core and leaves its results here.
public protocol HTTPClient: ~Copyable {
  /// Begins a request; one that is under way is given up.
  mutating func open(_ resource: GatewayResource)

  /// Begins a request for the image at `url`, from its byte `offset` on; one that is under way is
  /// given up.
  ///
  /// Where `offset` is not 0, asks for a range (RFC 9110 section 14.2); the server may send all of
  /// it. The device's credentials go to the gateway's own origin only, and to no other.
  mutating func open(image url: Span<UInt8>, from offset: UInt32)

  /// Says what has come since the last call. Body bytes go to the start of `buffer`.
  ///
  /// After ``HTTPEvent/end`` or ``HTTPEvent/failed(_:)`` the request is over.
  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent

  /// Gives up the request that is under way, if there is one.
  mutating func cancel()
}

/// What the device asks the gateway for.
public enum GatewayResource: Equatable, Sendable {
  /// The now-playing document without a picture.
  case nowPlaying
  /// The same with a picture of that size at its end.
  case cover(Size)
  /// The firmware manifest.
  case manifest
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

/// What the device wants to know of an answer before its body.
public struct HTTPHead: Sendable {
  public var status: UInt16
  /// The value of `Retry-After`, without white space around it; longer ones than a date are no
  /// date.
  public var retryAfter = Limits.HeaderDate(repeating: 0)
  public var retryAfterCount = 0
  /// The value of `Content-Length`, where there is one; the greatest number for all above it.
  public var contentLength: UInt32?
  /// The first byte's place in the whole, of `Content-Range`, where there is one; likewise.
  public var rangeStart: UInt32?

  public init(status: UInt16) { self.status = status }
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

/// One question to a server, as every board puts it: `GET`, and nothing in its body.
///
/// It is valid only while the core calls ``HTTPClient/open(_:)``: the image's address is the
/// core's.
public struct HTTPRequest: ~Escapable {
  public enum Target: Equatable, Sendable {
    /// The now-playing document without a picture. With the `server_time_ms` of the last one, the
    /// answer may be held until something has changed since, ``Limits/holdSeconds`` at most.
    case nowPlaying(since: UInt64?)
    /// The same with a picture of that size at its end.
    case cover(Size)
    /// The firmware manifest.
    case manifest
    /// An image's bytes from there on.
    case image(from: UInt32)
  }

  public let target: Target
  /// Where the image is; empty for what the gateway has at an address of its own.
  public let imageURL: Span<UInt8>

  /// What the gateway has: no image.
  @_lifetime(immortal)
  public init(_ target: Target) {
    self.target = target
    imageURL = Span()
  }

  /// The image at `url` from its byte `offset` on.
  @_lifetime(copy url)
  public init(image url: Span<UInt8>, from offset: UInt32) {
    target = .image(from: offset)
    imageURL = url
  }

  /// Milliseconds for all of it, from the first step to the last byte.
  public var deadlineMs: UInt32 {
    switch target {
    case .nowPlaying(nil), .manifest: Limits.metadataDeadlineMs
    case .nowPlaying: Limits.holdSeconds &* 1_000 &+ Limits.metadataDeadlineMs
    case .cover: Limits.coverDeadlineMs
    case .image: Limits.imageDeadlineMs
    }
  }

  /// Whether another request to the gateway follows soon, so that the connection stays.
  public var keepsConnection: Bool {
    if case .image = target { false } else { true }
  }
}

/// What a now-playing document says: `PROTOCOL.md`, section "Now-playing document".
///
/// A text that is null or absent is empty; a number is nil.
public struct NowPlaying: ~Copyable {
  public var isPlaying = false
  public var kind = ItemKind.track
  public var trackID = Limits.Identifier()
  public var title = Limits.Text()
  public var artist = Limits.Text()
  public var album = Limits.Text()
  /// Milliseconds; not negative, saturating.
  public var progressMs: UInt32?
  /// Milliseconds; 0 is as good as none.
  public var durationMs: UInt32?
  /// Unix time of the answer, milliseconds.
  public var serverTimeMs: UInt64?
  public var coverID = Limits.Identifier()
  /// What the picture that came with it measures; nil without one.
  public var coverSize: Size?

  public init() {}

  public mutating func removeAll() {
    isPlaying = false
    kind = .track
    trackID.removeAll()
    title.removeAll()
    artist.removeAll()
    album.removeAll()
    progressMs = nil
    durationMs = nil
    serverTimeMs = nil
    coverID.removeAll()
    coverSize = nil
  }
}

/// What is playing.
public enum ItemKind: Sendable {
  case track, episode, advertisement, local, unknown

  init(_ name: Span<UInt8>) {
    if name.equals("track") {
      self = .track
    } else if name.equals("episode") {
      self = .episode
    } else if name.equals("ad") {
      self = .advertisement
    } else if name.equals("local") {
      self = .local
    } else {
      self = .unknown
    }
  }
}

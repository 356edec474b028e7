/// What a now-playing document says: `PROTOCOL.md`, section "Now-playing document".
///
/// A text that is null or absent is empty; a number is nil.
public struct NowPlaying: ~Copyable {
  public var isPlaying = false
  public var kind = ItemKind.track
  public var trackID = Fingerprint()
  public var title = Limits.Text()
  public var artist = Limits.Text()
  public var album = Limits.Text()
  /// Milliseconds; not negative, saturating.
  public var progressMs: UInt32?
  /// Milliseconds; 0 is as good as none.
  public var durationMs: UInt32?
  /// Unix time of the answer, milliseconds.
  public var serverTimeMs: UInt64?
  public var coverID = Fingerprint()
  /// What the picture that came with it measures; nil without one.
  public var coverSize: Size?
  /// A colour of the picture.
  public var accent: RGB565?
  /// When to ask again, milliseconds after the answer, inside ``Limits/pollAfterMs``.
  public var pollAfterMs: UInt32?
  /// Why the music service cannot be asked; nil where it can.
  public var problem: ServiceProblem?
  /// Unix time at which that is expected to end, milliseconds.
  public var problemUntilMs: UInt64?
  /// Where a person can mend it; empty where that is not known.
  public var helpURL = Limits.HelpURL()

  public init() {}

  /// Takes over what `other` says.
  public mutating func copy(_ other: borrowing NowPlaying) {
    isPlaying = other.isPlaying
    kind = other.kind
    trackID = other.trackID
    title.copy(other.title)
    artist.copy(other.artist)
    album.copy(other.album)
    progressMs = other.progressMs
    durationMs = other.durationMs
    serverTimeMs = other.serverTimeMs
    coverID = other.coverID
    coverSize = other.coverSize
    accent = other.accent
    pollAfterMs = other.pollAfterMs
    copyProblem(other)
  }

  /// Takes over what `other` says of the music service alone.
  mutating func copyProblem(_ other: borrowing NowPlaying) {
    problem = other.problem
    problemUntilMs = other.problemUntilMs
    helpURL.copy(other.helpURL)
  }

  /// Whether both are about the same item: by its name, and where it has none by its texts.
  public func isSameItem(as other: borrowing NowPlaying) -> Bool {
    if !trackID.isEmpty || !other.trackID.isEmpty { return trackID == other.trackID }
    return title.equals(other.title) && artist.equals(other.artist) && album.equals(other.album)
  }

  /// Whether nothing plays, and there is no item that could be shown as paused.
  var isNothing: Bool {
    !isPlaying && trackID.isEmpty && title.isEmpty && artist.isEmpty && album.isEmpty
  }

  public mutating func removeAll() {
    isPlaying = false
    kind = .track
    trackID = Fingerprint()
    title.removeAll()
    artist.removeAll()
    album.removeAll()
    progressMs = nil
    durationMs = nil
    serverTimeMs = nil
    coverID = Fingerprint()
    coverSize = nil
    accent = nil
    pollAfterMs = nil
    problem = nil
    problemUntilMs = nil
    helpURL.removeAll()
  }
}

/// What is playing.
public enum ItemKind: UInt8, Sendable {
  case track, episode, advertisement, local, unknown

  init(_ name: Span<UInt8>) {
    let names: StaticString = "track episode ad local"
    let index = names.bytes.index(ofWord: name) ?? Int(ItemKind.unknown.rawValue)
    self = ItemKind(rawValue: UInt8(truncatingIfNeeded: index)) ?? .unknown
  }
}

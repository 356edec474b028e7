/// What a gateway answers when asked what is playing: the host's own copy, to be written as JSON.
public struct NowPlayingDocument: Equatable, Sendable {
  /// What kind of item plays.
  public enum Kind: String, CaseIterable, Sendable {
    case track, episode, ad, local, unknown
  }

  public var isPlaying = true
  public var kind = Kind.track
  /// Changes when the item changes.
  public var trackID: String
  public var title: String?
  public var artist: String?
  public var album: String?
  /// Not negative.
  public var progressMilliseconds: Int? = 0
  /// Not negative; nil and 0 mean that it is not known.
  public var durationMilliseconds: Int? = 180_000
  /// The Unix time of the answer.
  public var serverTimeMilliseconds: Int
  /// The same name is the same picture.
  public var coverID: String?
  public var coverURL: String?
  public var cover: Cover?
  /// `#rrggbb`.
  public var accent: String?
  /// When to ask again.
  public var pollAfterMilliseconds: Int?
  /// Why the music service cannot be asked, in the contract's words.
  public var problem: String?
  /// The Unix time at which that is expected to end.
  public var problemUntilMilliseconds: Int?
  public var helpURL: String?

  /// A playing track of three minutes, at its start; its names are derived from its texts and
  /// picture, so that equal contents have equal names.
  public init(
    title: String?, artist: String?, album: String?, cover: Cover?, serverTimeMilliseconds: Int
  ) {
    var hash = FNV1a()
    for text in [title, artist, album] {
      // Zero and one keep absent, empty and joined texts apart.
      hash.combine(text.map { "\u{1}\($0)\0" } ?? "\0")
    }
    trackID = hash.hex
    self.title = title
    self.artist = artist
    self.album = album
    self.serverTimeMilliseconds = serverTimeMilliseconds
    coverID = cover?.id
    self.cover = cover
  }

  /// The document as one JSON object on one line, the picture last.
  ///
  /// - Parameter withCover: Whether the picture goes along, as it does for a device that asks for
  ///   it. Its name does in either case.
  public func json(withCover: Bool) -> String {
    var object = JSONObjectText()
    object.add("is_playing", isPlaying)
    object.add("type", kind.rawValue)
    object.add("track_id", trackID)
    object.add("title", title)
    object.add("artist", artist)
    object.add("album", album)
    object.add("progress_ms", progressMilliseconds)
    object.add("duration_ms", durationMilliseconds)
    object.add("server_time_ms", serverTimeMilliseconds)
    object.add("cover_id", coverID)
    object.add("cover_url", coverURL)
    // A gateway may well be without these.
    if let accent { object.add("accent", accent) }
    if let pollAfterMilliseconds { object.add("poll_after_ms", pollAfterMilliseconds) }
    if let problem { object.add("problem", problem) }
    if let problemUntilMilliseconds { object.add("problem_until_ms", problemUntilMilliseconds) }
    if let helpURL { object.add("help_url", helpURL) }
    if withCover, let cover {
      object.add("cover_width", cover.width)
      object.add("cover_height", cover.height)
      object.add("cover_encoding", "rle")
      object.add("cover_rgb565", cover.base64)
    }
    return object.text
  }
}

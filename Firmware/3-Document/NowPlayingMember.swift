/// The members of a now-playing document that the device reads.
public enum NowPlayingMember: UInt8, Sendable {
  case isPlaying, type, trackID, title, artist, album, progress, duration, serverTime, coverID
  case coverWidth, coverHeight, coverEncoding, cover
  case accent, pollAfter, problem, problemUntil, helpURL

  /// In the order of the raw values.
  private static var names: StaticString {
    """
    is_playing type track_id title artist album progress_ms duration_ms server_time_ms cover_id \
    cover_width cover_height cover_encoding cover_rgb565 accent poll_after_ms problem \
    problem_until_ms help_url
    """
  }

  public var name: Span<UInt8> {
    @_lifetime(immortal) get { Self.names.bytes.word(Int(rawValue)) }
  }

  /// What the member's value must be where it is not null, which counts as absent.
  var shape: Shape {
    switch self {
    case .isPlaying: .bool
    case .type, .trackID, .title, .artist, .album, .coverID, .coverEncoding, .cover, .accent,
      .problem, .helpURL:
      .string
    case .progress, .duration, .serverTime, .coverWidth, .coverHeight, .pollAfter, .problemUntil:
      .number
    }
  }

  enum Shape { case bool, string, number }

  /// The member called `name`, nil for an unknown one.
  init?(_ name: Span<UInt8>) {
    guard let index = Self.names.bytes.index(ofWord: name) else { return nil }
    self.init(rawValue: UInt8(truncatingIfNeeded: index))
  }
}

/// The members of a now-playing document that the device reads.
public enum NowPlayingMember: UInt8, Sendable {
  case isPlaying, type, trackID, title, artist, album, progress, duration, serverTime, coverID
  case coverWidth, coverHeight, coverEncoding, cover
  case accent, pollAfter, problem, problemUntil, helpURL

  public var name: StaticString {
    switch self {
    case .isPlaying: "is_playing"
    case .type: "type"
    case .trackID: "track_id"
    case .title: "title"
    case .artist: "artist"
    case .album: "album"
    case .progress: "progress_ms"
    case .duration: "duration_ms"
    case .serverTime: "server_time_ms"
    case .coverID: "cover_id"
    case .coverWidth: "cover_width"
    case .coverHeight: "cover_height"
    case .coverEncoding: "cover_encoding"
    case .cover: "cover_rgb565"
    case .accent: "accent"
    case .pollAfter: "poll_after_ms"
    case .problem: "problem"
    case .problemUntil: "problem_until_ms"
    case .helpURL: "help_url"
    }
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
    var rawValue: UInt8 = 0
    while let member = NowPlayingMember(rawValue: rawValue) {
      if name.equals(member.name) {
        self = member
        return
      }
      rawValue &+= 1
    }
    return nil
  }
}

/// The members of a now-playing document that the device reads.
public enum NowPlayingMember: UInt8, Sendable {
  case isPlaying, type, trackID, title, artist, album, progress, duration, serverTime, coverID
  case coverWidth, coverHeight, coverEncoding, cover

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
    }
  }

  /// What the member's value must be. Null stands for an absent text or number.
  var shape: Shape {
    switch self {
    case .isPlaying: .bool
    case .type, .trackID, .coverEncoding, .cover: .string
    case .title, .artist, .album, .coverID: .stringOrNull
    case .serverTime, .coverWidth, .coverHeight: .number
    case .progress, .duration: .numberOrNull
    }
  }

  enum Shape { case bool, string, stringOrNull, number, numberOrNull }

  /// The member called `name`, nil for an unknown one.
  init?(_ name: Span<UInt8>) {
    switch name.count {
    case 4: self.init(name, .type)
    case 5: self.init(name, .title, .album)
    case 6: self.init(name, .artist)
    case 8: self.init(name, .trackID, .coverID)
    case 10: self.init(name, .isPlaying)
    case 11: self.init(name, .progress, .duration, .coverWidth)
    case 12: self.init(name, .coverHeight, .cover)
    case 14: self.init(name, .serverTime, .coverEncoding)
    default: return nil
    }
  }

  /// The one of the candidates that is called `name`.
  private init?(
    _ name: Span<UInt8>, _ first: NowPlayingMember, _ second: NowPlayingMember? = nil,
    _ third: NowPlayingMember? = nil
  ) {
    if name.equals(first.name) {
      self = first
    } else if let second, name.equals(second.name) {
      self = second
    } else if let third, name.equals(third.name) {
      self = third
    } else {
      return nil
    }
  }
}

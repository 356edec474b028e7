/// The members of a now-playing document that the device reads.
public enum NowPlayingMember: UInt8, Sendable {
  case isPlaying, type, trackID, title, artist, album, progress, duration, serverTime, coverID
  case coverWidth, coverHeight, coverEncoding, cover
  case accent, pollAfter, problem, problemUntil, helpURL

  public var name: Span<UInt8> {
    @_lifetime(immortal) get {
      var start = 0
      for index in 0..<Int(rawValue) { start &+= Int(nameCounts[index]) }
      let name = names.bytes.extracting(start..<start &+ Int(nameCounts[Int(rawValue)]))
      return unsafe _overrideLifetime(name, copying: ())
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
    var start = 0
    for index in nameCounts.indices {
      let end = start &+ Int(nameCounts[index])
      if end &- start == name.count, names.bytes.extracting(start..<end).equals(name) {
        self.init(rawValue: UInt8(truncatingIfNeeded: index))
        return
      }
      start = end
    }
    return nil
  }
}

/// The names in the order of the raw values, and the bytes of each: every member of a document is
/// looked up here, and most names differ in their lengths.
private let names: StaticString = """
  is_playingtypetrack_idtitleartistalbumprogress_msduration_msserver_time_mscover_id\
  cover_widthcover_heightcover_encodingcover_rgb565accentpoll_after_msproblem\
  problem_until_mshelp_url
  """
private let nameCounts: InlineArray<19, UInt8> = [
  10, 4, 8, 5, 6, 5, 11, 11, 14, 8, 11, 12, 14, 12, 6, 13, 7, 16, 8,
]

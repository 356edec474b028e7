import Firmware

/// The documents that the scripted gateway has.
public enum ScriptDocument: UInt8, Sendable {
  case flat, illustration, mid, photo, worst
  /// Titles in scripts that only the fallback font has, and no picture.
  case letters
  /// Firmware manifests of the same image, which is the text of ``illustration``; the second with
  /// another hash.
  case offer, falseOffer
}

/// What the scripted gateway answers.
public enum ScriptAnswer: Sendable {
  case document(ScriptDocument)
  /// Nothing plays.
  case silence
  case status(UInt16)
  case failure(HTTPFailure)
}

/// What an updater may have told.
public enum News: Sendable {
  case fetching, wrongHash, complete

  /// Nil for what the script does not await.
  public init?(_ event: UpdateEvent) {
    switch event {
    case .fetching: self = .fetching
    case .failed(.refused(.wrongHash)): self = .wrongHash
    case .complete: self = .complete
    default: return nil
    }
  }
}

/// A part of the script: what the gateway answers meanwhile, and what the glass must show at the
/// end.
public struct Scene: Sendable {
  public let name: StaticString
  public let answer: ScriptAnswer
  /// How long the scene lasts, of the script's own time.
  public let milliseconds: UInt32
  /// What is on the glass at the end.
  public let face: Face
  /// What firmware is offered from now on; nil: as before.
  public let offer: ScriptDocument?
  /// What the updater has told last, at the end; nil: whatever it was.
  public let news: News?

  init(
    _ name: StaticString, _ answer: ScriptAnswer, for ms: UInt32, _ face: Face,
    offer: ScriptDocument? = nil, news: News? = nil
  ) {
    self.name = name
    self.answer = answer
    milliseconds = ms
    self.face = face
    self.offer = offer
    self.news = news
  }

  /// How the network stands meanwhile.
  var network: NetworkState { face == .outOfReach ? .down(.outOfReach) : .up }

  /// The scenes in turn; nil after the last.
  ///
  /// The panel needs 250 ms to start. Another document is asked for after up to 3 s, answered after
  /// 0.2 s, and a long one comes in 1.6 s. After failures the device asks less often. With the
  /// script's seed, the updater asks after 44 s, and 93 minutes after its failure again.
  static func at(_ index: Int) -> Scene? {
    switch index {
    case 0: Scene("boot", .document(.flat), for: 700, .boot)
    case 1: Scene("flat", .document(.flat), for: 2_000, .playing)
    case 2: Scene("illustration", .document(.illustration), for: 5_000, .playing)
    case 3: Scene("mid", .document(.mid), for: 5_000, .playing)
    case 4: Scene("photo", .document(.photo), for: 6_000, .playing)
    case 5: Scene("worst", .document(.worst), for: 6_000, .playing)
    case 6: Scene("marquee", .document(.worst), for: 4_321, .playing)
    case 7: Scene("letters", .document(.letters), for: 5_000, .playing)
    case 8: Scene("paused", .silence, for: 5_000, .paused)
    case 9:
      Scene(
        "updating", .silence, for: 7_500, .updating, offer: .falseOffer, news: .fetching)
    case 10:
      Scene(
        "failed", .silence, for: 5_000, .updateFailed, news: .wrongHash)
    case 11: Scene("idle", .silence, for: 5_567_000, .idle)
    case 12: Scene("awake", .document(.photo), for: 6_000, .playing)
    case 13: Scene("refused", .status(401), for: 4_000, .refused)
    case 14:
      Scene("network", .failure(.noNetwork), for: 12_500, .outOfReach, offer: .offer)
    // The better image comes while the music plays, and nobody sees it come.
    case 15: Scene("recovered", .document(.photo), for: 25_000, .playing, news: .complete)
    default: nil
    }
  }
}

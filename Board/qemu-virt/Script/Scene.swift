import Firmware

/// The documents that the scripted gateway has.
public enum ScriptDocument: UInt8, Sendable {
  case flat, illustration, mid, photo, worst
  /// Titles in scripts that only the fallback font has, and no picture.
  case letters
}

/// What the scripted gateway answers.
public enum ScriptAnswer: Sendable {
  case document(ScriptDocument)
  /// Nothing plays.
  case silence
  case status(UInt16)
  case failure(HTTPFailure)
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
  /// How an update stands meanwhile.
  public let update: UpdateStatus?

  init(
    _ name: StaticString, _ answer: ScriptAnswer, for ms: UInt32, _ face: Face,
    update: UpdateStatus? = nil
  ) {
    self.name = name
    self.answer = answer
    milliseconds = ms
    self.face = face
    self.update = update
  }

  /// The scenes in turn; nil after the last.
  ///
  /// The panel needs 250 ms to start. Another document is asked for after up to 3 s, answered after
  /// 0.2 s, and a long one comes in 1.6 s. After failures the device asks less often.
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
    case 9: Scene("idle", .silence, for: 60_000, .idle)
    case 10: Scene("awake", .document(.photo), for: 6_000, .playing)
    case 11: Scene("refused", .status(401), for: 4_000, .refused)
    case 12: Scene("recovered", .document(.photo), for: 12_000, .playing)
    case 13:
      Scene("updating", .document(.photo), for: 1_000, .updating, update: .running(percent: 42))
    case 14: Scene("failed", .document(.photo), for: 1_500, .updateFailed, update: .failed)
    case 15: Scene("network", .failure(.noNetwork), for: 20_000, .noNetwork)
    default: nil
    }
  }
}

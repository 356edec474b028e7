/// The documents that the scripted gateway has.
public enum ScriptDocument: UInt8, Sendable {
  case flat, illustration, mid, photo, worst
  /// Titles in scripts that only the fallback font has, and no picture.
  case letters
}

/// A part of the script: what the device goes through, and what the glass must show at its end.
public struct Scene: Sendable {
  /// How a scene begins.
  public enum Opening: Sendable {
    /// The device starts from its panel on.
    case restart
    /// Time goes on.
    case wait
  }

  public let name: StaticString
  public let opening: Opening
  /// What the gateway answers.
  public let document: ScriptDocument
  /// How long the scene lasts, of the script's own time.
  public let milliseconds: UInt32

  init(_ name: StaticString, _ opening: Opening, _ document: ScriptDocument, for ms: UInt32) {
    self.name = name
    self.opening = opening
    self.document = document
    milliseconds = ms
  }

  /// The scenes in turn; nil after the last.
  ///
  /// The panel needs 250 ms to start, and the gateway 200 ms to answer; a long document comes in
  /// 1.6 s.
  static func at(_ index: Int) -> Scene? {
    switch index {
    case 0: Scene("boot", .restart, .flat, for: 400)
    case 1: Scene("flat", .wait, .flat, for: 2_600)
    case 2: Scene("illustration", .restart, .illustration, for: 3_000)
    case 3: Scene("mid", .restart, .mid, for: 3_000)
    case 4: Scene("photo", .restart, .photo, for: 4_000)
    case 5: Scene("worst", .restart, .worst, for: 4_000)
    case 6: Scene("progress", .wait, .worst, for: 5_000)
    case 7: Scene("letters", .restart, .letters, for: 3_000)
    default: nil
    }
  }
}

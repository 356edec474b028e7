/// Why an update that was offered is not installed.
public enum UpdateRefusal: UInt8, Equatable, Sendable {
  // The manifest's check.
  case notNewer, otherBoard, tooLarge, olderSecurityVersion, expired, outsideRollout
  case unsigned, unknownKey, badSignature
  // What the journal knows.
  case failedBefore
  // The download and the image.
  case tooShort, tooLong, wrongHash, notBootable

  /// What to tell a person, or the log.
  public var description: StaticString {
    switch self {
    case .notNewer: "not newer"
    case .otherBoard: "for another board"
    case .tooLarge: "larger than the slot"
    case .olderSecurityVersion: "older security version"
    case .expired: "expired"
    case .outsideRollout: "not this device's turn yet"
    case .unsigned: "not signed"
    case .unknownKey: "signed with an unknown key"
    case .badSignature: "wrong signature"
    case .failedBefore: "failed before"
    case .tooShort: "image too short"
    case .tooLong: "image too long"
    case .wrongHash: "wrong hash"
    case .notBootable: "image does not boot here"
    }
  }

  /// Whether the screen says it: something that a person should know of and that does not mend
  /// itself. What is a matter of course, or of the network, is for the log alone.
  public var isForPerson: Bool {
    switch self {
    case .notNewer, .expired, .outsideRollout, .tooShort: false
    // It was said when it failed.
    case .failedBefore: false
    default: true
    }
  }

  /// Whether another try may go better, hours later.
  var isForLater: Bool { self == .tooLong || self == .wrongHash }

  /// Whether the manifest alone is the reason, so that only another one changes it.
  var isOfManifest: Bool {
    switch self {
    case .tooShort, .tooLong, .wrongHash: false
    default: true
    }
  }
}

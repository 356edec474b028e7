/// Why a text is no firmware manifest.
public enum ManifestReason: Equatable, Sendable {
  case json(JSONReason)
  /// The text is JSON, but no object.
  case notAnObject
  /// More than ``Limits/manifestByteCount`` bytes.
  case tooLong
  /// A required member is absent.
  case missing(ManifestMember)
  /// A number where a text belongs, or the like.
  case wrongType(ManifestMember)
  /// More bytes than the member's text may have, or one that is not printable ASCII.
  case badText(ManifestMember)
  /// A value of the right type that says nothing that the member could mean.
  case badValue(ManifestMember)

  /// The member at fault; nil where it is none.
  public var member: ManifestMember? {
    switch self {
    case .json, .notAnObject, .tooLong: nil
    case .missing(let member), .wrongType(let member), .badText(let member),
      .badValue(let member):
      member
    }
  }

  /// What to tell a person, who knows the member.
  public var description: StaticString {
    switch self {
    case .json(let reason): reason.description
    case .notAnObject: "not an object"
    case .tooLong: "longer than a manifest may be"
    case .missing: "required, but absent"
    case .wrongType: "a value of another type"
    case .badText: "too long, or not printable ASCII"
    case .badValue(let member):
      switch member {
      case .version: "not a version of SemVer 2.0.0"
      case .url: "not an https URL with a host"
      case .sha256: "not 64 hexadecimal digits"
      case .size: "not an integer of 1 to 4294967295"
      case .board: "empty"
      case .expires: "not an RFC 3339 time in UTC"
      case .keyID, .signature: "not base64 of 1 to 72 bytes"
      case .securityVersion: "not an integer of 0 to 4294967295"
      case .rollout: "not an integer of 0 to 100"
      }
    }
  }
}

/// A reason and the byte of the manifest at which it arose: the same for any division into chunks.
public struct ManifestError: Error, Equatable, Sendable {
  public let reason: ManifestReason
  // Two bytes, so that an ``UpdateFailure`` comes back in registers: `DESIGN.md`, "What the
  // compiler makes of it".
  private let place: UInt16

  /// - Parameter offset: At most ``Limits/manifestByteCount``, which is the last to be told.
  init(reason: ManifestReason, offset: Int) {
    self.reason = reason
    place = UInt16(truncatingIfNeeded: min(offset, Limits.manifestByteCount))
  }

  public var offset: Int { Int(place) }

  /// What to tell a person.
  public var description: StaticString { reason.description }
}

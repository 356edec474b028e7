/// The members of a firmware manifest, those that it must have first.
public enum ManifestMember: UInt8, Sendable {
  case version, url, sha256, size
  case board, expires, keyID, signature, securityVersion, rollout

  /// In the order of the raw values.
  private static var names: StaticString {
    "version url sha256 size board expires key_id signature security_version rollout"
  }

  public var name: Span<UInt8> {
    @_lifetime(immortal) get { Self.names.bytes.word(Int(rawValue)) }
  }

  /// One bit for each member that a manifest must have, at the place of its raw value.
  static var required: UInt16 { 0b1111 }

  /// Whether the manifest may do without it; then null stands for an absent one.
  var isOptional: Bool { rawValue > ManifestMember.size.rawValue }

  /// The longest text that the value may be, in bytes; nil where it is a number.
  var byteLimit: Int? {
    switch self {
    case .version, .sha256: 64
    case .url: 512
    case .board, .keyID: 32
    case .expires: 40
    // 72 bytes in base64.
    case .signature: 96
    case .size, .securityVersion, .rollout: nil
    }
  }

  /// The member called `name`, nil for an unknown one.
  init?(_ name: Span<UInt8>) {
    guard let index = Self.names.bytes.index(ofWord: name) else { return nil }
    self.init(rawValue: UInt8(truncatingIfNeeded: index))
  }
}

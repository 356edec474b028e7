/// The public keys of a board, and the cryptography to use them: ECDSA over NIST P-256.
public protocol SignatureVerifier: ~Copyable {
  /// Whether the firmware was built with a public key. Then nothing without a signature is taken.
  var hasKeys: Bool { get }

  /// Whether `signature` is one of `digest` by the key that is called `keyID`: the first 16 hex
  /// digits of the SHA-256 of its SubjectPublicKeyInfo.
  ///
  /// `signature` is DER, an `ECDSA-Sig-Value` (RFC 3279 section 2.2.3), of at most 72 bytes, and
  /// comes from outside.
  mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict
}

/// A board that was built without a public key: signatures are neither asked for nor looked at.
public struct NoKeys: SignatureVerifier {
  public init() {}

  public var hasKeys: Bool { false }

  public mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict { .unknownKey }
}

public enum SignatureVerdict: Sendable {
  case valid
  case invalid
  /// The board has no key of that name.
  case unknownKey
}

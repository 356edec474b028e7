import Firmware

/// A board's public keys on this machine, each under its name.
///
/// Several may stand side by side: while keys rotate, a board knows the old one and the new one.
public struct LibcryptoVerifier: SignatureVerifier, Sendable {
  /// By the bytes of the name: names that merely look alike are different ones.
  private var keys: [[UInt8]: PublicKey] = [:]

  /// A board without a key, which takes what is not signed.
  public init() {}

  /// Adds `key` under `id`, or under its own ``PublicKey/id``; one that had the name is replaced.
  public mutating func add(_ key: PublicKey, id: String? = nil) {
    keys[Array((id ?? key.id).utf8)] = key
  }

  public var hasKeys: Bool { !keys.isEmpty }

  public func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict {
    guard let key = keys[keyID.withUnsafeBufferPointer { Array($0) }] else { return .unknownKey }
    return key.isValid(signature, of: digest) ? .valid : .invalid
  }
}

/// Why a key could not be read or used.
///
/// `description` is one line that says what is wrong and at which byte of the key's file. It leaves
/// out the file's name, which the caller knows.
public struct KeyError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    /// No block of a kind that is wanted; `found` are the labels of those that are there.
    case missing(wanted: String, found: [String])
    /// The key is encrypted. Nobody is asked for a passphrase.
    case encrypted
    /// What is not PEM, or its contents not DER of a key; in libcrypto's words.
    case damaged(String)
    /// A key of another kind or on another curve than NIST P-256.
    case unsupported(String)
    /// The private key and the public key that stands with it are not of one pair.
    case mismatched
  }

  public let reason: Reason
  /// Where the block at fault begins in the file; the file's length where one is missing.
  public let offset: Int

  public var description: String { "at byte \(offset): \(reason)" }
}

extension KeyError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let wanted, let found):
      "no \(wanted) in PEM" + (found.isEmpty ? "" : ", but \(found.joined(separator: ", "))")
    case .encrypted: "the key is encrypted; only keys without a passphrase are taken"
    case .damaged(let reason): "not a key: \(reason)"
    case .unsupported(let kind): "\(kind), where a key on the curve P-256 is needed"
    case .mismatched: "the private and the public key are not of one pair"
    }
  }
}

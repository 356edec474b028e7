import CPort
import Firmware

/// The board's public keys, by the port.
public struct PortKeys: SignatureVerifier {
  public init() {}

  /// Also where the port's answer cannot be: then nothing verifies, and nothing is installed.
  public var hasKeys: Bool {
    let answer = sleeve_signature_needed()
    if answer != 0 && answer != 1 { PortLog.nonsense("sleeve_signature_needed", answer) }
    return answer != 0
  }

  public mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict {
    var digest = digest.bytes
    var hash = digest.mutableSpan
    let answer = unsafe signature.withPortBytes { bytes, count in
      unsafe hash.withPortBytes { hash, _ in
        unsafe keyID.withPortBytes { unsafe sleeve_signature_check(bytes, count, hash, $0, $1) }
      }
    }
    switch Int(answer) {
    case SLEEVE_SIGNATURE_VALID: return .valid
    case SLEEVE_SIGNATURE_UNKNOWN_KEY: return .unknownKey
    case SLEEVE_SIGNATURE_INVALID: return .invalid
    default:
      PortLog.nonsense("sleeve_signature_check", answer)
      return .invalid
    }
  }
}

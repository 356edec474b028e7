/// The public keys that the build embedded, and ECDSA through PSA.
struct BoardKeys: SignatureVerifier, ~Copyable {
  /// Reads the embedded keys. To be made once.
  init() { board_keys_load() }

  /// Also where a key could not be read: then nothing verifies, and nothing is installed.
  var hasKeys: Bool { board_key_file_count > 0 }

  mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict {
    let digest = digest.bytes
    let verdict = unsafe signature.withUnsafeBufferPointer { signature in
      unsafe digest.span.withUnsafeBufferPointer { digest in
        unsafe keyID.withUnsafeBufferPointer { keyID in
          guard let bytes = signature.baseAddress, let hash = digest.baseAddress,
            let name = keyID.baseAddress
          else { return BOARD_SIGNATURE_INVALID }
          return unsafe board_keys_verify(bytes, signature.count, hash, name, keyID.count)
        }
      }
    }
    switch verdict {
    case BOARD_SIGNATURE_VALID: return .valid
    case BOARD_KEY_UNKNOWN: return .unknownKey
    default: return .invalid
    }
  }
}

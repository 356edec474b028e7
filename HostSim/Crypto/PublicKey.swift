import CCrypto
import Firmware

/// The public half of a signing key: a point on NIST P-256.
public struct PublicKey: Equatable, Sendable {
  /// DER, 91 bytes: the curve by its name, the point uncompressed. RFC 5480 section 2.
  public let subjectPublicKeyInfo: [UInt8]

  /// Reads the first `PUBLIC KEY` block of `pem`: what `openssl ec -pubout` writes.
  ///
  /// - Throws: Every reason but `.mismatched`.
  public init(pem: [UInt8]) throws(KeyError) {
    let block = try PEMReader.firstBlock(of: pem, labels: ["PUBLIC KEY"], wanted: "PUBLIC KEY")
    do throws(KeyError.Reason) {
      try self.init(CurveKey.decode(subjectPublicKeyInfo: block.contents))
    } catch {
      throw KeyError(reason: error, offset: block.offset)
    }
  }

  init(_ key: borrowing CurveKey) throws(KeyError.Reason) {
    subjectPublicKeyInfo = try key.subjectPublicKeyInfo
  }

  /// What the key is called unless a person gives it a name: the first 16 hexadecimal digits of
  /// SHA-256 over ``subjectPublicKeyInfo``.
  public var id: String {
    var hash = SHA256()
    hash.update(subjectPublicKeyInfo.span)
    return String(hash.finalize().hex.prefix(16))
  }

  /// Whether `signature`, a DER `ECDSA-Sig-Value` from anywhere, is one of `digest` by this key.
  /// Only the one encoding is taken that DER allows for its two numbers.
  public func isValid(_ signature: Span<UInt8>, of digest: SHA256.Digest) -> Bool {
    guard Self.signatureByteCounts.contains(signature.count) else { return false }
    do throws(KeyError.Reason) {
      let key = try CurveKey.decode(subjectPublicKeyInfo: subjectPublicKeyInfo)
      return try key.withContext { context in
        // A signature that is not one fails with a reason, which nobody asks for.
        defer { ERR_clear_error() }
        guard EVP_PKEY_verify_init(context) == 1,
          EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        else { return false }
        return signature.withUnsafeBufferPointer { signature in
          digest.bytes.span.withUnsafeBufferPointer { digest in
            EVP_PKEY_verify(
              context, signature.baseAddress, signature.count, digest.baseAddress, digest.count)
              == 1
          }
        }
      }
    } catch {
      // The key has been decoded before: memory is at its end.
      return false
    }
  }

  /// From two numbers of a byte each to two of 33, with a tag and a length before each and before
  /// both. RFC 3279 section 2.2.3.
  private static let signatureByteCounts = 8...72
}

extension SHA256.Digest {
  /// 64 hexadecimal digits in lower case.
  var hex: String {
    let digits = Array("0123456789abcdef")
    return String(
      bytes.indices.flatMap { [digits[Int(bytes[$0] >> 4)], digits[Int(bytes[$0] & 15)]] })
  }
}

import CCrypto
import Firmware

/// A private key on NIST P-256, to sign what boards with its public half take.
public struct SigningKey: ~Copyable {
  private let key: CurveKey
  public let publicKey: PublicKey

  /// Reads the first private key of `pem`: SEC 1 as `openssl ecparam -genkey` writes it, with its
  /// `EC PARAMETERS` or without, or PKCS #8. An encrypted one is refused: nobody is asked for a
  /// passphrase.
  public init(pem: [UInt8]) throws(KeyError) {
    let block = try PEMReader.firstBlock(
      of: pem, labels: ["EC PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"],
      wanted: "PRIVATE KEY or EC PRIVATE KEY")
    do throws(KeyError.Reason) {
      try self.init(CurveKey.decode(privateKey: block.contents))
    } catch {
      throw KeyError(reason: error, offset: block.offset)
    }
  }

  private init(_ key: consuming CurveKey) throws(KeyError.Reason) {
    publicKey = try PublicKey(key)
    self.key = key
  }

  /// A signature of `digest`: DER of an `ECDSA-Sig-Value`, at most 72 bytes, another one each time.
  ///
  /// - Throws: `.damaged` where libcrypto fails, as it may without memory or random numbers.
  public borrowing func sign(_ digest: SHA256.Digest) throws(KeyError.Reason) -> [UInt8] {
    // What the longest signature of this curve takes: RFC 3279 section 2.2.3.
    var signature = [UInt8](repeating: 0, count: 72)
    var count = signature.count
    let isSigned = try key.withContext { context in
      guard EVP_PKEY_sign_init(context) == 1,
        EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
      else { return false }
      return digest.bytes.span.withUnsafeBufferPointer { digest in
        EVP_PKEY_sign(context, &signature, &count, digest.baseAddress, digest.count) == 1
      }
    }
    guard isSigned else { throw .damaged(Libcrypto.takeReason()) }
    return Array(signature.prefix(count))
  }
}

import Firmware
import Foundation

/// What a gateway offers as firmware: the host's own copy, to be written as JSON.
///
/// Whether its values are any good, the core's own reader says: ``canonicalDigest()``.
public struct FirmwareManifest: Equatable, Sendable {
  /// Who vouches for the rest.
  public struct Signature: Equatable, Sendable {
    public var keyID: String
    /// DER of an `ECDSA-Sig-Value`.
    public var bytes: [UInt8]
  }

  public var version: String
  public var url: String
  /// Of the image, as is ``size``.
  public var digest: SHA256.Digest
  /// Bytes.
  public var size: Int
  public var board: String
  public var securityVersion: Int?
  /// RFC 3339, UTC.
  public var expires: String?
  /// Devices that take part, per cent.
  public var rollout: Int?
  public var signature: Signature?

  /// A manifest of `image` without a signature, for every device of the board, for ever.
  public init(image: [UInt8], version: String, board: String, url: String) {
    var hash = SHA256()
    hash.update(image.span)
    self.version = version
    self.url = url
    digest = hash.finalize()
    size = image.count
    self.board = board
  }

  /// The manifest as a JSON object, a line for each member that is not absent.
  public var json: String {
    var object = JSONObjectText()
    object.add("version", version)
    object.add("url", url)
    object.add("sha256", digest.hex)
    object.add("size", size)
    object.add("board", board)
    if let securityVersion { object.add("security_version", securityVersion) }
    if let expires { object.add("expires", expires) }
    if let rollout { object.add("rollout", rollout) }
    if let signature {
      object.add("key_id", signature.keyID)
      object.add("signature", Data(signature.bytes).base64EncodedString())
    }
    return object.lines
  }

  /// Signs everything but the signature itself, under the name by which boards know the key.
  public mutating func sign(with key: borrowing SigningKey) throws(SigningError) {
    let digest: SHA256.Digest
    do throws(ManifestError) {
      digest = try canonicalDigest()
    } catch {
      throw .manifest(error)
    }
    do throws(KeyError.Reason) {
      signature = Signature(keyID: key.publicKey.id, bytes: try key.sign(digest))
    } catch {
      throw .key(error)
    }
  }

  /// The digest of the text that is signed, of the manifest as a device reads it.
  ///
  /// - Throws: What a device would say of ``json``; the offset is one there.
  public func canonicalDigest() throws(ManifestError) -> SHA256.Digest {
    var reader = try read()
    var hash = SHA256()
    return reader.members.manifest.canonicalDigest(&hash)
  }

  /// What a device with the keys of `verifier` says of the signature; nil where there is none.
  public func verdict(_ verifier: LibcryptoVerifier) throws(ManifestError) -> SignatureVerdict? {
    var reader = try read()
    var hash = SHA256()
    let digest = reader.members.manifest.canonicalDigest(&hash)
    let count = reader.members.manifest.signatureCount
    if count == 0 { return nil }
    let signature = reader.members.manifest.signature
    return reader.members.manifest.keyID.withBytes {
      verifier.verify(signature.span.extracting(first: count), of: digest, keyID: $0)
    }
  }

  private func read() throws(ManifestError) -> ManifestReader {
    let bytes = Array(json.utf8)
    var reader = ManifestReader()
    try reader.feed(bytes.span)
    try reader.finish()
    return reader
  }
}

/// Why a manifest could not be signed.
public enum SigningError: Error, Equatable {
  /// No device would read it.
  case manifest(ManifestError)
  /// The key failed.
  case key(KeyError.Reason)
}

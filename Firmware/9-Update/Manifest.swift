/// What a gateway offers as firmware: `PROTOCOL.md`, section "Firmware manifest".
///
/// A text that is null or absent is empty; a number is nil. Texts are as they were written, in
/// printable ASCII.
public struct Manifest: ~Copyable {
  /// SemVer 2.0.0.
  public var version = Limits.OfferedVersion()
  /// `https://` and a host.
  public var url = Limits.ImageURL()
  /// Of the image.
  public var digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 0))
  /// Bytes of the image, at least 1.
  public var size: UInt32 = 0
  /// What the image runs on; empty for any board.
  public var board = Limits.OfferedBoard()
  public var securityVersion: UInt32?
  /// RFC 3339, UTC.
  public var expires = Limits.Expiry()
  /// The moment that `expires` names.
  public var expiryTime: UnixTime?
  /// Devices that take part, per cent.
  public var rollout: UInt8?
  /// Which key signed; empty where none is named.
  public var keyID = Limits.KeyID()
  /// DER, the first ``signatureCount`` bytes of it.
  public var signature = Limits.Signature(repeating: 0)
  /// 0 where there is no signature.
  public var signatureCount = 0
  private let pinned = Pinned()

  public init() {}

  /// Forgets everything that may be absent.
  mutating func removeAll() {
    board.removeAll()
    securityVersion = nil
    expires.removeAll()
    expiryTime = nil
    rollout = nil
    keyID.removeAll()
    signatureCount = 0
  }
}

/// Which devices take part in a rollout.
public enum Rollout {
  /// A device's place in the rollout of one version, 0…99: it takes part where its bucket is below
  /// the per cent.
  ///
  /// SHA-256 over the device's id and the version, as a big-endian number, modulo 100. So a device
  /// stays in while the per cent rises, and another version begins with other devices.
  public static func bucket<Hash: ImageHash & ~Copyable>(
    deviceID: Span<UInt8>, version: Span<UInt8>, _ hash: inout Hash
  ) -> UInt8 {
    hash.update(deviceID)
    hash.update(version)
    let digest = hash.finalize()
    var rest: UInt32 = 0
    for index in digest.bytes.indices { rest = (rest &<< 8 | UInt32(digest.bytes[index])) % 100 }
    return UInt8(truncatingIfNeeded: rest)
  }
}

import Firmware

/// The updater of the script, beside its device.
public typealias ScriptUpdater = Updater<ScriptNetwork, ScriptFlash, NoKeys, SHA256>

extension Updater
where Client == ScriptNetwork, Flash == ScriptFlash, Verifier == NoKeys, Hash == SHA256 {
  /// - Parameter image: What the gateway has as an image.
  @inline(__always)
  public init(script image: StoredBytes, version: Version) {
    let board: StaticString = "qemu-virt"
    let name = unsafe Span(_unsafeStart: board.utf8Start, count: board.utf8CodeUnitCount)
    self.init(
      client: ScriptNetwork(image: image), flash: ScriptFlash(), verifier: NoKeys(),
      identity: FirmwareIdentity(version: version, board: name, securityVersion: 0),
      deviceID: ShortText(), seed: 6)
  }

  /// Does what is due at the script's time.
  @inline(__always)
  public mutating func advance<Bus>(
    to now: Instant, of device: inout Device<Bus, ScriptNetwork, ScriptTime>
  ) -> Instant {
    client.now = now
    return step(now: now, of: &device)
  }
}

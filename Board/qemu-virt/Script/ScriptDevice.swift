import Firmware

/// The device of the script, on any panel.
public typealias ScriptDevice<Bus: DisplayBus> = Device<Bus, ScriptNetwork, ScriptTime>

extension Device where Bus: Copyable, Client == ScriptNetwork, Time == ScriptTime {
  @inline(__always)
  public init(
    script bus: Bus, _ document: StoredBytes, _ fallback: FallbackFont?, version: Version
  ) {
    self.init(
      bus: bus, metadataClient: ScriptNetwork(document: document),
      coverClient: ScriptNetwork(document: document), time: ScriptTime(), version: version,
      fallback: fallback, seed: 1, now: Instant(milliseconds: 0))
  }

  /// Sets up what is around the device during `scene`; `document` is what it names.
  @inline(__always)
  public mutating func begin(_ scene: Scene, _ document: StoredBytes?) {
    metadataClient.take(scene.answer, document)
    coverClient.take(scene.answer, document)
  }

  /// Does what is due at the script's time.
  @inline(__always)
  public mutating func advance(to now: Instant) -> Instant {
    metadataClient.now = now
    coverClient.now = now
    time.now = now
    return step(now: now)
  }
}

extension ScriptNetwork {
  mutating func take(_ answer: ScriptAnswer, _ document: StoredBytes?) {
    if let document { self.document = document }
    status = 200
    failure = nil
    switch answer {
    case .document: break
    case .silence: status = 204
    case .status(let other): status = other
    case .failure(let reason): failure = reason
    }
  }
}

import Firmware

/// The script's stage on the board: the device, its panel, its network and the console.
struct EmulatedStage: ScriptStage, ~Copyable {
  var device: ScriptDevice<EmulatedBus>
  var updater: ScriptUpdater
  var supervisor: ScriptSupervisor
  private var news: News?

  init() {
    device = .make(Documents.stored(.flat), Documents.fallback)
    updater = .make(Documents.stored(.illustration))
    supervisor = ScriptSupervisor()
  }

  mutating func begin(_ scene: Scene) {
    supervisor.begin(scene)
    if let offer = scene.offer { updater.client.manifest = Documents.stored(offer) }
    if case .document(let document) = scene.answer {
      device.begin(scene, Documents.stored(document))
    } else {
      device.begin(scene, nil)
    }
  }

  mutating func step(now: Instant) -> Instant {
    let look = supervisor.goOn(now: now, &device)
    let next = device.goOn(now: now).earlier(updater.goOn(now: now, &device)).earlier(look)
    if let event = updater.takeEvent() { news = News(event) }
    return next
  }

  mutating func complaint(after scene: Scene, now: Instant) -> StaticString? {
    if !device.isHealthy(now: now) { return "the watchdog is not fed" }
    if device.shownFace != scene.face { return "another face is on the glass" }
    if let awaited = scene.news, news != awaited {
      return "the updater has told something else"
    }
    return EmulatedBus.complaint
  }

  func checksum() -> UInt32 { EmulatedBus.checksum() }

  func print(_ text: StaticString) { Console.write(text) }
  func print(_ number: UInt32) { Console.write(number) }
  func print(hex: UInt32) { Console.write(hex: hex) }
}

/// The core's entries, each a function of its own: the size report tells the core from the board by
/// the functions in which code lies.
extension Device where Bus == EmulatedBus, Client == ScriptNetwork, Time == ScriptTime {
  @inline(never)
  static func make(_ document: StoredBytes, _ fallback: FallbackFont?) -> Self {
    Device(
      script: EmulatedBus(), document, fallback, version: Version(AppDescriptor.version))
  }

  @inline(never)
  mutating func goOn(now: Instant) -> Instant { advance(to: now) }
}

extension Updater
where Client == ScriptNetwork, Flash == ScriptFlash, Verifier == NoKeys, Hash == SHA256 {
  @inline(never)
  fileprivate static func make(_ image: StoredBytes) -> Self {
    Updater(script: image, version: Version(AppDescriptor.version))
  }

  @inline(never)
  fileprivate mutating func goOn(
    now: Instant, _ device: inout ScriptDevice<EmulatedBus>
  ) -> Instant { advance(to: now, of: &device) }
}

extension Supervisor where Network == ScriptInterface {
  @inline(never)
  fileprivate mutating func goOn(
    now: Instant, _ device: inout ScriptDevice<EmulatedBus>
  ) -> Instant { step(now: now, of: &device) }
}

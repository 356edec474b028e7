import Firmware

/// The script's stage on the board: the device, its panel, its network and the console.
struct EmulatedStage: ScriptStage, ~Copyable {
  private var device: Device<EmulatedBus, ScriptNetwork>

  init() {
    device = .make(ScriptNetwork(document: Documents.stored(.flat)), Documents.fallback)
  }

  mutating func restart(now: Instant) -> Bool { device.switchOn(now: now) }

  mutating func serve(_ document: ScriptDocument) {
    device.client.document = Documents.stored(document)
  }

  mutating func step(now: Instant) -> Instant? { device.goOn(now: now) }

  mutating func complaint(after scene: Scene) -> StaticString? {
    if device.failure != nil { return "the document was not taken" }
    return EmulatedBus.complaint
  }

  func checksum() -> UInt32 { EmulatedBus.checksum() }

  func print(_ text: StaticString) { Console.write(text) }
  func print(_ number: UInt32) { Console.write(number) }
  func print(hex: UInt32) { Console.write(hex: hex) }
}

/// The core's entries, each a function of its own: the size report tells the core from the board by
/// the functions in which code lies.
extension Device where Bus == EmulatedBus, Client == ScriptNetwork {
  @inline(never)
  fileprivate static func make(_ client: ScriptNetwork, _ fallback: FallbackFont?) -> Self {
    Device(bus: EmulatedBus(), client: client, version: Version("0.0.0"), fallback: fallback)
  }

  @inline(never)
  fileprivate mutating func switchOn(now: Instant) -> Bool {
    do throws(PanelError<Never>) {
      try start(now: now)
      return true
    } catch {
      return false
    }
  }

  @inline(never)
  fileprivate mutating func goOn(now: Instant) -> Instant? {
    client.now = now
    do throws(PanelError<Never>) {
      return try step(now: now)
    } catch {
      return nil
    }
  }
}

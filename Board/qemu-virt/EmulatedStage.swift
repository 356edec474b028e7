import CBoard
import Firmware

/// The script's stage on the board: the device in static memory, the panel, the console.
struct EmulatedStage: ScriptStage, ~Copyable {
  typealias EmulatedDevice = Device<EmulatedBus, ScriptNetwork>

  private var document = Documents.stored(.flat)
  /// Whether there is a device, in memory that the image keeps for it.
  private var isOn = false

  mutating func restart(now: Instant) -> Bool {
    if isOn { _ = unsafe Self.place.deinitialize(count: 1) }
    unsafe EmulatedDevice.create(at: Self.place, ScriptNetwork(document: document))
    isOn = true
    return unsafe Self.place.pointee.switchOn(now: now)
  }

  mutating func serve(_ document: ScriptDocument) {
    self.document = Documents.stored(document)
    if isOn { unsafe Self.place.pointee.client.document = self.document }
  }

  mutating func step(now: Instant) -> Instant? { unsafe Self.place.pointee.goOn(now: now) }

  func complaint(after scene: Scene) -> StaticString? {
    if unsafe Self.place.pointee.failure != nil { return "the document was not taken" }
    return EmulatedBus.complaint
  }

  func checksum() -> UInt32 { EmulatedBus.checksum() }

  func print(_ text: StaticString) { Console.write(text) }
  func print(_ number: UInt32) { Console.write(number) }
  func print(hex: UInt32) { Console.write(hex: hex) }

  private static var place: UnsafeMutablePointer<EmulatedDevice> {
    precondition(MemoryLayout<EmulatedDevice>.size <= Int(BOARD_DEVICE_BYTES))
    return unsafe board_device().assumingMemoryBound(to: EmulatedDevice.self)
  }
}

/// The core's entries, each a function of its own: the size report tells the core from the board by
/// the functions in which code lies.
extension Device where Bus == EmulatedBus, Client == ScriptNetwork {
  @inline(never)
  fileprivate static func create(at place: UnsafeMutablePointer<Self>, _ client: ScriptNetwork) {
    unsafe place.initialize(
      to: Device(
        bus: EmulatedBus(), client: client, version: Version("0.0.0"),
        fallback: Documents.fallback))
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

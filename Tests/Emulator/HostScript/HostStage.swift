import EmulatorScript
import Firmware
import Foundation
import HostSim

/// The script's stage on this machine: the simulated panel, and the documents from their files.
struct HostStage: ScriptStage, ~Copyable {
  /// Transfers take no time: that of the script stands still meanwhile.
  private let desk = SimulatedDesk(timing: .none)
  private let files: ScriptFiles
  private var device: ScriptDevice<SimulatedDisplayBus>
  private var updater: ScriptUpdater
  private var supervisor = ScriptSupervisor()
  private var news: News?

  init(files: ScriptFiles, version: Version) {
    self.files = files
    device = Device(script: desk.bus, files[.flat], files.fallback, version: version)
    updater = Updater(script: files[.illustration], version: version)
  }

  mutating func begin(_ scene: Scene) {
    supervisor.begin(scene)
    if let offer = scene.offer { updater.client.manifest = files[offer] }
    if case .document(let document) = scene.answer {
      device.begin(scene, files[document])
    } else {
      device.begin(scene, nil)
    }
  }

  mutating func step(now: Instant) -> Instant {
    desk.wait(until: now)
    let look = supervisor.step(now: now, of: &device)
    let next = device.advance(to: now).earlier(updater.advance(to: now, of: &device)).earlier(look)
    if let event = updater.takeEvent() { news = News(event) }
    return next
  }

  mutating func complaint(after scene: Scene, now: Instant) -> StaticString? {
    if !device.isHealthy(now: now) { return "the watchdog is not fed" }
    if let complaint = desk.complaint { FileHandle.standardError.write(Data(complaint.utf8)) }
    if desk.complaint != nil { return "the panel's protocol is violated" }
    if let awaited = scene.news, news != awaited {
      return "the updater has told something else"
    }
    return device.shownFace == scene.face ? nil : "another face is on the glass"
  }

  func checksum() -> UInt32 {
    let model = desk.model
    let glass = desk.glass
    var checksum = GlassChecksum(
      GlassChecksum.State(
        isAsleep: model.isAsleep, isOn: model.isOn, isInverted: model.isInverted,
        isBGR: model.isBGR, backlight: model.backlightPercent))
    for row in glass.row..<glass.row + glass.height {
      for column in glass.column..<glass.column + glass.width {
        checksum.add(pixel: model.memory[column: column, row: row])
      }
    }
    return checksum.value
  }

  func print(_ text: StaticString) { Swift.print(text, terminator: "") }
  func print(_ number: UInt32) { Swift.print(number, terminator: "") }
  func print(hex number: UInt32) {
    Swift.print(String(format: "%08x", number), terminator: "")
  }
}

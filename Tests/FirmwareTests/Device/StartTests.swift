import Testing

@testable import Firmware
@testable import HostSim

/// From power-on to the network: what is lit, what is read, and when the radio may follow.
@Suite struct StartTests {
  private let red = track("Red", red: 255)

  /// Until the name is on the glass to its last pixel, nobody sees what is there.
  @Test func theLightComesOnWithTheName() throws {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    let log = LightLog()
    rig.desk.wiring.add(log)
    var first: (face: Face?, ms: UInt64)?
    rig.run(untilMs: 1_000) { rig in
      if rig.desk.model.backlightPercent > 0 && first == nil {
        first = (rig.shownFace, rig.milliseconds)
        #expect(log.bytesSinceLight == 0)
      }
    }
    let lit = try #require(first)
    #expect(lit.face == .boot)
    // Reset and SLPOUT take 120 ms each.
    #expect((240...400).contains(lit.ms), "\(lit.ms) ms")
    // The whole glass was cleared, and the name drawn.
    #expect(log.bytesBeforeLight > 2 * 2 * 240 * 280)
    #expect(log.wasOn)
  }

  /// Only a weak supply keeps the radio waiting, and only for as long as its note stands.
  @Test(arguments: ["", "Restarted: a crash", "Restarted: a hang"] as [StaticString])
  func theNetworkStartsAtOnce(_ note: StaticString) {
    let rig = DeviceRig(program([]), bootNote: note)
    #expect(rig.isReadyForNetwork)
  }

  @Test func aWeakSupplysNoteIsReadBeforeTheNetworkStarts() throws {
    var asked: UInt64?
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        asked = asked ?? milliseconds
        return red.answer(withCover: withCover)
      }, bootNote: "Weak power supply", isSupplyWeak: true)
    var (shown, ready): (UInt64?, UInt64?)
    var isAskedEarly = false
    rig.run(untilMs: 20_000) { rig in
      let isSeen = rig.shownFace == .boot && rig.desk.model.backlightPercent > 0
      if isSeen && shown == nil { shown = rig.milliseconds }
      if rig.isReadyForNetwork { ready = ready ?? rig.milliseconds }
      if ready == nil && asked != nil { isAskedEarly = true }
    }
    let (from, to) = (try #require(shown), try #require(ready))
    #expect((from + 4_000...from + 5_000).contains(to), "\(from)…\(to) ms")
    // Nothing was asked in vain, so that nothing waits after a failure.
    #expect(!isAskedEarly)
    #expect(rig.shownFace == .playing && rig.events.isEmpty)
  }

  /// A glass that is broken keeps nobody offline.
  @Test func aPanelThatFailsDelaysTheNetworkNoLonger() {
    let rig = DeviceRig(program([]), bootNote: "Weak power supply", isSupplyWeak: true)
    rig.run(untilMs: 5_100) { $0.desk.wiring.failNext() }
    #expect(rig.shownFace == nil)
    #expect(rig.isReadyForNetwork)
  }
}

/// What went over the wires before the light came on, and since.
private final class LightLog: BusObserver {
  private(set) var bytesBeforeLight = 0
  private(set) var bytesSinceLight = 0
  /// Whether the display was on when the light came on.
  private(set) var wasOn = false
  private var isOn = false
  private var isLit = false

  func command(_ opcode: UInt8, at time: UInt64) {
    if opcode == 0x29 { isOn = true }
    if isLit { bytesSinceLight += 1 }
  }

  func data(_ bytes: [UInt8], at time: UInt64) {
    if isLit { bytesSinceLight += bytes.count } else { bytesBeforeLight += bytes.count }
  }

  func reset(_ level: PinLevel, at time: UInt64) {}

  func backlight(percent: UInt8, at time: UInt64) {
    if percent == 0 || isLit { return }
    isLit = true
    wasOn = isOn
  }
}

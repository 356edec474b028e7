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
    let (rig, radio) = rig(note, isSupplyWeak: false)
    rig.run(untilMs: 100)
    #expect(radio.calls.map(\.ms) == [0])
  }

  @Test func aWeakSupplysNoteIsReadBeforeTheNetworkStarts() throws {
    let (rig, radio) = rig("Weak power supply", isSupplyWeak: true)
    var shown: UInt64?
    rig.run(untilMs: 20_000) { rig in
      let isSeen = rig.shownFace == .boot && rig.desk.model.backlightPercent > 0
      if isSeen && shown == nil { shown = rig.milliseconds }
    }
    let (from, to) = (try #require(shown), try #require(radio.calls.first?.ms))
    #expect((from + 4_000...from + 5_500).contains(to), "\(from)…\(to) ms")
    // Nothing was asked in vain, so that nothing waits after a failure.
    #expect(rig.shownFace == .playing && rig.events.isEmpty)
  }

  /// A glass that is broken keeps nobody offline.
  @Test func aPanelThatFailsDelaysTheNetworkNoLonger() {
    let (rig, radio) = rig("Weak power supply", isSupplyWeak: true)
    rig.run(untilMs: 6_000) { $0.desk.wiring.failNext() }
    #expect(rig.shownFace == nil)
    #expect(radio.calls.map(\.call) == [.start])
  }

  /// A panel that does not answer at first is dark until there is a face, and again after a reset.
  @Test func aPanelThatAnswersLateIsLit() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    for failingMs in [3_000, 60_000] as [UInt64] {
      let resets = rig.displayResets
      rig.run(untilMs: rig.milliseconds + failingMs) { $0.desk.wiring.failNext() }
      #expect(rig.displayResets > resets)
      rig.run(untilMs: rig.milliseconds + 2_000) { rig in
        if rig.milliseconds < 5_000 && rig.desk.model.backlightPercent > 0 {
          #expect(rig.shownFace != nil)
        }
      }
      #expect(rig.desk.model.backlightPercent == 100 && rig.shownFace == .playing)
    }
  }

  private func rig(_ note: StaticString, isSupplyWeak: Bool) -> (DeviceRig, SimulatedRadio) {
    let desk = SimulatedDesk()
    let radio = SimulatedRadio(clock: desk.clock) { _ in nil }
    let red = red
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) })]), bootNote: note, isSupplyWeak: isSupplyWeak,
      desk: desk, radio: radio)
    return (rig, radio)
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

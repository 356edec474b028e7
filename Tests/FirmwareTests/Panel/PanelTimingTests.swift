import Testing

@testable import Firmware
@testable import HostSim

/// The controller's waits on whole traces: each counts from the last bit of the command that begins
/// it, however long the bus takes.
@Suite struct PanelTimingTests {
  /// 62.5, 10 and 1 MHz.
  static let bits: [UInt64] = [16, 100, 1_000]

  @Test(arguments: PanelCase.all, bits)
  func aStartKeepsEveryWait(_ panelCase: PanelCase, _ bitNanoseconds: UInt64) throws {
    for rotation in Rotation.all {
      for pin in [ResetPin.driven, .absent] {
        let desk = SimulatedDesk(
          glass: panelCase.glass, timing: SerialTiming(bitNanoseconds: bitNanoseconds),
          resetPin: pin)
        let log = CommandLog(bitNanoseconds: bitNanoseconds)
        desk.wiring.add(log)
        // The millisecond in which the clock stands is all but over.
        desk.clock.advance(nanoseconds: 999_999)
        var panel = SimulatedPanel(bus: desk.bus, panelCase.panel, rotation: rotation)
        try panel.switchOn(desk)
        #expect(desk.complaint == nil, "\(rotation), \(pin)")
        let gap = try #require(log.gap(from: 0x11, to: 0x29))
        #expect(gap >= 120_000_000 && gap < 123_000_000, "\(gap) ns")
      }
    }
  }

  /// The device, on the slowest bus that can be set up: start, drawing, a cover, refreshes, and a
  /// reset of the display by command.
  @Test(arguments: [ResetPin.driven, .absent])
  func aDeviceOnASlowBusKeepsEveryWait(_ pin: ResetPin) {
    let cover = track("Red", red: 255)
    let desk = SimulatedDesk(timing: SerialTiming(bitNanoseconds: 1_000), resetPin: pin)
    let log = CommandLog(bitNanoseconds: 1_000)
    desk.wiring.add(log)
    let rig = DeviceRig(program([(0, { cover.answer(withCover: $0) })]), desk: desk)
    rig.run(untilMs: 130_000)
    _ = rig.device.lock.tryLock(.board, now: desk.now)
    rig.run(untilMs: 200_000)
    #expect(rig.displayResets == 1)
    #expect(rig.isCoverShown)
    #expect(desk.complaint == nil)
    // Two starts, and three refreshes at least.
    let count = log.count(of: 0x29)
    #expect(count >= 5, "\(count)")
    for gap in log.gaps(from: 0x11, to: 0x29) { #expect(gap >= 120_000_000) }
  }

  /// A panel of which nothing is known to the controller any more, or all: no reset
  /// comes while a controller that was reset wakes.
  @Test(arguments: [false, true], bits) func aRefreshIsNotDisturbed(
    _ isDischarged: Bool, _ bitNanoseconds: UInt64
  ) throws {
    let desk = SimulatedDesk(timing: SerialTiming(bitNanoseconds: bitNanoseconds))
    var panel = SimulatedPanel(bus: desk.bus)
    try panel.switchOn(desk)
    let refreshDue = panel.refreshDue
    let due = try #require(refreshDue)
    #expect(due.milliseconds(since: desk.now) <= 60_000)
    desk.wait(until: due)
    if isDischarged { desk.model.discharge(seed: 3) }
    var refused = 0
    while desk.now.milliseconds(since: due) < 115 {
      let isReady = try panel.poll(now: desk.now) == nil
      if isReady { try panel.fill(Rect(x: 0, y: 0, width: 9, height: 9), .white) }
      #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
        try panel.softReset(now: desk.now)
      }
      refused += isReady ? 0 : 1
      desk.clock.advance(milliseconds: 1)
    }
    // Counted by the step after SLPOUT, then 6 ms.
    #expect((7...8).contains(refused), "\(refused)")
    desk.clock.advance(milliseconds: 20)
    let end = try panel.poll(now: desk.now)
    #expect(end == nil)
    #expect(desk.model.isOn && !desk.model.isAsleep && desk.model.isInverted)
    #expect(desk.model.backlightPercent == 100)
    #expect(desk.complaint == nil)
  }

  /// A bus that takes long to fail is left alone for a while all the same.
  @Test func aPauseFollowsAFailure() {
    let silent = GatewayProgram { _, _ in .silence }
    let desk = SimulatedDesk(timing: SerialTiming(bitNanoseconds: 1_000))
    let log = CommandLog(bitNanoseconds: 1_000)
    desk.wiring.add(log)
    let rig = DeviceRig(silent, desk: desk)
    rig.run(untilMs: 300)
    // Somewhere in the clearing of the glass, which takes 38 ms a step on this bus.
    desk.wiring.failNext(afterTransfers: 70)
    let before = log.lastEnd
    rig.run(untilMs: 6_000)
    #expect(before < log.lastEnd)
    let pauses = log.pauses(longerThan: 19_000_000)
    #expect(pauses.contains { $0 < 25_000_000 }, "\(pauses)")
    #expect(rig.shownFace == .idle)
    #expect(desk.complaint == nil)
  }
}

/// When each transfer began and ended.
final class CommandLog: BusObserver {
  private let bitNanoseconds: UInt64
  private var commands: [(opcode: UInt8, start: UInt64)] = []
  private var silences: [UInt64] = []
  /// When the last bit so far was on the wire.
  private(set) var lastEnd: UInt64 = 0
  private(set) var backlights: [UInt8] = []
  private(set) var resetCount = 0

  init(bitNanoseconds: UInt64 = 16) { self.bitNanoseconds = bitNanoseconds }

  func command(_ opcode: UInt8, at time: UInt64) {
    commands.append((opcode, time))
    note(byteCount: 1, at: time)
  }

  func data(_ bytes: [UInt8], at time: UInt64) { note(byteCount: bytes.count, at: time) }
  func reset(_ level: PinLevel, at time: UInt64) { resetCount += 1 }
  func backlight(percent: UInt8, at time: UInt64) { backlights.append(percent) }

  private func note(byteCount: Int, at time: UInt64) {
    if time > lastEnd { silences.append(time - lastEnd) }
    lastEnd = time + UInt64(byteCount) * 8 * bitNanoseconds
  }

  func count(of opcode: UInt8) -> Int { commands.count { $0.opcode == opcode } }

  /// From the end of each `first` to the start of the `second` after it.
  func gaps(from first: UInt8, to second: UInt8) -> [UInt64] {
    var gaps: [UInt64] = []
    var end: UInt64?
    for (opcode, start) in commands {
      if opcode == second, let before = end {
        gaps.append(start - before)
        end = nil
      }
      if opcode == first { end = start + 8 * bitNanoseconds }
    }
    return gaps
  }

  func gap(from first: UInt8, to second: UInt8) -> UInt64? { gaps(from: first, to: second).first }

  func pauses(longerThan limit: UInt64) -> [UInt64] { silences.filter { $0 > limit } }

  /// Forgets what came so far.
  func removeAll() {
    commands = []
    silences = []
    backlights = []
    resetCount = 0
  }
}

import Firmware
import Testing

@testable import HostSim

/// A soak is a function of its seed, and sees what is wrong.
@Suite struct SoakTests {
  private static let hourMs: UInt64 = 3_600_000

  private func setup(
    _ seed: UInt64, hours: UInt64 = 2, _ groups: Set<FaultGroup> = Set(FaultGroup.allCases)
  ) -> SoakRun.Setup {
    SoakRun.Setup(seed: seed, durationMs: hours * Self.hourMs, groups: groups)
  }

  @Test func aSeedIsALife() {
    let runs = ([7, 7, 8] as [UInt64]).map { seed in
      let run = SoakRun(setup(seed))
      run.run()
      return run
    }
    #expect(runs.allSatisfy { $0.breach == nil }, "\(runs.map { $0.breach?.what })")
    let digests = runs.map { $0.record.digest }
    #expect(digests[0] == digests[1] && digests[0] != digests[2])
    let record = runs[0].record
    #expect(record.faults.count > 5 && record.requests > 500)
    let isRare: Set<Invariant> = [.coverLate, .backoff, .memory]
    for invariant in Invariant.allCases where !isRare.contains(invariant) {
      #expect(record.checks[invariant]! > 0, "\(invariant)")
    }
  }

  /// The faults of one group are the same whatever else is asked for, and never overlap.
  @Test func groupsAreDrawnApart() {
    let all = FaultPlan(seed: 3, durationMs: 24 * Self.hourMs, groups: Set(FaultGroup.allCases))
    for group in FaultGroup.allCases {
      let alone = FaultPlan(seed: 3, durationMs: 24 * Self.hourMs, groups: [group])
      #expect(alone.faults == all.faults.filter { $0.kind.group == group } && !alone.faults.isEmpty)
      for (fault, next) in zip(alone.faults, alone.faults.dropFirst()) {
        #expect(fault.endsMs < next.beginsMs)
        #expect(alone.active(group, at: fault.endsMs) == nil)
        let isQuietThere = alone.isQuiet(from: fault.beginsMs, to: fault.beginsMs)
        #expect(!isQuietThere, "at \(fault)")
        let isQuiet = alone.isQuiet(from: fault.endsMs + 1, to: next.beginsMs - 1)
        #expect(isQuiet, "after \(fault)")
        if fault.kind.isOfMoment { continue }
        #expect(alone.active(group, at: fault.beginsMs) == fault)
        #expect(alone.active(group, at: fault.endsMs - 1) == fault)
      }
    }
  }

  /// A gateway that lies, of which the judge does not know, and faults after half a minute, of which
  /// it does.
  private func breach(
    _ wrap: (GatewayProgram) -> GatewayProgram = { $0 }, faults: [FaultKind] = [],
    heap: @escaping () -> Int? = { nil },
    meddle: @escaping (UInt64, SimulatedDesk, SoakJudge) -> Void = { _, _, _ in }
  ) -> Invariant? {
    var setup = setup(1, hours: 3, [])
    setup.plan = FaultPlan(
      faults: faults.map { Fault(kind: $0, beginsMs: 30_000, endsMs: 30_000, value: 7) })
    let run = SoakRun(setup, wrap: wrap, heap: heap, meddle: meddle)
    run.run()
    return run.breach?.invariant
  }

  private func program(
    _ original: GatewayProgram, _ change: @escaping (UInt64, Bool, GatewayAnswer) -> GatewayAnswer
  ) -> GatewayProgram {
    var changed = GatewayProgram { change($0, $1, original.answer($0, $1)) }
    (changed.firmware, changed.networkTrouble) = (original.firmware, original.networkTrouble)
    return changed
  }

  private static func replace(
    _ answer: GatewayAnswer, _ old: String, _ new: String
  ) -> GatewayAnswer {
    guard case .document(let bytes) = answer else { return answer }
    return .document(Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8))
  }

  @Test func withoutFaultsAllHolds() { #expect(breach() == nil) }

  @Test func anotherTitleIsSeen() {
    #expect(breach { program($0) { Self.replace($2, "title\":\"", "title\":\"A") } } == .glass)
  }

  @Test func anotherPictureIsSeen() {
    let other = SoakCatalogue.shared.items[3].coverTail!
    #expect(
      breach { original in
        program(original) { ms, withCover, answer in
          guard withCover, case .document(let bare) = original.answer(ms, false) else {
            return answer
          }
          return .document(bare.dropLast() + other)
        }
      } == .coverTitle)
  }

  @Test func aPositionThatIsOffIsSeen() {
    #expect(
      breach { program($0) { Self.replace($2, "progress_ms\":", "progress_ms\":9") } } == .progress)
  }

  @Test func aCoverThatNeverComesIsSeen() {
    #expect(
      breach { program($0) { $1 ? .status(500, retryAfter: nil) : $2 } } == .coverLate)
  }

  @Test func aDarkGlassIsSeen() {
    #expect(
      breach(meddle: { ms, desk, _ in
        if ms > 60_000 { desk.model.backlight(percent: 0) }
      }) == .blank)
  }

  @Test func aRuleOfThePanelIsSeen() {
    var isDone = false
    #expect(
      breach(meddle: { ms, desk, _ in
        if ms > 60_000 && !isDone {
          isDone = true
          // A command of no controller.
          desk.model.command(0xFF)
        }
      }) == .panelRules)
  }

  /// What the datasheet asks for after a reset by command, and is not waited for.
  @Test func aWaitThatIsCutShortIsSeen() {
    var isDone = false
    #expect(
      breach(meddle: { ms, desk, _ in
        if ms > 60_000 && !isDone {
          isDone = true
          desk.model.command(0x01)
          desk.model.command(0x11)
        }
      }) == .panelTiming)
  }

  /// The same pixels once more: where the cover stands and nobody asked for another, past the glass,
  /// where the memory goes on, and where lines may move.
  @Test(
    arguments: [(60, .dirtyRectangles), (10, .dirtyRectangles), (270, nil)] as [(Int, Invariant?)])
  func aWindowWhereNothingChangedIsSeen(_ row: Int, _ expected: Invariant?) {
    var isDone = false
    #expect(
      breach(meddle: { ms, desk, _ in
        if ms > 60_000 && !isDone {
          isDone = true
          Self.redraw(row, desk)
        }
      }) == expected)
  }

  /// Writes into a row of the memory what is there already.
  private static func redraw(_ row: Int, _ desk: SimulatedDesk) {
    let place = [UInt8(row >> 8), UInt8(row & 0xFF)]
    desk.model.command(0x2A, [0, 0, 0, 239])
    desk.model.command(0x2B, place + place)
    desk.model.command(0x2C)
    for column in 0..<240 {
      let pixel = desk.model.memory[column: column, row: row]
      desk.model.data([UInt8(pixel >> 8), UInt8(pixel & 0xFF)])
    }
  }

  @Test func aSecretInALineIsSeen() {
    #expect(
      breach(meddle: { ms, _, judge in
        if ms > 60_000 { judge.tell("GET /sleeve.bin?token=\(SoakFirmware.secret)") }
      }) == .secrets)
  }

  @Test func aDeepStackAndAGrowingHeapAreSeen() {
    #expect(
      breach(meddle: { ms, _, judge in if ms > 60_000 { judge.noteStack(60_000) } }) == .stack)
    var byteCount = 50_000_000
    #expect(
      breach(heap: {
        byteCount += 4_000_000
        return byteCount
      }) == .memory)
  }

  /// A gateway that fails is asked every four seconds for two minutes: not too soon for a pace, but
  /// waits that do not grow.
  @Test func waitsThatDoNotGrowAreSeen() {
    let clock = VirtualClock()
    let setup = setup(1, hours: 1, [])
    let traffic = SoakTraffic(clock: clock, startMs: 0, plan: setup.plan, life: setup.life)
    for _ in 0..<40 {
      traffic.checkPace(.metadata)
      _ = traffic.begin(.metadata, deadlineMs: Limits.metadataDeadlineMs)
      clock.advance(milliseconds: 4_000)
      traffic.note(.failed(.broken), .metadata)
    }
    #expect(traffic.breach == nil && traffic.backoffBreach != nil)
  }

  @Test func aPixelIsSeen() {
    #expect(
      breach(meddle: { ms, desk, _ in
        if ms > 60_000 { desk.model.memory[column: 40, row: 65] = 0x1234 }
      }) == .coverTitle)
  }

  /// A panel that reset itself is allowed a minute, and no more.
  @Test func aPanelThatIsNotSetUpAgainIsSeen() {
    #expect(
      breach(
        faults: [.panelReset],
        meddle: { ms, desk, _ in
          if ms > 70_000 { desk.model.discharge(seed: ms) }
        }) == .blank)
  }

  /// What the wires spoil is drawn again by itself; pixels that stay wrong are not excused by it.
  @Test(arguments: [FaultKind.lostBytes, .repeatedBytes, .panelReset])
  func aSpoiledGlassIsMended(_ kind: FaultKind) {
    #expect(breach(faults: [kind], meddle: { _, _, _ in }) == nil)
    #expect(
      breach(
        faults: [kind],
        meddle: { ms, desk, _ in
          if ms > 60_000 { desk.model.memory[column: 3, row: 290] = 0x1234 }
        }) == .glass)
  }

  /// The wires change what the panel gets, and not how much.
  @Test(arguments: [FaultKind.lostBytes, .repeatedBytes])
  func wiresSpoilOneTransfer(_ kind: FaultKind) throws {
    let desk = SimulatedDesk()
    let wires = SoakWires(desk: desk, startMs: 0)
    var bus = FaultyBus(inner: CountingBus(), wires: wires)
    let bytes = Array(UInt8(1)...64)
    wires.begin(Fault(kind: kind, beginsMs: 0, endsMs: 0, value: 2))
    #expect(wires.spoiledMs == nil)
    try bus.pixels(bytes.span)
    try bus.pixels(bytes.span)
    #expect(bus.inner.sent.map(\.count) == [64, 64])
    #expect(bus.inner.sent[0] != bytes && bus.inner.sent[1] == bytes)
    #expect(wires.spoiledMs == 0)
  }

  @Test func anOlderImageIsSeen() throws {
    let board = SoakBoard(desk: SimulatedDesk(), seed: 1)
    #expect(board.boot()?.slot == .first)
    board.noteConfirmed()
    #expect(!board.isDowngraded)
    let (flash, layout) = (board.chip.flash, board.chip.layout)
    let older = try #require(
      SoakFirmware.shared.images.indices.first { SoakFirmware.fate($0) == .olderSecurity })
    flash.preload(SoakFirmware.shared.images[older], at: layout.secondSlot.lowerBound)
    let entry = SimulatedBootloader.Entry(sequence: 4, state: .valid)
    flash.preload(entry.bytes, at: layout.otadata.lowerBound)
    #expect(board.boot()?.slot == .second)
    #expect(board.isDowngraded)
    flash.preload([0], at: layout.firstSlot.lowerBound)
    flash.preload([0], at: layout.secondSlot.lowerBound)
    #expect(board.boot() == nil)
  }

  /// Power that goes while the bootloader writes is power that comes back.
  @Test func aCutAtTheStartIsLivedThrough() {
    let board = SoakBoard(desk: SimulatedDesk(), seed: 1)
    board.losePower(Fault(kind: .cut, beginsMs: 0, endsMs: 0, value: 0))
    #expect(board.boot()?.slot == .first && board.isPowered)
  }

  /// What it takes is two faults of many, wherever they are.
  @Test(arguments: [[0, 39], [17, 18], [39], []])
  func faultsAreLeftOut(_ needed: [Int]) {
    var setup = setup(1, hours: 24, [.net])
    setup.plan = FaultPlan(faults: Array(setup.plan.faults.prefix(40)))
    let faults = needed.map { setup.plan.faults[$0] }
    var shrinker = FaultShrinker(setup) { setup in
      faults.allSatisfy { setup.plan.faults.contains($0) }
    }
    #expect(shrinker.shrink() == faults)
  }

  @Test func theCommandTellsWhatItDid() throws {
    let scratch = try Scratch()
    let words = ["soak", "--seed", "4", "--hours", "1", "--out", scratch.path("soak")]
    let said = hostsim(words)
    #expect(said.status == 0 && said.err.isEmpty)
    #expect(said.out.last?.hasPrefix("digest: ") == true && said.out.count == 12, "\(said.out)")
    #expect(hostsim(words).out == said.out)
    #expect(hostsim("soak", "--hours", "1", "--faults", "net").out.last != said.out.last)
    #expect(hostsim("soak", "--faults", "net,rain").status == 2)
    #expect(hostsim("soak", "--hours", "0").status == 2)
    #expect(hostsim("soak", "x").status == 2)
  }
}

/// Keeps what it is sent.
private struct CountingBus: DisplayBus {
  var sent: [[UInt8]] = []

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(SimulatedBusFailure) {}
  mutating func pixels(_ bytes: Span<UInt8>) throws(SimulatedBusFailure) {
    sent.append(bytes.withUnsafeBufferPointer { Array($0) })
  }
  mutating func setReset(_ level: PinLevel) throws(SimulatedBusFailure) -> ResetPin { .absent }
  mutating func setBacklight(percent: UInt8) throws(SimulatedBusFailure) {}
}

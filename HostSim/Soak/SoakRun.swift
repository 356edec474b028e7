import BuiltIn
import Firmware

/// A life of the whole device with its updater, in virtual time: faults happen to it, and a judge
/// looks at what it makes of them.
final class SoakRun {
  typealias SoakClient = FaultyClient<SimulatedClient>
  typealias SoakDevice = Device<
    FaultyBus<SimulatedDisplayBus>, SoakClient, FaultyTime<SimulatedTime>
  >
  typealias SoakUpdater = Updater<
    SoakClient, FaultyFlash<SimulatedUpdateFlash>, LibcryptoVerifier, SHA256
  >

  /// What a run follows from.
  struct Setup: Sendable {
    let seed: UInt64
    var durationMs: UInt64
    let life: SoakLife
    var plan: FaultPlan
    /// Where the board's clock stands at the start, milliseconds.
    let startMs: UInt64

    init(seed: UInt64, durationMs: UInt64, groups: Set<FaultGroup>) {
      self.seed = seed
      self.durationMs = durationMs
      life = SoakLife(seed: seed, durationMs: durationMs)
      plan = FaultPlan(seed: seed, durationMs: durationMs, groups: groups)
      startMs = groups.contains(.clock) ? Self.clockStart(seed, durationMs) : 0
    }

    /// A clock of 32 bits wraps after 49.7 days, and after half of them times compare the other way
    /// around: most runs pass by one of both.
    private static func clockStart(_ seed: UInt64, _ durationMs: UInt64) -> UInt64 {
      var random = SeededGenerator(seed: seed &+ 0xC10C)
      let beforeMs = UInt64.random(in: 0...min(durationMs, 1 << 30), using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return 0
      case 1: return (1 << 31) - beforeMs
      case 2: return UInt64.random(in: 0..<1 << 32, using: &random)
      default: return (1 << 32) - beforeMs
      }
    }
  }

  /// From a restart to the firmware's first instruction: the ROM and the bootloader.
  private static let bootMs: UInt32 = 350

  /// How long a loop hangs: longer than any task waits, and than its silence is taken for.
  private static let hangMs: UInt32 = 180_000

  /// Passes of the loop from one measurement of the stack to the next.
  private static let looksPerProbe = 64
  /// From one look at the heap to the next, milliseconds.
  private static let heapMs: UInt64 = 600_000

  static let layout = ScreenLayout(size: Size(width: 240, height: 280))
  static let coverArea = layout.cover
  static let place = (width: Int(coverArea.size.width), height: Int(coverArea.size.height))
  /// Where a time stands: for some seconds after an answer of another kind the one that has passed.
  static let timePlace: Rect = {
    let line = layout.detail
    let columns = min(line.size.width, 90)
    return Rect(
      x: line.origin.x + line.size.width - columns, y: line.origin.y, width: columns,
      height: line.size.height)
  }()
  /// What is below the cover.
  static let strip = Rect(
    x: 0, y: coverArea.size.height, width: 240, height: 280 - coverArea.size.height)

  let setup: Setup
  private let desk: SimulatedDesk
  private let traffic: SoakTraffic
  private let wires: SoakWires
  private let judge: SoakJudge
  private let program: GatewayProgram
  private let board: SoakBoard
  private let radio: SimulatedRadio
  private var restartsInVain: UInt8 = 0
  private var starts: UInt64 = 0
  /// The next fault of the plan that has not begun.
  private var nextFault = 0

  /// What else happens after each pass, of which the judge knows nothing.
  private let meddle: (_ milliseconds: UInt64, SimulatedDesk, SoakJudge) -> Void
  /// Bytes of the heap in use.
  private let heap: () -> Int?
  private var heapDueMs: UInt64 = 0

  /// - Parameters:
  ///   - wrap: Stands between the gateway and its faults.
  ///   - heap: Bytes of the heap in use, where nobody else uses it meanwhile.
  init(
    _ setup: Setup, wrap: (GatewayProgram) -> GatewayProgram = { $0 },
    heap: @escaping () -> Int? = { nil },
    meddle: @escaping (_ milliseconds: UInt64, SimulatedDesk, SoakJudge) -> Void = { _, _, _ in }
  ) {
    self.setup = setup
    self.heap = heap
    self.meddle = meddle
    desk = SimulatedDesk(seed: setup.seed)
    desk.clock.advance(nanoseconds: setup.startMs * 1_000_000)
    traffic = SoakTraffic(
      clock: desk.clock, startMs: setup.startMs, plan: setup.plan, life: setup.life)
    wires = SoakWires(desk: desk, startMs: setup.startMs)
    judge = SoakJudge(
      desk: desk, traffic: traffic, wires: wires, plan: setup.plan, life: setup.life)
    var program = wrap(
      FaultyGateway(plan: setup.plan, life: setup.life, startMs: setup.startMs).program)
    let startMs = setup.startMs
    program.firmware = { SoakFirmware.shared.offer(at: $0 - startMs) }
    self.program = program
    board = SoakBoard(desk: desk, seed: setup.seed)
    radio = SimulatedRadio(clock: desk.clock, trouble: program.networkTrouble)
  }

  /// What did not hold; nil where all did so far.
  var breach: Breach? { judge.breach }

  var record: SoakRecord {
    var record = judge.record
    record.requests = traffic.counts.reduce(0, +)
    return record
  }

  private var milliseconds: UInt64 { traffic.milliseconds }
  private var isOver: Bool { milliseconds >= setup.durationMs || judge.breach != nil }

  /// Lives to the end, or until something does not hold.
  func run() {
    while !isOver {
      judge.record.noteCheck(.bootable)
      guard let outcome = board.boot() else { return judge.fail(.bootable, "nothing boots") }
      judge.record.noteCheck(.securityVersion)
      if board.isDowngraded {
        judge.fail(.securityVersion, "boots version \(outcome.image.version), which is older")
      }
      let reason = live(outcome)
      if let reason { judge.record.noteRestart(reason.rawValue, at: milliseconds) }
      if reason == .power { restartsInVain = 0 }
      desk.clock.advance(milliseconds: Self.bootMs)
    }
  }

  /// Why a life ended.
  private enum Restart: String { case supervisor, update, power, request, watchdog, crash }

  /// From a start to a restart; nil at the end of the run.
  private func live(_ outcome: BootOutcome) -> Restart? {
    starts += 1
    traffic.restart()
    wires.restart()
    radio.reset()
    judge.start()
    judge.record.note("boots version \(outcome.image.version)", at: milliseconds)
    let crashMs = SoakFirmware.crashes(outcome.image.version) ? milliseconds + 2_000 : .max
    var supervisor = Supervisor(network: radio, restartsInVain: restartsInVain)
    defer { restartsInVain = supervisor.restartsInVain }
    var device = makeDevice(outcome.version)
    var updater = makeUpdater(outcome)
    var watchdog = BoardWatchdog(now: desk.now)
    var updaterDue = desk.now
    var supervisorDue = desk.now
    while !isOver {
      if let restart = beginFaults(&device) { return restart }
      if desk.now.hasReached(supervisorDue) {
        let now = desk.now
        supervisorDue = supervisor.step(now: now, of: &device)
        judge.noteStep(supervisorDue, at: now, of: "the supervisor")
      }
      if desk.now.hasReached(device.due(now: desk.now)) {
        let now = desk.now
        let isMeasured = judge.record.looks % Self.looksPerProbe == 0
        if isMeasured { built_in_paint_stack() }
        judge.noteStep(device.step(now: now), at: now, of: "the device")
        if isMeasured { judge.noteStack(built_in_used_stack()) }
      }
      if desk.now.hasReached(updaterDue) {
        let now = desk.now
        updaterDue = updater.step(now: now, of: &device)
        judge.noteStep(updaterDue, at: now, of: "the updater")
      }
      if let event = updater.takeEvent() {
        if event == .confirmed { board.noteConfirmed() }
        judge.tell(event)
      }
      if let event = supervisor.takeEvent() { judge.tell(event.text) }
      while let event = device.takeEvent() { judge.tell(event.text) }
      meddle(milliseconds, desk, judge)
      judge.look(device)
      lookAtHeap()
      if let complaint = board.complaint { judge.fail(.flashRules, complaint) }
      if watchdog.bites(isHealthy: device.isHealthy(now: desk.now), now: desk.now) {
        judge.fail(.heartbeat, "the watchdog restarts the board")
      }
      if !board.isPowered {
        board.losePower()
        return .power
      }
      if supervisor.wantsRestart { return .supervisor }
      if updater.wantsRestart { return .update }
      if milliseconds >= crashMs { return .crash }
      sleep(until: device.due(now: desk.now).earlier(updaterDue).earlier(supervisorDue))
    }
    return nil
  }

  private func lookAtHeap() {
    if milliseconds < heapDueMs { return }
    heapDueMs = milliseconds + Self.heapMs
    if let byteCount = heap() { judge.noteMemory(byteCount) }
  }

  private func sleep(until due: Instant) {
    let leftMs = UInt32(clamping: Int(setup.durationMs) - Int(milliseconds))
    desk.wait(until: due.earlier(desk.now + min(BoardWatchdog.passMs, leftMs)))
  }

  /// Lets those faults happen whose moment has come; returns how the life ends where one ends it.
  private func beginFaults(_ device: inout SoakDevice) -> Restart? {
    while nextFault < setup.plan.faults.count,
      setup.plan.faults[nextFault].beginsMs <= milliseconds
    {
      let fault = setup.plan.faults[nextFault]
      nextFault += 1
      judge.record.faults[fault.kind, default: 0] += 1
      judge.record.note(fault.text, at: milliseconds)
      switch fault.kind {
      case .wifiForgotten: radio.fault = .forgotten
      case .wifiSilent: radio.fault = .silent(endsWith: fault.value & 1 == 0 ? .radio : .board)
      case .lostBytes, .repeatedBytes, .panelReset: wires.begin(fault)
      case .flippedBit: board.flipBit(fault)
      case .wornCell: board.wearCell(fault)
      case .tornWrite: board.tearWrite(fault)
      case .cut:
        board.losePower(fault)
        return .power
      case .restart: return .request
      case .hang:
        desk.clock.advance(milliseconds: Self.hangMs)
        if device.isHealthy(now: desk.now) {
          judge.fail(.heartbeat, "the loop hangs, and the watchdog would be fed")
        }
        return .watchdog
      default: break
      }
    }
    return nil
  }

  private func makeClient(_ role: SoakTraffic.Role) -> SoakClient {
    let seed = setup.seed &+ starts &* 3 &+ UInt64(role.rawValue)
    return FaultyClient(
      SimulatedClient(clock: desk.clock, program: program, radio: radio, seed: seed), role,
      traffic)
  }

  private func makeDevice(_ version: Version) -> SoakDevice {
    let time = SimulatedTime(
      clock: desk.clock, startMs: UInt64(GatewayProgram.epochMs) - setup.startMs,
      settledMs: setup.startMs + 2_000)
    return SoakDevice(
      bus: FaultyBus(inner: desk.bus, wires: wires), metadataClient: makeClient(.metadata),
      coverClient: makeClient(.cover),
      time: FaultyTime(inner: time, plan: setup.plan, traffic: traffic), version: version,
      fallback: FallbackFont.shipped, seed: UInt32(truncatingIfNeeded: setup.seed &+ starts),
      now: desk.now)
  }

  private func makeUpdater(_ outcome: BootOutcome) -> SoakUpdater {
    SoakUpdater(
      client: makeClient(.updater),
      flash: FaultyFlash(
        inner: board.updateFlash(of: outcome.slot), plan: setup.plan, traffic: traffic,
        random: SeededGenerator(seed: setup.seed &+ starts)),
      verifier: LibcryptoVerifier(), identity: outcome.identity,
      deviceID: ShortText(Array("hostsim".utf8).span),
      seed: UInt32(truncatingIfNeeded: setup.seed &+ starts))
  }
}

import Firmware

/// The firmware on a desk, in virtual time.
final class Simulation {
  typealias SimulatedDevice = Device<SimulatedDisplayBus, SimulatedClient, SimulatedTime>

  let desk: SimulatedDesk
  private let program: GatewayProgram
  private let configuration: Configuration
  private let seed: UInt64
  private let chip: SimulatedChip
  /// Whether the gateway ever gave an answer of use.
  private(set) var hasAnswered = false
  /// Of the first answer that was of no use, in words.
  private(set) var firstFailure: String?
  /// How often the watchdog restarted the board.
  private(set) var watchdogRestarts = 0
  /// Restarts in a row that brought no network.
  private var restartsInVain: UInt8 = 0
  /// From a restart to the firmware's first instruction: the ROM and the bootloader.
  private static let bootMs: UInt32 = 350

  init(
    program: GatewayProgram, _ configuration: Configuration = Configuration(),
    glass: SimulatedGlass = .size240x280, seed: UInt64, logs: BusLogs
  ) {
    desk = SimulatedDesk(glass: glass, seed: seed)
    self.configuration = configuration
    let firmware = SimulatedFirmware()
    chip = SimulatedChip(
      image: firmware.old, images: firmware.images, clock: desk.clock, seed: seed)
    logs.attach(to: desk.wiring)
    self.program = program
    self.seed = seed
  }

  /// Runs for `durationMs` and adds a picture at each change of screen and at the end.
  func run(durationMs: Int, _ timeline: Timeline) throws(CommandFailure) {
    while milliseconds < durationMs {
      guard let outcome = try? chip.boot() else { throw .failed("nothing boots") }
      try run(outcome, durationMs, timeline)
      if milliseconds < durationMs { desk.clock.advance(milliseconds: Self.bootMs) }
    }
    try timeline.add("end", picture, at: milliseconds)
  }

  /// Runs what was started until the end, or until the board restarts.
  private func run(
    _ outcome: BootOutcome, _ durationMs: Int, _ timeline: Timeline
  ) throws(CommandFailure) {
    var supervisor = Supervisor(network: makeRadio(), restartsInVain: restartsInVain)
    defer { restartsInVain = supervisor.restartsInVain }
    var device = makeDevice(outcome.version, radio: supervisor.network)
    var updater = chip.updater(
      in: outcome, client: makeClient(supervisor.network, seed: seed &+ 1), seed: seed)
    var watch = ScreenWatch()
    var updaterDue = desk.now
    var supervisorDue = desk.now
    var watchdog = BoardWatchdog(now: desk.now)
    while milliseconds < durationMs && !updater.wantsRestart && !supervisor.wantsRestart {
      if desk.now.hasReached(supervisorDue) {
        supervisorDue = supervisor.step(now: desk.now, of: &device)
      }
      if desk.now.hasReached(device.due(now: desk.now)) { _ = device.step(now: desk.now) }
      if desk.now.hasReached(updaterDue) { updaterDue = updater.step(now: desk.now, of: &device) }
      if let event = updater.takeEvent() { timeline.note(event.text, at: milliseconds) }
      if let event = supervisor.takeEvent() { timeline.note(event.text, at: milliseconds) }
      while let event = device.takeEvent() { note(event, timeline) }
      hasAnswered = hasAnswered || device.hasAnswered
      let face = watch.newFace(
        device.shownFace, track: device.trackNumber, isSettled: device.isSettled)
      if let face { try timeline.add("\(face)", picture, at: milliseconds) }
      if watchdog.bites(isHealthy: device.isHealthy(now: desk.now), now: desk.now) {
        watchdogRestarts += 1
        return timeline.note("the watchdog restarts the board", at: milliseconds)
      }
      let due = device.due(now: desk.now).earlier(updaterDue).earlier(supervisorDue)
      timeline.progress(at: milliseconds, of: durationMs)
      // Not beyond the end of the run.
      let leftMs = UInt32(clamping: durationMs - Int(milliseconds))
      desk.wait(until: due.earlier(desk.now + min(BoardWatchdog.passMs, leftMs)))
    }
  }

  private func note(_ event: DeviceEvent, _ timeline: Timeline) {
    if case .failed(.nowPlaying, let failure, _, _) = event, failure != .network(.noNetwork),
      firstFailure == nil
    {
      firstFailure = failure.text
    }
    timeline.note(event.text, at: milliseconds)
  }

  private func makeRadio() -> SimulatedRadio {
    SimulatedRadio(clock: desk.clock, trouble: program.networkTrouble)
  }

  private func makeClient(_ radio: SimulatedRadio, seed: UInt64) -> SimulatedClient {
    SimulatedClient(clock: desk.clock, program: program, radio: radio, seed: seed)
  }

  private func makeDevice(_ version: Version, radio: SimulatedRadio) -> SimulatedDevice {
    SimulatedDevice(
      bus: desk.bus,
      metadataClient: makeClient(radio, seed: seed), coverClient: makeClient(radio, seed: ~seed),
      time: SimulatedTime(clock: desk.clock), version: version,
      configuration: configuration, fallback: FallbackFont.shipped,
      seed: UInt32(truncatingIfNeeded: seed), now: desk.now)
  }

  /// What the firmware did that it must not, the first of it.
  var complaint: String? {
    if let complaint = desk.complaint ?? chip.complaint { return complaint }
    return watchdogRestarts == 0
      ? nil : "the watchdog restarted the board; restarts: \(watchdogRestarts)"
  }

  /// The glass as a person sees it, who has turned the module.
  private var picture: Picture { desk.picture.viewed(configuration.rotation.viewer) }

  private var milliseconds: UInt64 { desk.clock.nanoseconds / 1_000_000 }
}

/// SNTP on the virtual clock.
struct SimulatedTime: TimeSource {
  let clock: VirtualClock
  /// Unix time when the clock stood at 0, milliseconds.
  var startMs = UInt64(GatewayProgram.epochMs)
  /// When the first answer comes.
  var settledMs: UInt64 = 2_000

  func unixMilliseconds() -> UInt64? {
    let milliseconds = clock.nanoseconds / 1_000_000
    return milliseconds < settledMs ? nil : startMs &+ milliseconds
  }
}

import Firmware

/// The firmware on a desk, in virtual time.
final class Simulation {
  typealias SimulatedDevice = Device<SimulatedDisplayBus, SimulatedClient, SimulatedTime>

  let desk: SimulatedDesk
  private let program: GatewayProgram
  private let seed: UInt64

  init(program: GatewayProgram, seed: UInt64, logs: BusLogs) {
    desk = SimulatedDesk(seed: seed)
    logs.attach(to: desk.wiring)
    self.program = program
    self.seed = seed
  }

  /// Runs for `durationMs` and adds a picture at each change of screen and at the end.
  func run(durationMs: Int, _ timeline: Timeline) throws(CommandFailure) {
    var device = makeDevice()
    var shown: Shown?
    while milliseconds < durationMs {
      device.update = program.update(milliseconds)
      let next = device.step(now: desk.now)
      if let face = device.shownFace, device.isSettled {
        let seen = Shown(face: face, track: face.showsTrack ? device.trackNumber : 0)
        if seen != shown { try timeline.add("\(face)", desk.picture, at: milliseconds) }
        shown = seen
      }
      desk.wait(until: next)
    }
    try timeline.add("end", desk.picture, at: milliseconds)
  }

  func makeDevice(_ configuration: Configuration = Configuration()) -> SimulatedDevice {
    SimulatedDevice(
      bus: desk.bus,
      metadataClient: SimulatedClient(clock: desk.clock, program: program, seed: seed),
      coverClient: SimulatedClient(clock: desk.clock, program: program, seed: ~seed),
      time: SimulatedTime(clock: desk.clock), version: Version("0.0.0"),
      configuration: configuration,
      fallback: FallbackFont.load(FallbackFont.shippedFile),
      seed: UInt32(truncatingIfNeeded: seed), now: desk.now)
  }

  /// What makes a new picture in the timeline, once it is drawn to its end.
  private struct Shown: Equatable {
    var face: Face
    var track: UInt32
  }

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

extension Face {
  /// Whether it is about an item.
  fileprivate var showsTrack: Bool { self == .playing || self == .paused }
}

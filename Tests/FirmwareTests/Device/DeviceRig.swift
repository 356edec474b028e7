@testable import Firmware
@testable import HostSim

/// A device on a desk, stepped by a test as a board's loop does, its watchdog included.
final class DeviceRig {
  let desk: SimulatedDesk
  var device: Simulation.SimulatedDevice
  /// What the board has in place of a cable.
  private let radio: SimulatedRadio?
  private var supervisor: Supervisor<SimulatedRadio>
  private(set) var supervisorEvents: [(event: SupervisorEvent, ms: UInt64)] = []
  private let makeDevice: (SimulatedDesk) -> Simulation.SimulatedDevice
  private var watchdog: BoardWatchdog
  /// How often the watchdog has restarted the board.
  private(set) var restarts = 0
  private(set) var events: [DeviceEvent] = []
  /// How often the device was stepped.
  private(set) var steps = 0

  init(
    _ program: GatewayProgram, _ configuration: Configuration = Configuration(),
    network: SimulatedNetwork = SimulatedNetwork(handshakeMs: 0), seed: UInt64 = 1,
    time: SimulatedTime? = nil, startMs: UInt64 = 0, bootNote: StaticString = "",
    isSupplyWeak: Bool = false, desk: SimulatedDesk = SimulatedDesk(),
    radio: SimulatedRadio? = nil
  ) {
    self.desk = desk
    desk.clock.advance(nanoseconds: startMs * 1_000_000)
    makeDevice = { desk in
      Simulation.SimulatedDevice(
        bus: desk.bus,
        metadataClient: SimulatedClient(
          clock: desk.clock, program: program, network: network, radio: radio, seed: seed),
        coverClient: SimulatedClient(
          clock: desk.clock, program: program, network: network, radio: radio, seed: ~seed),
        time: time ?? SimulatedTime(clock: desk.clock), version: Version("1.2.3"),
        bootNote: bootNote, isSupplyWeak: isSupplyWeak,
        configuration: configuration, seed: UInt32(truncatingIfNeeded: seed), now: desk.now)
    }
    device = makeDevice(desk)
    watchdog = BoardWatchdog(now: desk.now)
    self.radio = radio
    supervisor = Supervisor(network: radio ?? SimulatedRadio(clock: desk.clock) { _ in nil })
  }

  // Plain values, for the macros of the tests.
  var isSettled: Bool { device.isSettled }
  var problemEnd: CivilTime? { device.content.problemEnd }
  var isCoverShown: Bool { device.isCoverShown }
  var shownFace: Face? { device.shownFace }
  var displayResets: UInt32 { device.watchdog.resets }
  var restartsInVain: UInt8 { supervisor.restartsInVain }
  var isHealthy: Bool { device.isHealthy(now: desk.now) }

  var milliseconds: UInt64 { desk.clock.nanoseconds / 1_000_000 }

  /// Steps until `end` milliseconds after the start; calls `look` after each step.
  func run(untilMs end: UInt64, look: (DeviceRig) -> Void = { _ in }) {
    var spins = 0
    while milliseconds < end {
      let supervisorDue = supervise()
      let next = device.step(now: desk.now)
      steps += 1
      spins = next == desk.now ? spins + 1 : 0
      precondition(spins < 10_000, "the device spins at \(milliseconds) ms")
      while let event = device.takeEvent() { events.append(event) }
      look(self)
      let due = device.due(now: desk.now)
      sleep(
        until: due.earlier(supervisorDue ?? due).earlier(
          Instant(milliseconds: UInt32(truncatingIfNeeded: end))))
    }
  }

  /// Has the radio supervised, if there is one; returns when to be called again.
  private func supervise() -> Instant? {
    guard let radio else { return nil }
    let due = supervisor.step(now: desk.now, of: &device)
    if let event = supervisor.takeEvent() { supervisorEvents.append((event, milliseconds)) }
    if supervisor.wantsRestart {
      radio.reset()
      supervisor = Supervisor(network: radio, restartsInVain: supervisor.restartsInVain)
      restart()
    }
    return due
  }

  private func restart() {
    restarts += 1
    device = makeDevice(desk)
    watchdog = BoardWatchdog(now: desk.now)
  }

  /// Sleeps, and passes by the watchdog now and then.
  private func sleep(until moment: Instant) {
    repeat {
      desk.wait(until: moment.earlier(desk.now + BoardWatchdog.passMs))
      if watchdog.bites(isHealthy: isHealthy, now: desk.now) {
        return restart()
      }
    } while !desk.now.hasReached(moment)
  }

  /// When each face came onto the glass, in order.
  func faces(untilMs end: UInt64) -> [(face: Face, ms: UInt64)] {
    var faces: [(face: Face, ms: UInt64)] = []
    run(untilMs: end) { rig in
      if let face = rig.device.shownFace, face != faces.last?.face {
        faces.append((face, rig.milliseconds))
      }
    }
    return faces
  }
}

/// A document that plays an item with a cover of one colour, `side` pixels wide and high.
func track(
  _ title: String, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0, side: Int = 240
) -> NowPlayingDocument {
  var picture = Picture(width: side, height: side)
  for index in 0..<side * side {
    picture[index % side, index / side] = (red, green, blue)
  }
  return NowPlayingDocument(
    title: title, artist: "A", album: "B",
    cover: CoverEncoder.encode(picture, width: side, height: side),
    serverTimeMilliseconds: GatewayProgram.epochMs)
}

extension NowPlayingDocument {
  func answer(withCover: Bool) -> GatewayAnswer {
    .document(Array(json(withCover: withCover).utf8))
  }
}

/// What is answered from some seconds on.
func program(_ scenes: [(seconds: UInt64, answer: (Bool) -> GatewayAnswer)]) -> GatewayProgram {
  GatewayProgram { milliseconds, withCover in
    scenes.last { $0.seconds * 1_000 <= milliseconds }?.answer(withCover) ?? .silence
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// Days on which the driver, the access point and the gateway do what they like: the supervisor does
/// nothing too often, nothing at the wrong time, and the device is well in the end.
@Suite struct SupervisorPropertyTests {
  private static let minuteMs: UInt64 = 60_000
  /// A board's loop and the supervisor look once a second.
  private static let slackMs: UInt64 = 2_500

  @Test(arguments: [3, 4, 6] as [UInt64])
  func anyDayEndsWell(_ seed: UInt64) {
    let day = Day(seed: seed)
    let desk = SimulatedDesk()
    let radio = SimulatedRadio(clock: desk.clock, trouble: { day.trouble(at: $0) })
    let rig = DeviceRig(
      day.program, seed: seed, startMs: Day.beginsMs, desk: desk, radio: radio)
    let log = Log()
    rig.run(untilMs: Day.endsMs) { rig in
      if let fault = day.takeFault(at: rig.milliseconds) { radio.fault = fault }
      rig.setUp(isOffered: day.isSetUpOffered(at: rig.milliseconds))
      log.note(rig, radio, isUp: radio.state() == .up)
    }
    #expect(log.complaints == [], "seed \(seed)")
    rig.setUp(isOffered: false)
    // What the driver does stays. The longest wait for a restart of the board, and the backoff.
    rig.run(untilMs: Day.endsMs + 250 * Self.minuteMs)
    #expect(rig.shownFace == .playing, "seed \(seed)")
  }

  /// What a slow reading of the rules says against, step by step.
  private final class Log {
    private(set) var complaints: [String] = []
    private var seen = 0
    private var upSince: UInt64?
    /// Since when there is no address: the start, a loss, or a restart of the board.
    private var downSince = Day.beginsMs
    private var lastRadioRestart = Day.beginsMs
    private var lastLook: UInt64?
    private var lastRejoin: UInt64?
    private var wasOffered = false
    /// Until when the device waited to be set up.
    private var offered = Day.beginsMs
    private var wasPlaying = false
    private var boardRestarts = 0

    func note(_ rig: DeviceRig, _ radio: SimulatedRadio, isUp: Bool) {
      let now = rig.milliseconds
      for (call, ms) in radio.calls.dropFirst(seen) { judge(call, ms, now) }
      seen = radio.calls.count
      if rig.restarts > boardRestarts {
        boardRestarts = rig.restarts
        let isForMemory = rig.supervisorEvents.last?.event == .boardRestarts(.noMemory)
        let since = max(downSince, offered)
        expect(isForMemory || now + slackMs >= since + 30 * minuteMs, "board restarts", now)
        expect(!wasPlaying || isForMemory, "board restarts while it plays", now)
        (downSince, lastRadioRestart, upSince, lastLook) = (now, now, nil, nil)
      }
      if isUp && upSince == nil { upSince = now }
      if !isUp, let since = upSince {
        // The supervisor, which looks once a second, may have missed a shorter one.
        if now >= since + 1_100 { downSince = now }
        upSince = nil
      }
      wasPlaying = rig.device.isPlaying
      wasOffered = rig.device.isSetUpOffered
      if wasOffered { offered = now }
    }

    private func judge(_ call: SimulatedRadio.Call, _ ms: UInt64, _ now: UInt64) {
      switch call {
      case .start: break
      case .restartRadio:
        let since = max(downSince, lastRadioRestart, offered)
        expect(ms + slackMs >= since + 5 * minuteMs, "the radio restarts early", ms)
        expect(upSince == nil, "the radio restarts with an address", ms)
        lastRadioRestart = ms
      case .rejoin:
        let since = max(upSince ?? ms, lastRejoin ?? 0)
        expect(ms + slackMs >= since + 15 * minuteMs, "joins anew early", ms)
        lastRejoin = ms
      case .lookAround:
        let since = max(upSince ?? ms, lastLook ?? 0)
        expect(ms + slackMs >= since + 60 * minuteMs, "looks around early", ms)
        expect(!wasPlaying && !wasOffered, "looks around at the wrong time", ms)
        lastLook = ms
      }
    }

    private func expect(_ condition: Bool, _ complaint: String, _ ms: UInt64) {
      if !condition { complaints.append("\(complaint) at \(ms) ms") }
    }
  }

  /// A day drawn from a seed: what is wrong in which stretch of it.
  private final class Day {
    /// The device's clock wraps in the middle.
    static let beginsMs = (1 << 32) - 7 * 60 * minuteMs
    static let endsMs = beginsMs + 15 * 60 * minuteMs

    private enum Stretch {
      case fine, silent, setUp
      case offline(NetworkTrouble)
      case gatewayAway, refused, memory
    }
    private var stretches: [(beginsMs: UInt64, stretch: Stretch)] = []
    private var faults: [(ms: UInt64, fault: SimulatedRadio.Fault)] = []
    private let playing = track("Red", red: 255)

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      var ms = Self.beginsMs
      while ms < Self.endsMs {
        let kinds: [Stretch] = [
          .fine, .fine, .setUp, .silent, .offline(.outOfReach), .offline(.noAddress), .gatewayAway,
          .refused, .memory,
        ]
        stretches.append((ms, kinds.randomElement(using: &random)!))
        if Bool.random(using: &random) {
          let fault: [SimulatedRadio.Fault] = [
            .silent(endsWith: .radio), .silent(endsWith: .board), .forgotten, .refuses(-1),
          ]
          faults.append((ms, fault.randomElement(using: &random)!))
        }
        // From seconds to hours.
        ms += UInt64(1_000) << UInt64.random(in: 0...13, using: &random)
      }
    }

    /// The next fault that is due.
    func takeFault(at ms: UInt64) -> SimulatedRadio.Fault? {
      guard let first = faults.first, first.ms <= ms else { return nil }
      faults.removeFirst()
      return first.fault
    }

    func trouble(at ms: UInt64) -> NetworkTrouble? {
      switch stretch(at: ms) {
      case .offline(let trouble): trouble
      case .setUp: .other
      case .fine, .silent, .gatewayAway, .refused, .memory: nil
      }
    }

    func isSetUpOffered(at ms: UInt64) -> Bool {
      if case .setUp = stretch(at: ms) { true } else { false }
    }

    private func stretch(at ms: UInt64) -> Stretch {
      if ms >= Self.endsMs { return .fine }
      return stretches.last { $0.beginsMs <= ms }?.stretch ?? .fine
    }

    var program: GatewayProgram {
      GatewayProgram { [self] ms, withCover in
        switch stretch(at: ms) {
        case .fine, .offline, .setUp: playing.answer(withCover: withCover)
        case .silent: .silence
        case .gatewayAway: .failure(.noConnection)
        case .refused: .status(401, retryAfter: nil)
        case .memory: .failure(.noMemory)
        }
      }
    }
  }
}

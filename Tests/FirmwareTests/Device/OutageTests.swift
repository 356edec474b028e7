import Foundation
import Testing

@testable import Firmware
@testable import HostSim

/// Long trouble, with the board's watchdog: the device waits, and nothing restarts it.
@Suite struct OutageTests {
  private let red = track("Red", red: 255)

  private static let hour: UInt64 = 3_600_000

  /// The longest wait is five minutes.
  @Test func anHourWithoutTheGateway() {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if milliseconds < 60_000 || milliseconds >= 60_000 + Self.hour {
          return red.answer(withCover: withCover)
        }
        questions.note(milliseconds, withCover)
        return .failure(.noConnection)
      })
    rig.run(untilMs: 60_000 + Self.hour)
    #expect(rig.restarts == 0)
    #expect((12...60).contains(questions.documents.count), "\(questions.documents.count)")
    #expect(rig.shownFace == .noGateway)
    rig.run(untilMs: rig.milliseconds + 320_000)
    #expect(rig.shownFace == .playing)
    print("an hour without the gateway: 0 restarts, \(questions.documents.count) questions")
  }

  @Test func anHourOfRetryAfter() {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        return .status(503, retryAfter: "3600")
      })
    rig.run(untilMs: Self.hour)
    #expect(rig.restarts == 0)
    #expect(questions.documents.count == 1)
    #expect(questions.covers.isEmpty)
    // And again once the wait, and a little more, is over.
    rig.run(untilMs: Self.hour * 5 / 4)
    #expect(rig.restarts == 0)
    #expect(questions.documents.count == 2)
  }

  /// Asked for documents once a minute, and with an item without an end, a simulated day is short.
  @Test func aDayOfACoverThatIsNotThere() throws {
    let questions = Questions()
    var endless = red
    endless.durationMilliseconds = nil
    let document = endless
    var table = OneSetting(.pollPeriodMs, "60000")
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        return withCover ? .status(404, retryAfter: nil) : document.answer(withCover: false)
      }, Configuration(from: &table))
    rig.run(untilMs: 24 * Self.hour)
    #expect(rig.restarts == 0)
    #expect(rig.shownFace == .playing)
    // Every five minutes at most, half of that on average.
    #expect((288...800).contains(questions.covers.count), "\(questions.covers.count)")
    #expect(questions.documents.count > 1_400)
    print("a day of a missing cover: 0 restarts, \(questions.covers.count) questions for it")
  }

  /// What the watchdog is for: a task whose moment has passed by long ago.
  @Test func aLoopThatStopsIsNotHealthy() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    rig.run(untilMs: 30_000)
    #expect(rig.isHealthy)
    rig.desk.clock.advance(milliseconds: Limits.taskSilenceMs + 3_100)
    #expect(!rig.isHealthy)
  }

  /// The simulated watchdog restarts a board that is unhealthy for its timeout, so that the tests
  /// above can fail.
  @Test func theWatchdogBites() {
    var watchdog = BoardWatchdog(now: Instant(milliseconds: 5))
    func bites(_ isHealthy: Bool, _ ms: UInt32) -> Bool {
      watchdog.bites(isHealthy: isHealthy, now: Instant(milliseconds: ms))
    }
    #expect(!bites(true, 10_000))
    #expect(!bites(false, 29_999))
    #expect(bites(false, 30_000))
  }

  /// The simulated watchdog is the board's.
  @Test func theTimeoutIsTheBoards() throws {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent(
      "../../../../Board/esp-idf/sdkconfig.defaults"
    ).standardized
    let settings = try String(contentsOf: file, encoding: .utf8)
    let seconds = BoardWatchdog.timeoutMs / 1_000
    #expect(settings.contains("CONFIG_ESP_TASK_WDT_TIMEOUT_S=\(seconds)\n"))
  }

  // MARK: Retry-After

  /// Whoever is refused tells all others, and all come back together, a little late.
  @Test func aCoverThatIsRefusedStopsAllQuestions() {
    let questions = Questions()
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        if withCover && milliseconds < 100_000 { return .status(429, retryAfter: "120") }
        return red.answer(withCover: withCover)
      })
    rig.run(untilMs: 110_000)
    #expect(questions.covers.count == 1)
    let refused = questions.covers[0]
    // One that was under way already comes to its end.
    #expect(!questions.documents.contains { $0 > refused + 100 })
    #expect(rig.shownFace == .rateLimited)
    rig.run(untilMs: 160_000)
    #expect(questions.covers.count == 2 && questions.covers[1] >= refused + 120_000)
    #expect(questions.documents.filter { $0 > refused }.allSatisfy { $0 >= refused + 120_000 })
    #expect(rig.isCoverShown)
    #expect(rig.shownFace == .playing)
  }

  /// Nor does it matter that it was the updater who was refused: the glass says why it stands still.
  @Test func aPauseThatTheUpdaterWasToldIsShown() {
    var blue = track("Blue", blue: 255)
    blue.trackID = "blue"
    let later = blue
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) }), (70, { later.answer(withCover: $0) })]))
    rig.run(untilMs: 60_000)
    rig.device.pause.extend(600_000, now: rig.desk.now)
    rig.run(untilMs: 120_000)
    #expect(rig.shownFace == .rateLimited)
    rig.run(untilMs: 600_000)
    #expect(rig.shownFace == .rateLimited)
    rig.run(untilMs: 760_000)
    #expect(rig.shownFace == .playing && rig.desk.picture[13, 5] == (0, 0, 255))
  }

  /// A wish to be asked soon does not make the device ask sooner than after any other failure.
  @Test(arguments: ["0", "1", "Wed, 21 Oct 2015 07:28:00 GMT", nil] as [String?])
  func retryAfterOnlyLengthens(_ value: String?) {
    var counts: [Int] = []
    for seed in 1...2 {
      let questions = Questions()
      let rig = DeviceRig(
        GatewayProgram { milliseconds, withCover in
          questions.note(milliseconds, withCover)
          return .status(503, retryAfter: value)
        }, seed: UInt64(seed))
      rig.run(untilMs: 600_000)
      counts.append(questions.documents.count)
    }
    #expect(counts.allSatisfy { $0 <= 40 }, "\(counts)")
  }

  /// Whoever asks for a pause during a longer one changes nothing.
  @Test func aShorterPauseChangesNothing() {
    var pause = GatewayPause(jitter: Jitter(seed: 1))
    let now = Instant(milliseconds: 5)
    pause.extend(120_000, now: now)
    let before = pause.end(now: now)
    pause.extend(1_000, now: now)
    let after = pause.end(now: now)
    #expect(before == after)
  }

  /// A thousand devices that were refused in the same moment.
  @Test func devicesComeBackSpread() {
    var seconds: [UInt64: Int] = [:]
    for seed in 1...1_000 {
      var pause = GatewayPause(jitter: Jitter(seed: UInt32(seed)))
      let now = Instant(milliseconds: 7)
      pause.extend(120_000, now: now)
      guard let end = pause.end(now: now) else { return }
      let waitMs = end.milliseconds(since: now)
      #expect((120_000...137_000).contains(waitMs))
      seconds[UInt64(waitMs / 1_000), default: 0] += 1
    }
    #expect(seconds.values.allSatisfy { $0 < 100 }, "\(seconds)")
  }

  // MARK: Rest

  /// Under the clock there is nothing to do but to ask what plays.
  @Test func theClockDoesNotKeepTheBoardAwake() {
    var paused = red
    paused.isPlaying = false
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) }), (10, { paused.answer(withCover: $0) })]))
    rig.run(untilMs: 100_000)
    #expect(rig.shownFace == .idle)
    let before = rig.steps
    rig.run(untilMs: 160_000)
    // Twenty questions, each polled every 10 ms for up to 90 ms.
    #expect(rig.steps - before < 400, "\(rig.steps - before)")
    print("steps in a minute under the clock: \(rig.steps - before)")
  }

  /// The cover's request ends with its face.
  @Test func aRequestWhoseFaceHasGoneEnds() throws {
    let whole = Array(red.json(withCover: true).utf8)
    var paused = red
    paused.isPlaying = false
    let questions = Questions()
    var table = OneSetting(.idleDelayMs, "5000")
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        questions.note(milliseconds, withCover)
        if withCover { return .stalled(whole, after: 4_000) }
        return (milliseconds < 4_000 ? red : paused).answer(withCover: false)
      }, Configuration(from: &table))
    rig.run(untilMs: 20_000)
    #expect(rig.shownFace == .idle)
    let stalled = rig.device.cover.transfer.isActive || rig.device.coverClient.isOpen
    #expect(!stalled)
    let asked = questions.covers.count
    rig.run(untilMs: 200_000)
    #expect(questions.covers.count == asked)
  }

  /// A cover that failed, then a month of silence: its moment does not lie in the future again.
  @Test(arguments: [UInt64(31), 49])
  func aFailedCoverIsAskedForAfterAMonth(_ days: UInt64) {
    let month = days * 86_400_000
    var isThere = false
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if milliseconds > 20_000 && milliseconds < month { return .silence }
        if withCover && !isThere { return .status(404, retryAfter: nil) }
        return red.answer(withCover: withCover)
      })
    rig.run(untilMs: 200_000)
    // Silent days, of which a minute stands for all.
    while rig.milliseconds + 86_400_000 < month {
      rig.desk.clock.advance(nanoseconds: 86_000_000_000_000)
      rig.run(untilMs: rig.milliseconds + 70_000)
    }
    isThere = true
    rig.run(untilMs: month + 30_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
  }
}

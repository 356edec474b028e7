import Testing

@testable import Firmware
@testable import HostSim

/// The two tasks that share one connection by turns, and questions that a gateway may hold.
@Suite struct OneConnectionTests {
  /// What was asked for, and when.
  private final class Questions {
    var all: [(ms: UInt64, target: HTTPRequest.Target)] = []

    func times(_ isWanted: (HTTPRequest.Target) -> Bool) -> [UInt64] {
      all.filter { isWanted($0.target) }.map(\.ms)
    }

    var metadata: [UInt64] { times { if case .nowPlaying = $0 { true } else { false } } }
    var held: [UInt64] { times { if case .nowPlaying(since: .some) = $0 { true } else { false } } }
    var covers: [UInt64] { times { if case .cover = $0 { true } else { false } } }
  }

  private struct NotingClient: HTTPClient, ~Copyable {
    var inner: SimulatedClient
    let clock: VirtualClock
    let questions: Questions

    mutating func open(_ request: HTTPRequest) {
      questions.all.append((clock.nanoseconds / 1_000_000, request.target))
      inner.open(request)
    }

    mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent { inner.poll(&buffer) }

    mutating func cancel() { inner.cancel() }
  }

  private typealias NotingDevice = Device<SimulatedDisplayBus, NotingClient, SimulatedTime>

  /// Runs a device for `untilMs` and returns what it asked for; `meddle` is called before each step.
  private func run(
    _ program: GatewayProgram, latencyMs: UInt64 = 50, bytesPerSecond: UInt64 = 400_000,
    settings: [Setting: String] = [:], untilMs: UInt64,
    meddle: (inout NotingDevice, Instant) -> Void = { _, _ in }
  ) throws -> Questions {
    let desk = SimulatedDesk()
    let questions = Questions()
    var network = SimulatedNetwork(handshakeMs: 0)
    network.latencyMs = latencyMs...latencyMs
    network.bytesPerSecond = bytesPerSecond
    func client() -> NotingClient {
      NotingClient(
        inner: SimulatedClient(clock: desk.clock, program: program, network: network, seed: 1),
        clock: desk.clock, questions: questions)
    }
    var file = SettingsFile()
    for (setting, value) in settings { file.set(setting, value, option: "") }
    var device = NotingDevice(
      bus: desk.bus, metadataClient: client(), coverClient: client(),
      time: SimulatedTime(clock: desk.clock), version: Version("1.2.3"),
      configuration: try file.configuration(), seed: 1, now: desk.now)
    while desk.clock.nanoseconds < untilMs * 1_000_000 {
      meddle(&device, desk.now)
      desk.wait(until: device.step(now: desk.now))
    }
    return questions
  }

  /// Changes to another item at 6 s, long after the start.
  private static func playing(pollAfterMs: Int?) -> GatewayProgram {
    GatewayProgram { milliseconds, withCover in
      var document = milliseconds < 6_000 ? track("A", red: 255) : track("B", blue: 255)
      document.serverTimeMilliseconds = GatewayProgram.epochMs + Int(milliseconds)
      document.pollAfterMilliseconds = pollAfterMs
      return document.answer(withCover: withCover)
    }
  }

  @Test func aCoverIsAskedForAsSoonAsTheAnswerThatNamesItHasEnded() throws {
    let questions = try run(Self.playing(pollAfterMs: 5_000), latencyMs: 400, untilMs: 16_000)
    let told = try #require(questions.metadata.first { $0 >= 6_000 })
    #expect(questions.covers.count == 2)
    #expect((told + 400...told + 480).contains(questions.covers[1]))
  }

  /// A cover of 2 KB at that pace takes 1.1 s or 20 s, and the question is due after one.
  @Test(arguments: [(2_000, false), (100, true)] as [(UInt64, Bool)])
  func aQuestionWaitsForACoverButNotForLong(_ bytesPerSecond: UInt64, _ isLate: Bool) throws {
    let program = Self.playing(pollAfterMs: 1_000)
    let questions = try run(program, bytesPerSecond: bytesPerSecond, untilMs: 30_000)
    let cover = try #require(questions.covers.last)
    let next = try #require(questions.metadata.first { $0 > cover })
    if isLate {
      // The second after which it is due, and one more.
      #expect((cover + 1_950...cover + 2_020).contains(next))
    } else {
      #expect((cover + 1_050..<cover + 1_900).contains(next))
    }
  }

  @Test func aCoverWaitsForAQuestionThatDragsButNotForLong() throws {
    let program = GatewayProgram { milliseconds, withCover in
      if !withCover && milliseconds > 4_000 { return .stalled([], after: 0) }
      return withCover && milliseconds < 6_000
        ? .status(404, retryAfter: nil) : track("A", red: 9).answer(withCover: withCover)
    }
    let questions = try run(program, untilMs: 20_000)
    let stalled = try #require(questions.metadata.first { $0 > 4_000 })
    #expect(questions.covers.contains { $0 >= stalled + 1_000 && $0 < stalled + 10_000 })
    #expect(!questions.covers.contains { $0 > stalled && $0 < stalled + 1_000 })
  }

  @Test func aQuestionMayBeHeldOnceTheCoverIsThere() throws {
    let questions = try run(Self.playing(pollAfterMs: 1_000), bytesPerSecond: 600, untilMs: 20_000)
    let cover = try #require(questions.covers.last)
    let held = try #require(questions.held.first { $0 > cover })
    #expect(held > cover + 3_000)
    #expect(questions.metadata.contains { $0 > cover && $0 < held })
    #expect(questions.metadata.filter { $0 >= held } == questions.held.filter { $0 >= held })
  }

  @Test func afterAFailureOrWithoutATimeNothingIsHeld() throws {
    let program = GatewayProgram { milliseconds, withCover in
      var document = track("A", red: 255)
      document.serverTimeMilliseconds = GatewayProgram.epochMs + Int(milliseconds)
      return (10_000..<20_000).contains(milliseconds)
        ? .status(500, retryAfter: nil) : document.answer(withCover: withCover)
    }
    let questions = try run(program, untilMs: 40_000)
    let failed = questions.metadata.filter { (10_000..<20_000).contains($0) }
    #expect(failed.count > 1)
    #expect(questions.held.filter { $0 > failed[0] && $0 <= failed.last! } == [])
    #expect(try #require(questions.held.last) > 20_000)
    let silent = try run(GatewayProgram { _, _ in .silence }, untilMs: 20_000)
    #expect(silent.held.isEmpty && silent.metadata.count > 3)
  }

  /// Where only the setting sets the pace, the next item is asked for when it should begin.
  @Test(
    arguments: [
      (8_000, nil, 8_500), (500, nil, 3_000), (8_000, 20_000, 20_000), (90_000, nil, 60_000),
    ]
      as [(Int, Int?, UInt64)])
  func theNextItemIsAskedForAtTheEndOfThisOne(
    _ leftMs: Int, _ pollAfterMs: Int?, _ gapMs: UInt64
  ) throws {
    let program = GatewayProgram { _, withCover in
      var document = track("A", red: 255)
      document.progressMilliseconds = 180_000 - leftMs
      document.pollAfterMilliseconds = pollAfterMs
      return document.answer(withCover: withCover)
    }
    let questions = try run(program, settings: [.pollPeriodMs: "60000"], untilMs: 65_000)
    let gap = questions.metadata[1] - questions.metadata[0]
    #expect((gapMs + 50...gapMs + 120).contains(gap))
  }

  @Test func aQuestionThatTheNetworkForgotIsPutAgain() throws {
    let program = GatewayProgram { milliseconds, withCover in
      var document = track("A", red: 255)
      document.serverTimeMilliseconds = GatewayProgram.epochMs + Int(milliseconds)
      return milliseconds > 8_000 && milliseconds < 15_000 && !withCover
        ? .stalled([], after: 0) : document.answer(withCover: withCover)
    }
    let questions = try run(program, untilMs: 25_000) { device, now in
      let isDown = (13_000..<16_000).contains(now.milliseconds)
      device.note(isDown ? .down(nil) : .up, now: now)
    }
    let lost = try #require(questions.metadata.first { $0 > 8_000 })
    let next = try #require(questions.metadata.first { $0 > lost })
    #expect((16_000..<16_100).contains(next))
  }
}

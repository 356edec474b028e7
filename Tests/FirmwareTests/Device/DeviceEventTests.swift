import Testing

@testable import Firmware
@testable import HostSim

/// What a device tells a console, and which face and figure go with it.
@Suite struct DeviceEventTests {
  private let red = track("Red", red: 255)

  private static let faults: [(answer: GatewayAnswer, face: Face, line: String)] = [
    (.failure(.noNetwork), .noNetwork, "now playing: no network"),
    (.failure(.noConnection), .noGateway, "now playing: no connection to the server"),
    (.failure(.notTrusted), .notTrusted, "now playing: a certificate is not trusted"),
    (.failure(.broken), .noGateway, "now playing: the connection broke"),
    (.failure(.timedOut), .noGateway, "now playing: no answer in time"),
    (.status(500, retryAfter: nil), .badAnswer, "now playing: status 500"),
    (.status(404, retryAfter: nil), .badAnswer, "now playing: status 404"),
    (.status(301, retryAfter: nil), .badAnswer, "now playing: status 301"),
    (.status(401, retryAfter: nil), .refused, "now playing: status 401"),
    (.status(429, retryAfter: "40"), .rateLimited, "now playing: status 429"),
    (.document(Array("[]".utf8)), .badAnswer, "now playing: byte 0: the document is not an object"),
    (
      .document(Array("\u{FEFF}{}".utf8)), .badAnswer, "now playing: byte 0: expected a value"
    ),
    (
      .document(Array(#"{"title":7}"#.utf8)), .badAnswer,
      "now playing: byte 10: title has the wrong type"
    ),
    (
      .document(Array(#"{"a":tru"#.utf8)), .badAnswer,
      "now playing: byte 8: the text ends too early"
    ),
  ]

  /// Each fault has a line of its own, with the status or the byte, and the wait.
  @Test func aFaultIsTold() {
    var lines: Set<String> = []
    for (answer, face, line) in Self.faults {
      let rig = DeviceRig(GatewayProgram { _, _ in answer })
      rig.run(untilMs: 2_500)
      #expect(rig.shownFace == face, "\(answer)")
      let text = rig.events.first?.text ?? ""
      #expect(text.hasPrefix("\(line); next try in "), "\(text)")
      lines.insert(text)
      rig.run(untilMs: 60_000)
      #expect(rig.events.dropFirst().allSatisfy { $0.text.contains("; failures in a row: ") })
    }
    #expect(lines.count == Self.faults.count)
  }

  /// The wait that is told is the one that is kept.
  @Test(arguments: [nil, "50"] as [String?])
  func theNextTryIsWhenItWasTold(_ retryAfter: String?) {
    var asked: [UInt64] = []
    let rig = DeviceRig(
      GatewayProgram { milliseconds, _ in
        asked.append(milliseconds)
        return .status(503, retryAfter: retryAfter)
      })
    rig.run(untilMs: 300_000)
    var told: [UInt64] = []
    for event in rig.events {
      if case .failed(.nowPlaying, .rateLimited(503), _, let waitMs) = event {
        told.append(UInt64(waitMs))
      }
    }
    #expect(told.count > 2)
    for (index, waitMs) in told.enumerated() where index + 1 < asked.count {
      // The answer comes up to 0.1 s after the question.
      #expect((asked[index + 1] - asked[index]) - waitMs <= 110)
    }
  }

  @Test func recoveryIsToldOnce() {
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { _ in .failure(.broken) }),
        (40, { red.answer(withCover: $0) }),
      ]))
    rig.run(untilMs: 200_000)
    let recovered = rig.events.filter {
      if case .recovered = $0 { true } else { false }
    }
    let failed = UInt32(rig.events.count - recovered.count)
    #expect(recovered == [.recovered(.nowPlaying, failures: failed)])
    #expect(rig.events.last == recovered[0])
  }

  @Test func aCoverThatIsOfNoUseIsTold() {
    let whole = String(decoding: Array(red.json(withCover: true).utf8), as: UTF8.self)
    let cases: [(GatewayAnswer, String)] = [
      (.status(404, retryAfter: nil), "status 404"),
      (.document(Array(whole.dropLast(40).utf8)), "the text ends too early"),
      (.document(Array(whole.replacing("\"rle\"", with: "\"raw\"").utf8)), "must be rle"),
      (red.answer(withCover: false), "the picture is missing"),
    ]
    for (answer, line) in cases {
      let rig = DeviceRig(
        GatewayProgram { _, withCover in withCover ? answer : red.answer(withCover: false) })
      rig.run(untilMs: 5_000)
      let text = rig.events.first?.text ?? ""
      #expect(text.hasPrefix("cover: ") && text.contains(line), "\(text)")
    }
  }

  /// A bus that fails is told once, with its driver's code, and so is each reset.
  @Test func aFailingBusIsTold() {
    // A title that runs, so that there is always something to draw.
    let long = track("A title that is far too long for any glass of this kind", red: 255)
    let rig = DeviceRig(program([(0, { long.answer(withCover: $0) })]))
    rig.run(untilMs: 5_000)
    for _ in 0..<60 {
      rig.desk.wiring.failNext()
      rig.run(untilMs: rig.milliseconds + 20)
    }
    rig.run(untilMs: rig.milliseconds + 5_000)
    #expect(rig.events.contains(.displayFailed(.bus(code: 0x107))))
    #expect(rig.events.contains(.displayReset(count: 1)))
    let texts = rig.events.map(\.text)
    #expect(texts.contains("display: bus error 263"))
    #expect(texts.contains("display: reset; resets so far: 1"))
    #expect(rig.events.count < 20, "\(rig.events.map(\.text))")
  }

  /// What a display did not do has words of its own.
  @Test func displayFaultsReadDifferently() {
    let faults: [(DisplayFault, String)] = [
      (.locked, "locked by somebody else"), (.bus(code: -1), "bus error -1"),
      (.notReady, "being reset"), (.outside, "a rectangle outside the glass"),
    ]
    for (fault, words) in faults {
      #expect(DeviceEvent.displayFailed(fault).text == "display: \(words)")
    }
  }

  @Test func problemsOfTheServiceReadDifferently() {
    let problems: [(ServiceProblem, String)] = [
      (.signIn, "somebody must sign in again"), (.premium, "the account has no Premium"),
      (.quota, "no more questions for a while"), (.upstream, "no answer of use"),
      (.setUp, "the gateway is not set up to its end"),
    ]
    for (problem, words) in problems {
      #expect(DeviceEvent.problem(problem).text == "music service: \(words)")
    }
  }

  /// Of more events than there is room for, the last ones are kept, in order.
  @Test func theOldestEventMakesRoom() {
    var events = DeviceEvents()
    for count in 1...10 { events.add(.displayReset(count: UInt32(count))) }
    for count in 3...10 { #expect(events.take() == .displayReset(count: UInt32(count))) }
    #expect(events.take() == nil)
  }

  /// The longest line fits, and is as long as the limit says.
  @Test func noLineIsCut() {
    let document = GatewayFailure.document(.badCoverSize, at: .max)
    var line = Limits.EventLine()
    DeviceEvent.failed(.nowPlaying, document, count: .max, waitMs: .max - 999).append(to: &line)
    let (isCut, count) = (line.isCut, line.withBytes { $0.count })
    #expect(!isCut && count == 156)
  }

  // MARK: Set-up

  @Test func aDeviceThatWaitsToBeSetUpSaysHow() {
    func rig(_ digits: String, from offeredMs: UInt64, to endMs: UInt64) -> DeviceRig {
      let rig = DeviceRig(program([(0, { _ in .failure(.noNetwork) })]))
      rig.run(untilMs: endMs) { rig in
        let isOffered = (offeredMs..<60_000).contains(rig.milliseconds)
        let name = Array((isOffered ? "Sleeve-3C71BF" : "").utf8)
        rig.device.offerSetUp(
          network: name.span, digits: Array(digits.utf8).span,
          now: rig.desk.now)
      }
      return rig
    }
    let one = rig("48151623", from: 0, to: 59_000)
    let other = rig("48151624", from: 0, to: 59_000)
    #expect(one.shownFace == .setUp && other.shownFace == .setUp)
    #expect(one.desk.picture != other.desk.picture)
    // It costs no step: the loop may say it as often as it likes.
    #expect(one.steps < 1_500, "\(one.steps)")
    #expect(rig("48151623", from: 30_000, to: 59_000).desk.picture == one.desk.picture)
    #expect(rig("48151623", from: 0, to: 400_000).shownFace == .noNetwork)
  }

  // MARK: The clock

  /// Without a time server the clock follows the gateway, from one answer to the next.
  @Test func theClockFollowsTheGateway() {
    let epoch = GatewayProgram.epochMs
    // 1970 at first, then right, then cached for ten minutes, then right again.
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        var document = red
        document.serverTimeMilliseconds =
          milliseconds < 10_000 ? Int(milliseconds) : epoch + Int(milliseconds)
        if (60_000..<660_000).contains(milliseconds) {
          document.serverTimeMilliseconds = epoch + 60_000
        }
        return document.answer(withCover: withCover)
      }, time: SimulatedTime(clock: VirtualClock(), settledMs: .max))
    var errors: [(UInt64, Int64?)] = []
    rig.run(untilMs: 700_000) { rig in
      let known = rig.device.unixTime(now: rig.desk.now)
      let truth = (epoch + Int(rig.milliseconds)) / 1_000
      errors.append((rig.milliseconds, known.map { Int64($0.seconds) - Int64(truth) }))
    }
    #expect(errors.allSatisfy { $0.0 > 10_000 || $0.1 == nil })
    // The first of the cached answers is up to a poll old.
    let late = errors.filter { $0.0 > 15_000 }
    #expect(late.allSatisfy { abs($0.1 ?? 99) <= 4 })
  }

  /// A document without an item that names the same time again and again does not hold the clock.
  @Test func aConstantTimeWithoutAnItemDoesNotHoldTheClock() {
    let epoch = GatewayProgram.epochMs
    let document = GatewayAnswer.document(Array(#"{"server_time_ms":\#(epoch)}"#.utf8))
    let rig = DeviceRig(
      GatewayProgram { _, _ in document },
      time: SimulatedTime(clock: VirtualClock(), settledMs: .max))
    rig.run(untilMs: 300_000)
    let known = rig.device.unixTime(now: rig.desk.now)?.seconds ?? 0
    #expect(abs(Int64(known) - Int64(epoch / 1_000 + 300)) <= 4)
  }

  /// 115 millionths are ten seconds a day: each answer mends them.
  @Test func theClockDoesNotDriftFromTheGateway() throws {
    let epoch = GatewayProgram.epochMs
    var table = OneSetting(.pollPeriodMs, "60000")
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        var document = red
        document.durationMilliseconds = nil
        document.serverTimeMilliseconds = epoch + Int(milliseconds + milliseconds * 115 / 1_000_000)
        return document.answer(withCover: withCover)
      }, Configuration(from: &table),
      time: SimulatedTime(clock: VirtualClock(), settledMs: .max))
    rig.run(untilMs: 86_400_000)
    let known = rig.device.unixTime(now: rig.desk.now)?.seconds ?? 0
    #expect(abs(Int64(known) - Int64(epoch / 1_000 + 86_410)) <= 2)
  }
}

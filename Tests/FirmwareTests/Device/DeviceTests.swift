import Testing

@testable import Firmware
@testable import HostSim

@Suite struct DeviceTests {
  private let red = track("Red", red: 255)
  private let blue = track("Blue", blue: 255)

  @Test func playsPausesIdlesAndWakes() {
    var paused = red
    paused.isPlaying = false
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { paused.answer(withCover: $0) }),
        (90, { blue.answer(withCover: $0) }),
      ]))
    let faces = rig.faces(untilMs: 100_000)
    #expect(faces.map(\.face) == [.boot, .playing, .paused, .idle, .playing])
    // Exactly a minute after the pause was learnt of, and drawn at once.
    #expect((60_000...60_200).contains(faces[3].ms - faces[2].ms))
    #expect(rig.isCoverShown)
    #expect(rig.desk.picture[120, 120] == (0, 0, 255))
    #expect(rig.desk.complaint == nil)
  }

  /// Wrong credentials for as long as one likes: the device waits, and does not spin.
  @Test func isRefusedForLong() {
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { _ in .status(401, retryAfter: nil) }),
        (200, { red.answer(withCover: $0) }),
      ]))
    let faces = rig.faces(untilMs: 700_000)
    #expect(faces.map(\.face) == [.boot, .playing, .refused, .playing])
  }

  /// Why the device started again can be read for a while, once.
  @Test func aNoteStandsBelowTheName() {
    let plain = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) })]), bootNote: "Weak power supply")
    plain.run(untilMs: 1_000)
    rig.run(untilMs: 1_000)
    #expect(plain.shownFace == .boot && rig.shownFace == .boot)
    #expect(plain.desk.picture != rig.desk.picture)
    let faces = rig.faces(untilMs: 20_000)
    #expect(faces.map(\.face) == [.boot, .playing])
    #expect((5_000...5_500).contains(faces[1].ms))
  }

  /// A → B → A, faster than a cover comes.
  @Test func theRightCoverIsThereInTheEnd() {
    var slow = SimulatedNetwork(handshakeMs: 0)
    slow.bytesPerSecond = 300
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (5, { blue.answer(withCover: $0) }),
        (9, { red.answer(withCover: $0) }),
      ]), network: slow)
    rig.run(untilMs: 60_000)
    #expect(rig.isCoverShown)
    for place in [0, 100, 223] { #expect(rig.desk.picture[8 + place, place] == (255, 0, 0)) }
  }

  /// The picture is asked for when another item plays already: it is not shown under the old name.
  @Test func aCoverOfAnotherItemIsRefused() {
    let rig = DeviceRig(
      GatewayProgram { _, withCover in
        withCover ? blue.answer(withCover: true) : red.answer(withCover: false)
      })
    rig.run(untilMs: 20_000)
    #expect(!rig.isCoverShown)
    #expect(rig.desk.picture[120, 120] != (0, 0, 255))
    #expect(rig.desk.complaint == nil)
  }

  /// Names that differ far behind where a fixed buffer would end, as Home Assistant's do.
  @Test func namesOfAnyLengthAreToldApart() {
    let path = String(repeating: "/api/media_player_proxy?token=0123456789abcdef", count: 5)
    var (first, second) = (red, blue)
    (first.trackID, second.trackID) = (path + "1", path + "2")
    (first.coverID, second.coverID) = (path + "&cache=1", path + "&cache=2")
    let rig = DeviceRig(
      program([(0, { first.answer(withCover: $0) }), (10, { second.answer(withCover: $0) })]))
    rig.run(untilMs: 9_000)
    #expect(rig.isCoverShown && rig.desk.picture[120, 120] == (255, 0, 0))
    rig.run(untilMs: 25_000)
    #expect(rig.isCoverShown && rig.desk.picture[120, 120] == (0, 0, 255))
    #expect(rig.device.trackNumber == 2)
  }

  /// What a gateway says of a source without names and clocks: the item is known by its texts.
  @Test func nullCountsAsAbsent() {
    let first = #"""
      {"is_playing":true,"type":"local","track_id":null,"title":"Take three","artist":null,
      "album":null,"progress_ms":61000,"duration_ms":183000,"server_time_ms":null,"cover_id":null,
      "cover_width":null,"cover_height":null,"cover_encoding":null,"cover_rgb565":null}
      """#
    let second = first.replacing("three", with: "four").replacing("true", with: "null")
    let rig = DeviceRig(
      program([
        (0, { _ in .document(Array(first.utf8)) }), (10, { _ in .document(Array(second.utf8)) }),
      ]))
    rig.run(untilMs: 9_000)
    #expect(rig.shownFace == .playing && rig.device.trackNumber == 1)
    rig.run(untilMs: 20_000)
    #expect(rig.shownFace == .paused && rig.device.trackNumber == 2)
  }

  @Test func aBrokenCoverIsReplacedByThePlaceholder() {
    let whole = Array(red.json(withCover: true).utf8)
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if !withCover { return red.answer(withCover: false) }
        return milliseconds < 30_000 ? .document(Array(whole.dropLast(40))) : .document(whole)
      })
    rig.run(untilMs: 20_000)
    #expect(!rig.isCoverShown)
    #expect(rig.desk.picture[11, 3] != (255, 0, 0))
    rig.run(untilMs: 200_000)
    #expect(rig.isCoverShown)
    #expect(rig.desk.picture[11, 3] == (255, 0, 0))
  }

  @Test func troubleHasFacesOfItsOwn() {
    let bad: [(GatewayAnswer, Face)] = [
      (.failure(.noNetwork), .noNetwork), (.failure(.noConnection), .noGateway),
      (.failure(.notTrusted), .notTrusted), (.status(500, retryAfter: nil), .badAnswer),
      (.status(401, retryAfter: nil), .refused), (.status(403, retryAfter: nil), .refused),
      (.status(429, retryAfter: "40"), .rateLimited), (.status(503, retryAfter: nil), .rateLimited),
      (.document(Array("{".utf8)), .badAnswer), (.silence, .idle),
    ]
    for (answer, face) in bad {
      let rig = DeviceRig(GatewayProgram { _, _ in answer })
      rig.run(untilMs: 5_000)
      #expect(rig.shownFace == face, "\(answer)")
      #expect(rig.desk.complaint == nil)
    }
  }

  /// A document without an item says the same as a 204.
  @Test(arguments: ["{}", #"{"is_playing":false,"title":null}"#])
  func anEmptyDocumentIsSilence(_ document: String) {
    let red = red
    let pictures = [GatewayAnswer.document(Array(document.utf8)), .silence].map { answer in
      let rig = DeviceRig(program([(0, { red.answer(withCover: $0) }), (10, { _ in answer })]))
      #expect(rig.faces(untilMs: 90_000).map(\.face) == [.boot, .playing, .paused, .idle])
      return rig.desk.picture
    }
    #expect(pictures[0] == pictures[1])
  }

  /// While music plays, a short failure is not shown; a long one is.
  @Test func aHiccupIsNotShown() {
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { _ in .failure(.noConnection) }),
        (16, { red.answer(withCover: $0) }),
      ]))
    #expect(rig.faces(untilMs: 60_000).map(\.face) == [.boot, .playing])
  }

  @Test func retryAfterIsRespected() {
    var asked: [UInt64] = []
    let rig = DeviceRig(
      GatewayProgram { milliseconds, _ in
        asked.append(milliseconds)
        return asked.count == 1 ? .status(429, retryAfter: "40") : red.answer(withCover: false)
      })
    rig.run(untilMs: 60_000)
    #expect(asked.count > 1 && asked[1] - asked[0] >= 40_000)
  }

  @Test func anHourWithoutNetworkEndsByItself() {
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (30, { _ in .failure(.noNetwork) }),
        (3_630, { blue.answer(withCover: $0) }),
      ]))
    rig.run(untilMs: 3_600_000)
    #expect(rig.shownFace == .noNetwork)
    // The longest wait is five minutes.
    rig.run(untilMs: 3_600_000 + 340_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
    #expect(rig.desk.picture[13, 5] == (0, 0, 255))
  }

  /// A server that stalls in the middle of a cover: the rest of the screen goes on.
  @Test func theScreenGoesOnWhileACoverStalls() {
    let whole = Array(red.json(withCover: true).utf8)
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        var playing = red
        playing.progressMilliseconds = Int(milliseconds)
        return withCover
          ? .stalled(whole, after: whole.count / 2) : playing.answer(withCover: false)
      })
    rig.run(untilMs: 5_000)
    _ = rig.desk.wiring.takeStatistics()
    for second in 6...20 {
      rig.run(untilMs: UInt64(second) * 1_000)
      let pixels = rig.desk.wiring.takeStatistics().pixels
      #expect(pixels > 0 && pixels < 6_000, "second \(second): \(pixels)")
    }
    // The deadline for the whole transfer ends it.
    rig.run(untilMs: 120_000)
    #expect(rig.isHealthy)
  }

  @Test func aStuckLockTripsTheWatchdog() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    rig.run(untilMs: 5_000)
    _ = rig.device.lock.tryLock(.board, now: rig.desk.now)
    rig.run(untilMs: 15_000)
    #expect(rig.displayResets == 1)
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
    #expect(rig.desk.complaint == nil)
    let other = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    other.run(untilMs: 15_000)
    #expect(rig.desk.picture == other.desk.picture)
  }

  /// An answer that comes to a halt, and nothing to draw meanwhile: nobody else asks for the lock.
  @Test func aLockThatNobodyWantsMayNotBeHeldForEver() {
    let whole = Array(red.json(withCover: false).utf8)
    let rig = DeviceRig(
      program([(0, { _ in .silence }), (90, { _ in .stalled(whole, after: 10) })]))
    rig.run(untilMs: 95_000)
    _ = rig.device.lock.tryLock(.board, now: rig.desk.now)
    rig.run(untilMs: 96_900)
    #expect(rig.displayResets == 0)
    rig.run(untilMs: 97_100)
    #expect(rig.displayResets == 1)
  }

  @Test func aFailureNowAndThenResetsNothing() {
    // A title that runs, so that there is always something to draw.
    let long = track("A title that is far too long for any glass of this kind", red: 255)
    let rig = DeviceRig(program([(0, { long.answer(withCover: $0) })]))
    rig.run(untilMs: 5_000)
    for _ in 0..<30 {
      rig.desk.wiring.failNext()
      rig.run(untilMs: rig.milliseconds + 5_000)
    }
    #expect(rig.events.count == 30)
    #expect(rig.displayResets == 0 && rig.shownFace == .playing)
  }

  @Test func aPauseAfterTheClockIsAPause() {
    var paused = red
    paused.isPlaying = false
    let rig = DeviceRig(
      program([
        (0, { _ in .silence }), (100, { red.answer(withCover: $0) }),
        (130, { paused.answer(withCover: $0) }),
      ]))
    #expect(rig.faces(untilMs: 150_000).map(\.face) == [.boot, .idle, .playing, .paused])
  }

  @Test func aFailingBusIsResetUntilItWorks() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    rig.run(untilMs: 5_000)
    for _ in 0..<60 {
      rig.desk.wiring.failNext()
      rig.run(untilMs: rig.milliseconds + 500)
    }
    rig.run(untilMs: rig.milliseconds + 20_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
    #expect(rig.desk.picture[120, 120] == (255, 0, 0))
  }

  @Test func aDayIsHealthyAndDeterministic() {
    var pictures: [Picture] = []
    for _ in 0..<2 {
      let rig = DeviceRig(program([(0, { red.answer(withCover: $0) }), (600, { _ in .silence })]))
      var sick = 0
      rig.run(untilMs: 7_200_000) { rig in
        if !rig.isHealthy { sick += 1 }
      }
      #expect(sick == 0)
      pictures.append(rig.desk.picture)
    }
    #expect(pictures[0] == pictures[1])
  }

  /// The night in which Berlin sets its clocks back, from the idle screen's point of view: the time
  /// shown is 02:59, then 02:00 again.
  @Test func theClockFollowsTheEndOfSummerTime() throws {
    var table = OneSetting(.timeZone, "CET-1CEST,M3.5.0,M10.5.0/3")
    let configuration = Configuration(from: &table)
    // 2026-10-25 00:58:30 UTC, 90 seconds before the change.
    let start: UInt64 = 1_792_889_910_000
    let rig = DeviceRig(
      GatewayProgram { _, _ in .silence }, configuration,
      time: SimulatedTime(clock: VirtualClock(), startMs: start, settledMs: 0))
    var shown: [String] = []
    rig.device.time = SimulatedTime(clock: rig.desk.clock, startMs: start, settledMs: 0)
    rig.run(untilMs: 240_000) { rig in
      guard let time = rig.device.content.localTime else { return }
      let text = "\(time.hour):\(time.minute)"
      if text != shown.last { shown.append(text) }
    }
    #expect(shown == ["2:58", "2:59", "2:0", "2:1", "2:2"])
    #expect(rig.shownFace == .idle)
  }

  /// NTP that steps, forwards and back: the screen follows, and nothing else minds.
  @Test func stepsOfTheWallClockDisturbNothing() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    rig.run(untilMs: 10_000)
    for offset in [UInt64(86_400_000), 0, 5_000_000_000_000, 1] {
      rig.device.time = SimulatedTime(
        clock: rig.desk.clock, startMs: UInt64(GatewayProgram.epochMs) &+ offset, settledMs: 0)
      rig.run(untilMs: rig.milliseconds + 10_000)
      #expect(rig.shownFace == .playing)
      #expect(rig.isCoverShown)
      #expect(rig.isHealthy)
    }
    #expect(rig.desk.complaint == nil)
  }

  /// Half the millisecond clock's range and more: what was reached long ago stays reached.
  @Test func faceStaysTheSameForMonths() {
    for (answer, face) in [
      (red.answer(withCover: false), Face.playing), (.silence, .idle),
      (.failure(.noNetwork), .noNetwork),
    ] as [(GatewayAnswer, Face)] {
      let rig = DeviceRig(
        GatewayProgram { milliseconds, withCover in
          milliseconds < 10_000 ? red.answer(withCover: withCover) : answer
        })
      rig.run(untilMs: 200_000)
      for day in 1...60 {
        rig.desk.clock.advance(nanoseconds: 86_400_000_000_000)
        rig.run(untilMs: rig.milliseconds + 3_000)
        #expect(rig.shownFace == face, "day \(day)")
      }
    }
  }

  /// The millisecond clock wraps after 49.7 days.
  @Test func theMonotonicClockMayWrap() {
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) })]), startMs: (1 << 32) - 20_000)
    rig.run(untilMs: (1 << 32) + 30_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
    #expect(rig.isHealthy)
    #expect(rig.desk.complaint == nil)
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// What documents say of an item's progress, from the gateway to the glass.
@Suite struct ProgressTests {
  /// A document with that progress and duration, as JSON has them.
  private static func document(
    _ progress: String, of duration: String = "183000", isPlaying: Bool = true,
    serverTime: String = "1795205700000"
  ) -> GatewayAnswer {
    .document(
      Array(
        """
        {"is_playing":\(isPlaying),"track_id":"t","title":"T","progress_ms":\(progress),
        "duration_ms":\(duration),"server_time_ms":\(serverTime)}
        """.utf8))
  }

  private static func rig(_ answer: @escaping (UInt64) -> GatewayAnswer) -> DeviceRig {
    DeviceRig(GatewayProgram { milliseconds, _ in answer(milliseconds) })
  }

  @Test func anUnknownPositionHasNoTimesAndNoBar() {
    let rig = Self.rig { _ in Self.document("null") }
    rig.run(untilMs: 9_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.progressInk == ProgressInk())
  }

  /// 2⁶³ − 1 from a player that plays radio, and what is longer than a week.
  @Test(arguments: ["9223372036854775807", "4294967295", "604801000", "1e99"])
  func anAbsurdDurationHasNoTimesAndNoBar(_ duration: String) {
    let rig = Self.rig { Self.document("\($0)", of: duration) }
    rig.run(untilMs: 9_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.progressInk == ProgressInk())
  }

  @Test(arguments: ["604800000", "4321000", "183000", "999"])
  func anItemWithAnEndHasTimesAndABar(_ duration: String) {
    let rig = Self.rig { Self.document("\($0)", of: duration) }
    rig.run(untilMs: 9_000)
    #expect(rig.progressInk == ProgressInk(time: true, bar: true))
  }

  @Test func anItemEndsAtItsDuration() {
    let rig = Self.rig { Self.document("\(180_000 + $0)", of: "183000") }
    rig.run(untilMs: 9_000)
    #expect(rig.elapsedSeconds == 183)
  }

  /// Radio: how long one has listened, and no end.
  @Test(arguments: ["null", "0"]) func aLiveItemHasAnElapsedTimeAlone(_ duration: String) {
    let rig = Self.rig { Self.document("\(125_000 + $0)", of: duration) }
    rig.run(untilMs: 9_000)
    #expect(rig.progressInk == ProgressInk(time: true))
    let shown = rig.elapsedSeconds
    #expect((133...134).contains(shown))
    _ = rig.desk.wiring.takeStatistics()
    rig.run(untilMs: 12_000)
    #expect(rig.elapsedSeconds == shown + 3)
    // The time is drawn as it goes, the rest is not.
    #expect((1...9_000).contains(rig.desk.wiring.takeStatistics().pixels))
  }

  /// A week of radio, and the bound of what is shown.
  @Test func aLiveItemBeyondAWeekHasNoTimes() {
    let rig = Self.rig { Self.document("\(604_795_000 + $0)", of: "null") }
    rig.run(untilMs: 4_500)
    #expect(rig.progressInk == ProgressInk(time: true))
    rig.run(untilMs: 9_000)
    #expect(rig.progressInk == ProgressInk())
  }

  /// The second answer says the same: the source does not advance it.
  @Test func aPositionThatStandsStays() {
    let rig = Self.rig { _ in Self.document("61000") }
    var shown: [UInt32] = []
    rig.run(untilMs: 30_000) { rig in
      guard rig.shownFace == .playing, rig.elapsedSeconds != shown.last else { return }
      shown.append(rig.elapsedSeconds)
    }
    #expect(shown.contains(62) && shown.last == 61)
    #expect((shown.max() ?? 0) <= 64)
    // There and back once.
    #expect(zip(shown, shown.dropFirst()).filter { $0 > $1 }.count == 1)
  }

  /// Whatever was shown before it: 0:20 for 20.5 s, and not where the bar had got to.
  @Test(arguments: [20_500, 21_000, 21_990, 22_400, 23_000])
  func aPauseIsWhereTheSourceSays(_ paused: Int) {
    let rig = Self.rig {
      $0 < 10_000
        ? Self.document("\(10_000 + $0)") : Self.document("\(paused)", isPlaying: false)
    }
    rig.run(untilMs: 16_000)
    #expect(rig.shownFace == .paused)
    #expect(rig.elapsedSeconds == UInt32(paused / 1_000))
    // So it is after an answer that was far behind.
    let late = Self.rig {
      $0 < 10_000 ? Self.document("10000") : Self.document("11000", isPlaying: false)
    }
    late.run(untilMs: 20_000)
    #expect(late.elapsedSeconds == 11)
  }

  /// Answers that take up to five seconds, with the gateway's time and without: the bar does not go
  /// back, and is no further behind than the quickest of the answers was late.
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [true, false])
  func lateAnswersDoNotThrowTheBarBack(_ seed: UInt64, _ tellsTime: Bool) {
    let rig = DeviceRig(
      GatewayProgram { milliseconds, _ in
        let time = tellsTime ? "\(1_795_205_700_000 + milliseconds)" : "null"
        return Self.document("\(milliseconds)", of: "300000", serverTime: time)
      }, network: SimulatedNetwork(latencyMs: 20...5_000, handshakeMs: 0), seed: seed)
    var shown: UInt32 = 0
    var (wentBack, inconsistent) = (0, 0)
    let width = rig.device.screens.layout.bar.size.width
    rig.run(untilMs: 150_000) { rig in
      guard rig.shownFace == .playing else { return }
      let seconds = rig.elapsedSeconds
      if seconds < shown { wentBack += 1 }
      shown = seconds
      // The bar is of the same moment as the times.
      let fill = rig.device.screens.playing.barFill
      let expected = (seconds * UInt32(width) / 300...(seconds + 1) * UInt32(width) / 300)
      if !expected.contains(UInt32(fill)) { inconsistent += 1 }
    }
    #expect(wentBack == 0 && inconsistent == 0)
    #expect((148...150).contains(shown))
  }

  /// A time that a cache gives out again and again sets no clock back.
  @Test func aConstantServerTimeSetsNoClockBack() {
    let rig = DeviceRig(
      GatewayProgram { milliseconds, _ in Self.document("\(milliseconds)") },
      time: SimulatedTime(clock: VirtualClock(), settledMs: .max))
    var last: UInt64 = 0
    rig.run(untilMs: 60_000) { rig in
      let seconds = rig.device.unixTime(now: rig.desk.now)?.seconds ?? 0
      #expect(seconds >= last)
      last = seconds
    }
    #expect(last >= UInt64(GatewayProgram.epochMs / 1_000) + 55)
    #expect((59...60).contains(rig.elapsedSeconds))
  }
}

/// What of an item's progress can be seen.
struct ProgressInk: Equatable {
  var time = false
  var bar = false
}

extension DeviceRig {
  var elapsedSeconds: UInt32 { device.screens.playing.elapsedSeconds }

  /// Looks at the end of the line with a time, of which the rest has other texts.
  var progressInk: ProgressInk {
    let layout = device.screens.layout
    let times = layout.times
    return ProgressInk(
      time: hasInk(times.columns(from: times.size.width - 24, width: 24)), bar: hasInk(layout.bar))
  }

  private func hasInk(_ rect: Rect) -> Bool {
    let picture = desk.picture
    return (0..<Int(rect.size.height)).contains { y in
      (0..<Int(rect.size.width)).contains { x in
        picture[Int(rect.origin.x) + x, Int(rect.origin.y) + y] != (0, 0, 0)
      }
    }
  }
}

import HostSim
import Testing

@testable import Firmware

@Suite struct ProgressClockTests {
  private func at(_ milliseconds: UInt32) -> Instant { Instant(milliseconds: milliseconds) }

  /// Both ways together take up to 8 s. Where the gateway tells its time, and where it does not.
  @Test(arguments: 0..<UInt64(40), [true, false])
  func followsASourceThroughDelays(_ seed: UInt64, _ tellsTime: Bool) {
    let most = [0, 100, 4_000][Int(seed % 3)]
    var run = ProgressRun(SimulatedSource(seed: seed, delayMs: 0...most), tellsTime: tellsTime)
    // Near the clock's wrap, too.
    run.start = seed % 2 == 0 ? UInt32(truncatingIfNeeded: seed) : UInt32.max - 100_000
    run.play(forMs: 300_000)
    #expect(run.complaints.isEmpty, "\(run.complaints.prefix(3))")
    #expect(run.looks > 500)
  }

  /// Late answers without a time of their own leave what is shown as it is.
  @Test func aLateAnswerDoesNotThrowItBack() {
    var progress = ProgressClock()
    progress.begin(progressMs: 10_000, isRunning: true, at: at(0))
    // Made at 3,000, and 5 s on its way.
    progress.update(
      ProgressClock.Answer(progressMs: 13_000, isPlaying: true, asked: at(3_000)), at: at(8_000))
    let late = progress.value(at: at(8_000))
    #expect(late == 18_000)
    progress.update(
      ProgressClock.Answer(progressMs: 21_000, isPlaying: true, asked: at(11_000)), at: at(11_010))
    let prompt = progress.value(at: at(11_010))
    #expect(prompt == 21_010)
  }

  @Test func windingBackIsShownAtOnce() {
    var progress = ProgressClock()
    progress.begin(progressMs: 100_000, isRunning: true, at: at(0))
    _ = progress.value(at: at(1_000))
    progress.update(
      ProgressClock.Answer(progressMs: 20_000, isPlaying: true, asked: at(2_000)), at: at(2_000))
    let value = progress.value(at: at(2_500))
    #expect(value == 20_500)
  }

  /// Whatever was shown before: a pause is where the source says.
  @Test(arguments: Array(stride(from: UInt32(20_500), through: 23_000, by: 250)))
  func aPauseIsExact(_ paused: UInt32) {
    var progress = ProgressClock()
    progress.begin(progressMs: 20_000, isRunning: true, at: at(0))
    _ = progress.value(at: at(3_000))
    progress.update(
      ProgressClock.Answer(progressMs: paused, isPlaying: false, asked: at(2_000)), at: at(3_000))
    for moment in [3_000, 60_000, 1 << 31 + 5_000, .max] as [UInt32] {
      let value = progress.value(at: at(moment))
      #expect(value == paused)
    }
  }

  /// Equal positions in two playing answers; another one sets it going again.
  @Test func aSourceThatStandsIsNotCarriedOn() {
    var progress = ProgressClock()
    var shown: [UInt32?] = []
    let positions: [UInt32?] = [
      61_000, 61_000, 61_000, 70_000, 73_000, 73_000, nil, 73_000, 73_000,
    ]
    for (index, position) in positions.enumerated() {
      let now = at(UInt32(index) * 3_000)
      let answer = ProgressClock.Answer(progressMs: position, isPlaying: true, asked: now)
      if index == 0 { progress.begin(answer, at: now) } else { progress.update(answer, at: now) }
      shown.append(progress.value(at: now + 1_000))
    }
    #expect(
      shown == [62_000, 61_000, 61_000, 71_000, 74_000, 73_000, nil, 74_000, 73_000])
  }

  /// Where nothing was known there is nothing to go on from.
  @Test func aPositionThatBecomesKnownIsTakenAsItIs() {
    var progress = ProgressClock()
    progress.begin(progressMs: nil, isRunning: true, at: at(0))
    let unknown = progress.value(at: at(59_000))
    #expect(unknown == nil)
    progress.update(
      ProgressClock.Answer(progressMs: 58_000, isPlaying: true, asked: at(60_000)), at: at(60_000))
    let known = progress.value(at: at(60_000))
    #expect(known == 58_000)
  }

  /// A pause in between: an equal position is no sign of a source that stands.
  @Test func aPauseAndItsEndAreNoStandstill() {
    var progress = ProgressClock()
    progress.begin(progressMs: 5_000, isRunning: true, at: at(0))
    progress.update(
      ProgressClock.Answer(progressMs: 5_100, isPlaying: false, asked: at(3_000)), at: at(3_000))
    progress.update(
      ProgressClock.Answer(progressMs: 5_100, isPlaying: true, asked: at(6_000)), at: at(6_000))
    let resumed = progress.value(at: at(7_000))
    #expect(resumed == 6_100)
    progress.pause(at: at(8_000))
    progress.update(
      ProgressClock.Answer(progressMs: 5_100, isPlaying: true, asked: at(9_000)), at: at(9_000))
    let again = progress.value(at: at(9_500))
    #expect(again == 5_600)
  }

  /// A constant time, one in whole seconds, and steps of the gateway's clock: an answer is never
  /// taken for older than the time since it was asked for.
  @Test(arguments: 0..<UInt64(20)) func noServerTimeDoesHarm(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var progress = ProgressClock()
    var step: UInt64 = 0
    for second in stride(from: UInt32(0), to: 600, by: 3) {
      let asked = at(second * 1_000)
      let now = asked + .random(in: 0...400, using: &random)
      if Int.random(in: 0..<20, using: &random) == 0 {
        step = .random(in: 0 ... .max, using: &random)
      }
      let trueMs = now.milliseconds
      let time = [
        7, UInt64(trueMs / 1_000 * 1_000) &+ step, UInt64(trueMs) &+ step, .max,
      ].randomElement(using: &random)
      let answer = ProgressClock.Answer(
        progressMs: trueMs, isPlaying: true, serverTimeMs: time, asked: asked)
      if second == 0 { progress.begin(answer, at: now) } else { progress.update(answer, at: now) }
      let shown = progress.value(at: now) ?? 0
      #expect(shown >= trueMs && shown - trueMs <= 400)
    }
  }

  /// Half the clock's range and all of it, with answers and without.
  @Test(arguments: [true, false]) func playsAndPausesForMonths(_ isPlaying: Bool) {
    var progress = ProgressClock()
    progress.begin(progressMs: 1_000, isRunning: isPlaying, at: at(0))
    var shown: UInt32 = 0
    for hour in UInt32(1)...1_300 {
      let now = at(hour &* 3_600_000)
      let value = progress.value(at: now) ?? 0
      #expect(value >= shown && (isPlaying || value == 1_000))
      shown = value
    }
    progress.update(
      ProgressClock.Answer(progressMs: 2_000, isPlaying: isPlaying, asked: at(5_000)), at: at(5_000)
    )
    let value = progress.value(at: at(6_000))
    #expect(value == (isPlaying ? 3_000 : 2_000))
  }

  @Test func noPositionIsTooLarge() {
    var progress = ProgressClock()
    progress.begin(progressMs: .max - 10, isRunning: true, at: at(0))
    let full = progress.value(at: at(60_000)) ?? 0
    #expect(full > Limits.itemMs && full <= 1 << 31)
  }
}

/// A source, a device that asks it every three seconds, and what must hold of what is shown.
private struct ProgressRun {
  var start: UInt32 = 0
  private(set) var complaints: [String] = []
  private(set) var looks = 0

  private var source: SimulatedSource
  private let tellsTime: Bool
  private var progress = ProgressClock()
  private var shown: UInt32 = 0
  private var pending: SimulatedSource.Answer?
  private var made: SimulatedSource.Answer?
  private var last: SimulatedSource.Answer?
  private var askMs = 0
  private var answers = 0
  /// The shortest way of an answer, of all, and since the last event that the device knows of.
  private var shortestMs = Int.max
  private var shortestSinceMs = Int.max

  init(_ source: SimulatedSource, tellsTime: Bool) {
    self.source = source
    self.tellsTime = tellsTime
  }

  mutating func play(forMs end: Int) {
    var times: (asked: Int, made: Int, arrives: Int)?
    for now in stride(from: 0, to: end, by: 10) {
      source.live(untilMs: now)
      if times == nil && now >= askMs {
        let madeMs = now + source.delay() / 10 * 10
        times = (now, madeMs, madeMs + source.delay() / 10 * 10)
      }
      if let (asked, madeMs, arrives) = times {
        if now == madeMs {
          made = source.answer(askedMs: asked, madeMs: madeMs)
        }
        if now == arrives, let answer = made {
          take(answer, now)
          times = nil
          askMs = now + 3_000
        }
      }
      if now % 250 == 0, last != nil { look(now, isNews: false) }
    }
  }

  private func instant(_ now: Int) -> Instant {
    Instant(milliseconds: start &+ UInt32(now))
  }

  private mutating func take(_ answer: SimulatedSource.Answer, _ now: Int) {
    let isNews = answer.events != last?.events
    let words = ProgressClock.Answer(
      progressMs: UInt32(answer.progressMs), isPlaying: answer.isPlaying,
      serverTimeMs: tellsTime ? source.clock(atMs: answer.madeMs) : nil,
      asked: instant(answer.askedMs))
    if last == nil {
      progress.begin(words, at: instant(now))
    } else {
      progress.update(words, at: instant(now))
    }
    last = answer
    answers += 1
    shortestMs = min(shortestMs, now - answer.madeMs)
    shortestSinceMs = min(isNews ? Int.max : shortestSinceMs, now - answer.madeMs)
    look(now, isNews: isNews)
  }

  private mutating func look(_ now: Int, isNews: Bool) {
    guard let value = progress.value(at: instant(now)), let last else {
      complaints.append("nothing shown at \(now)")
      return
    }
    if value < shown && !isNews { complaints.append("back from \(shown) to \(value) at \(now)") }
    shown = value
    // What the device cannot know yet.
    if last.events != source.events { return }
    looks += 1
    let truth = source.position(atMs: now)
    // A clock that gains 60 ppm, over the longest part without an event.
    let driftMs = 20
    if !last.isPlaying {
      if Int(value) != truth { complaints.append("paused at \(truth), shown \(value)") }
      return
    }
    let behindMs = tellsTime ? min(shortestMs + answers, shortestSinceMs) : shortestSinceMs
    let aheadMs = Int(ProgressClock.toleranceMs) + (tellsTime ? 0 : source.delayMs.upperBound)
    if Int(value) < truth - behindMs - driftMs || Int(value) > truth + aheadMs + driftMs {
      complaints.append("\(value) at \(now), true is \(truth), \(behindMs) \(aheadMs)")
    }
  }
}

import HostSim
import Testing

@testable import Firmware

@Suite struct ProgressClockTests {
  private func at(_ milliseconds: UInt32) -> Instant { Instant(milliseconds: milliseconds) }

  /// Late answers of a gateway, three seconds apart: what is shown never goes back.
  @Test(arguments: 0..<50) func neverGoesBackThroughJitter(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Near the clock's wrap, too.
    let start = UInt32.random(in: 0 ... .max, using: &random)
    var progress = ProgressClock()
    progress.begin(progressMs: 0, isRunning: true, at: at(start))
    var shown: UInt32 = 0
    for millisecond in stride(from: UInt32(0), to: 120_000, by: 100) {
      if millisecond % 3_000 == 0 {
        let late = UInt32.random(in: 0...2_000, using: &random)
        progress.update(
          progressMs: millisecond - min(late, millisecond), isRunning: true,
          at: at(start &+ millisecond))
      }
      let value = progress.value(at: at(start &+ millisecond))
      #expect(value >= shown)
      #expect(value <= millisecond)
      shown = value
    }
  }

  @Test func windingBackIsShownAtOnce() {
    var progress = ProgressClock()
    progress.begin(progressMs: 100_000, isRunning: true, at: at(0))
    _ = progress.value(at: at(1_000))
    progress.update(progressMs: 20_000, isRunning: true, at: at(2_000))
    let value = progress.value(at: at(2_500))
    #expect(value == 20_500)
  }

  @Test func standsWhilePausedAndSaturates() {
    var progress = ProgressClock()
    progress.begin(progressMs: 5_000, isRunning: false, at: at(0))
    let paused = progress.value(at: at(60_000))
    #expect(paused == 5_000)
    progress.begin(progressMs: .max - 10, isRunning: true, at: at(0))
    let full = progress.value(at: at(60_000))
    #expect(full == .max)
  }
}

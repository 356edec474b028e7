import HostSim
import Testing

@testable import Firmware

@Suite struct WallClockTests {
  @Test func aClockThatWasNotSetSaysSo() {
    var clock = WallClock()
    let isSet = clock.isSet
    let now = clock.now(Instant(milliseconds: 7))
    #expect(!isSet && now == nil)
  }

  /// A monotonic clock of 64 bits that never wraps is the model.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func itFollowsAnyNumberOfWrapsAndSteps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var uptimeMs = UInt64.random(in: 0...UInt64(UInt32.max), using: &random)
    var unixMs: UInt64 = 1_700_000_000_000
    var clock = WallClock()
    clock.set(unixMs: unixMs, at: Instant(milliseconds: UInt32(truncatingIfNeeded: uptimeMs)))
    for step in 0..<200 {
      let elapsedMs = UInt64.random(in: 0...24 * 86_400_000, using: &random)
      uptimeMs += elapsedMs
      unixMs += elapsedMs
      let instant = Instant(milliseconds: UInt32(truncatingIfNeeded: uptimeMs))
      if Int.random(in: 0..<10, using: &random) == 0 {
        unixMs = UInt64.random(in: 0...4_000_000_000_000, using: &random)
        clock.set(unixMs: unixMs, at: instant)
      }
      #expect(clock.now(instant) == unixMs, "seed \(seed), step \(step)")
    }
    #expect(uptimeMs > 20 * UInt64(UInt32.max))
  }

  @Test func anEarlierInstantIsToldWithoutLosingThePlace() {
    var clock = WallClock()
    clock.set(unixMs: 1_000_000, at: Instant(milliseconds: 10))
    let before = clock.now(Instant(milliseconds: 10 &- 400))
    let after = clock.now(Instant(milliseconds: 30))
    #expect(before == 999_600)
    #expect(after == 1_000_020)
  }

  @Test func itStopsAtBothEndsOfTime() {
    var clock = WallClock()
    clock.set(unixMs: 5, at: Instant(milliseconds: 100))
    #expect(clock.now(Instant(milliseconds: 90)) == 0)
    clock.set(unixMs: .max, at: Instant(milliseconds: 100))
    #expect(clock.now(Instant(milliseconds: 100)) == UnixTime.latestMilliseconds)
    #expect(clock.now(Instant(milliseconds: 200)) == UnixTime.latestMilliseconds)
    clock.set(unixMs: UnixTime.latestMilliseconds - 3, at: Instant(milliseconds: 200))
    #expect(clock.now(Instant(milliseconds: 202)) == UnixTime.latestMilliseconds - 1)
    #expect(clock.now(Instant(milliseconds: 300)) == UnixTime.latestMilliseconds)
  }
}

import HostSim
import Testing

@testable import Firmware

@Suite struct BackoffTests {
  @Test func theLimitsRelate() {
    #expect(Limits.backoffBaseMs >= Limits.pollPeriodMs)
    #expect(Limits.backoffBaseMs < Limits.backoffCapMs)
    #expect(Limits.retryAfterSeconds.upperBound <= UInt32.max / 1_000)
    #expect(Limits.backoffCapMs <= Limits.retryAfterSeconds.upperBound * 1_000)
    // A wait must be less than half of what the monotonic clock can tell.
    #expect(Limits.retryAfterSeconds.upperBound * 1_000 < UInt32.max / 2)
  }

  @Test(arguments: 0..<200 as Range<UInt32>)
  func eachWaitIsBetweenTheBaseAndACeilingThatDoubles(seed: UInt32) {
    var backoff = Backoff(jitter: Jitter(seed: seed))
    for _ in 0..<2 {
      for failure in 1...40 {
        let ceiling = min(300_000, 3_000 * (1 << min(failure, 20)))
        let wait = Int(backoff.next())
        #expect(3_000...ceiling ~= wait, "seed \(seed), failure \(failure)")
      }
      backoff.reset()
    }
  }

  @Test func theMeanWaitGrowsLikeTheCeiling() {
    for failure in 1...10 {
      let waits = (0..<1_000 as Range<UInt32>).map { seed in
        var backoff = Backoff(jitter: Jitter(seed: seed))
        for _ in 1..<failure { _ = backoff.next() }
        return Double(backoff.next())
      }
      let ceiling = min(300_000, 3_000 * Double(1 << failure))
      let mean = waits.reduce(0, +) / 1_000
      let expected = (3_000 + ceiling) / 2
      // The mean of 1,000 even draws is off by less than 4 σ, σ = width / √12,000.
      #expect(abs(mean - expected) < (ceiling - 3_000) * 4 / 109.5, "failure \(failure)")
    }
  }

  @Test func neighbouringSeedsComeBackSpreadOverTheWholeSpan() {
    // 64 devices with consecutive seeds, 8 bins: no bin is empty and none holds a third.
    for failure in 1...7 {
      var bins = [Int](repeating: 0, count: 8)
      let ceiling = min(300_000, 3_000 * (1 << failure))
      for seed in 1_000..<1_064 as Range<UInt32> {
        var backoff = Backoff(jitter: Jitter(seed: seed))
        for _ in 1..<failure { _ = backoff.next() }
        bins[(Int(backoff.next()) - 3_000) * 8 / (ceiling - 3_000 + 1)] += 1
      }
      #expect(bins.allSatisfy { 1...21 ~= $0 }, "failure \(failure): \(bins)")
    }
  }

  @Test func extremeBoundsDoNotTrap() {
    var widest = Backoff(jitter: Jitter(seed: 1), baseMs: 0, capMs: .max)
    var narrow = Backoff(jitter: Jitter(seed: 1), baseMs: 7, capMs: 3)
    var highest = Backoff(jitter: Jitter(seed: 1), baseMs: .max, capMs: .max)
    var longest: UInt32 = 0
    for _ in 0..<100 {
      let waits = (narrow.next(), highest.next())
      #expect(waits == (7, UInt32.max))
      longest = max(longest, widest.next())
    }
    #expect(longest > UInt32.max / 4 * 3)
  }
}

@Suite struct JitterTests {
  @Test func theSameSeedGivesTheSameNumbers() {
    for seed in [0, 1, .max] as [UInt32] {
      var (one, other) = (Jitter(seed: seed), Jitter(seed: seed))
      for _ in 0..<100 { #expect(one.next() == other.next()) }
    }
  }

  @Test func noSeedStandsStill() {
    for seed in 0..<1_000 as Range<UInt32> {
      var jitter = Jitter(seed: seed)
      let numbers = Set((0..<50).map { _ in jitter.next() })
      #expect(numbers.count == 50 && !numbers.contains(0), "seed \(seed)")
    }
  }

  @Test func everyNumberOfARangeComesAboutAsOften() {
    var jitter = Jitter(seed: 42)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[Int(jitter.next(in: 100...109)) - 100] += 1 }
    // 1,000 each, σ = 30.
    #expect(counts.allSatisfy { 850...1_150 ~= $0 }, "\(counts)")
  }

  @Test func theWholeRangeAndASingleNumberAreRanges() {
    var jitter = Jitter(seed: 3)
    var same = Jitter(seed: 3)
    #expect(jitter.next(in: 0 ... .max) == same.next())
    #expect(jitter.next(in: 9...9) == 9)
    #expect(jitter.next(in: .max ... .max) == .max)
  }
}

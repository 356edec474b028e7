import HostSim
import Testing

@testable import Firmware

@Suite struct UnixTimeTests {
  @Test func theRangeEndsWithTheYear9999() {
    #expect(UnixTime(seconds: 0)?.seconds == 0)
    #expect(UnixTime(seconds: UnixTime.latestSeconds) != nil)
    #expect(UnixTime(seconds: UnixTime.latestSeconds + 1) == nil)
    #expect(UnixTime(seconds: .max) == nil)
    #expect(
      UnixTime(milliseconds: UnixTime.latestMilliseconds)?.seconds == UnixTime.latestSeconds)
    #expect(UnixTime(milliseconds: UnixTime.latestMilliseconds + 1) == nil)
    #expect(UnixTime(milliseconds: .max) == nil)
    let last = systemCalendar(Int(UnixTime.latestSeconds))
    #expect(last.tm_year + 1_900 == 9_999 && last.tm_yday == 364 && last.tm_sec == 59)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func daysAndSecondsAreThoseOfLongDivision(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let time = UnixTime.random(using: &random)
      let isRight =
        UInt64(time.day) == time.seconds / 86_400
        && UInt64(time.secondOfDay) == time.seconds % 86_400
        && UnixTime(day: time.day, secondOfDay: time.secondOfDay) == time
      #expect(isRight, "\(time.seconds)")
    }
  }

  @Test func aDayBefore1970OrAfter9999IsNone() {
    #expect(UnixTime(day: -1, secondOfDay: 86_399) == nil)
    #expect(UnixTime(day: 2_932_897, secondOfDay: 0) == nil)
    #expect(UnixTime(day: .max, secondOfDay: 86_399) == nil)
    #expect(UnixTime(day: 2_932_896, secondOfDay: 86_399)?.seconds == UnixTime.latestSeconds)
  }

  @Test func distancesAreNeverNegative() {
    #expect(UnixTime.at(5).seconds(since: .at(2)) == 3)
    #expect(UnixTime.at(2).seconds(since: .at(5)) == 0)
    #expect(UnixTime.at(2) < UnixTime.at(5))
  }
}

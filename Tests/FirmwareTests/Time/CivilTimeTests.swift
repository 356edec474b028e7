import HostSim
import Testing

@testable import Firmware

@Suite struct CivilTimeTests {
  /// A calendar that is walked day by day, over all the 400 years after which it repeats.
  @Test func everyDayOfFourHundredYearsFollowsTheOneBefore() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (year, month, day, weekday) = (1_970, 1, 1, 4)
    var mismatches: [Int32] = []
    for dayNumber in 0..<Int32(146_097) {
      let date = CivilDate(dayNumber: dayNumber)
      let isRight =
        Int(date.year) == year && Int(date.month.rawValue) == month && Int(date.day) == day
        && Int(date.weekday.rawValue) == weekday && date.dayNumber == dayNumber
      if !isRight { mismatches.append(dayNumber) }

      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let isLast = day == (month == 2 && isLeap ? 29 : lengths[month - 1])
      if date.isLastOfMonth != isLast { mismatches.append(dayNumber) }
      weekday = (weekday + 1) % 7
      day = isLast ? 1 : day + 1
      if isLast { (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1) }
    }
    #expect(mismatches == [])
    #expect((year, month, day, weekday) == (2_370, 1, 1, 4))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anyOffsetAgreesWithTheSystemsCalendar(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let time = UnixTime.random(using: &random)
      let edge = Int32.random(in: -100_000...100_000, using: &random)
      let any = Int32.random(in: .min ... .max, using: &random)
      for offset in [edge, any, .min, .max, 0] {
        let civil = CivilTime(time, offsetSeconds: offset)
        let system = systemCalendar(Int(time.seconds) + Int(offset))
        let isRight =
          Int32(civil.year) == system.tm_year + 1_900
          && Int32(civil.month.rawValue) == system.tm_mon + 1 && Int32(civil.day) == system.tm_mday
          && Int32(civil.weekday.rawValue) == system.tm_wday
          && Int32(civil.hour) == system.tm_hour && Int32(civil.minute) == system.tm_min
          && Int32(civil.second) == system.tm_sec && civil.unixTime(offsetSeconds: offset) == time
        #expect(isRight, "\(time.seconds) at \(offset), seed \(seed)")
      }
    }
  }

  @Test func onlyDatesThatExistAreMade() {
    for year in [1, 1_900, 1_999, 2_000, 2_023, 2_024, 2_100, 9_999] as [UInt16] {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      #expect(CivilDate.isLeapYear(year) == isLeap)
      for (index, count) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        guard let month = Month(rawValue: UInt8(index + 1)) else { continue }
        for day in UInt8.min ... .max {
          let exists = CivilDate(year: year, month: month, day: day) != nil
          #expect(exists == (1...count ~= Int(day)), "\(year) \(month) \(day)")
        }
      }
    }
    #expect(CivilDate(year: 0, month: .may, day: 1) == nil)
    #expect(CivilDate(year: 10_000, month: .may, day: 1) == nil)
  }

  @Test func theFirstWeekdaysAreRight() throws {
    // 1 January of the year 1 was a Monday; the calendar repeats after 400 years.
    let first = try #require(CivilDate(year: 1, month: .january, day: 1))
    let later = try #require(CivilDate(year: 2_001, month: .january, day: 1))
    #expect(first.weekday == .monday && later.weekday == .monday)
  }

  @Test func onlyTimesThatExistAreMade() throws {
    let date = try #require(CivilDate(year: 2_026, month: .november, day: 20))
    #expect(CivilTime(date: date, hour: 23, minute: 59, second: 59) != nil)
    #expect(CivilTime(date: date, hour: 24, minute: 0, second: 0) == nil)
    #expect(CivilTime(date: date, hour: 0, minute: 60, second: 0) == nil)
    #expect(CivilTime(date: date, hour: 0, minute: 0, second: 60) == nil)
  }

  @Test func whatIsBefore1970OrAfter9999InUTCIsNoUnixTime() throws {
    let first = try #require(CivilDate(year: 1_970, month: .january, day: 1))
    let last = try #require(CivilDate(year: 9_999, month: .december, day: 31))
    let early = try #require(CivilTime(date: first, hour: 0, minute: 0, second: 0))
    let late = try #require(CivilTime(date: last, hour: 23, minute: 59, second: 59))
    #expect(early.unixTime()?.seconds == 0)
    #expect(early.unixTime(offsetSeconds: 1) == nil)
    #expect(early.unixTime(offsetSeconds: .max) == nil)
    #expect(late.unixTime()?.seconds == UnixTime.latestSeconds)
    #expect(late.unixTime(offsetSeconds: -1) == nil)
    #expect(late.unixTime(offsetSeconds: .min) == nil)
  }
}

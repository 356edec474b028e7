import HostSim
import Testing

@testable import Firmware

/// Zones without the system's help: what it does not agree with the standard on, or has no word
/// for.
@Suite struct TimeZoneTests {
  @Test func utcIsUTC() throws {
    #expect(try zone("UTC0") == .utc)
    let local = Firmware.TimeZone.utc.localTime(.at(1_795_205_700))
    #expect(local.offsetSeconds == 0 && !local.isDaylight)
  }

  @Test func withoutRulesThoseOfTheUnitedStatesHold() throws {
    #expect(try zone("AAA5BBB") == zone("AAA5BBB4,M3.2.0/2,M11.1.0/02:00:00"))
    #expect(try zone("AAA5BBB4:30") == zone("AAA5BBB+04:30,M3.2.0,M11.1.0"))
  }

  /// RFC 8536 section 3.3.1, and what goes on past the end of a year or begins before it.
  @Test(arguments: [
    "EST5EDT,0/0,J365/25", "XXX3EDT4,0/0,J365/23", "EST5EDT4,0/0,J365/30", "AAA0BBB,0/-100,365/40",
  ])
  func daylightSavingTimeThatLastsAllYear(text: String) throws {
    let zone = try zone(text)
    for year in 1_971...2_100 as ClosedRange<UInt16> {
      let newYear = UInt64(CivilDate.dayNumber(year, .january, 1)) * 86_400
      for offset in stride(from: -200 * 3_600, through: 200 * 3_600, by: 1_800) {
        let local = zone.localTime(.at(UInt64(Int(newYear) + offset)))
        #expect(local.isDaylight, "\(text) \(offset) s from the beginning of \(year)")
      }
    }
  }

  @Test func aRuleMayEndInTheNextYear() throws {
    // From 1 December to 3 January, 12 o'clock, by the clock that is 12 hours ahead.
    let zone = try zone("AAA0BBB-12,J335/0,J365/84")
    let newYear: UInt64 = 1_767_225_600
    #expect(zone.localTime(.at(newYear)).isDaylight)
    #expect(zone.localTime(.at(newYear + 2 * 86_400 - 1)).isDaylight)
    #expect(!zone.localTime(.at(newYear + 3 * 86_400)).isDaylight)
    #expect(!zone.localTime(.at(newYear - 32 * 86_400)).isDaylight)
    #expect(zone.localTime(.at(newYear - 31 * 86_400)).isDaylight)
  }

  @Test func anEndMayBelongToTheYearBeforeLast() throws {
    // Each year's end falls on 2 January of the next, 2 o'clock, and the start after it on 4
    // January.
    let zone = try zone("AAA0BBB0,J365/100,J365/50")
    for newYear in [1_735_689_600, 1_767_225_600] as [UInt64] {
      #expect(zone.localTime(.at(newYear)).isDaylight)
      #expect(zone.localTime(.at(newYear + 26 * 3_600 - 1)).isDaylight)
      #expect(!zone.localTime(.at(newYear + 26 * 3_600)).isDaylight)
      #expect(!zone.localTime(.at(newYear + 76 * 3_600 - 1)).isDaylight)
      #expect(zone.localTime(.at(newYear + 76 * 3_600)).isDaylight)
    }
  }

  @Test func anEndMayBeTheOneAfterTheNextYears() throws {
    // The start that belongs to 2025 is on 7 January 2026, 23 o'clock; the end that belongs to 2026
    // was on 25 December 2025, 1 o'clock, and the one that belongs to 2027 is a year later.
    let zone = try zone("AAA0BBB0,365/167,0/-167")
    let newYear: UInt64 = 1_767_225_600
    let (start, end) = (newYear + 6 * 86_400 + 23 * 3_600, newYear + 358 * 86_400 + 3_600)
    #expect(!zone.localTime(.at(start - 1)).isDaylight)
    #expect(zone.localTime(.at(start)).isDaylight)
    #expect(zone.localTime(.at(end - 1)).isDaylight)
    #expect(!zone.localTime(.at(end)).isDaylight)
  }

  @Test func daylightSavingTimeMayBeOverBeforeItsYearBegins() throws {
    let zone = try zone("AAA0BBB,J1/-100,J1/-90")
    let newYear: UInt64 = 1_767_225_600
    #expect(!zone.localTime(.at(newYear - 100 * 3_600 - 1)).isDaylight)
    #expect(zone.localTime(.at(newYear - 100 * 3_600)).isDaylight)
    #expect(zone.localTime(.at(newYear - 91 * 3_600 - 1)).isDaylight)
    #expect(!zone.localTime(.at(newYear - 91 * 3_600)).isDaylight)
  }

  @Test func daylightSavingTimeMayLastNoTimeAtAll() throws {
    let zone = try zone("AAA0BBB-1,J100/1,J100/2")
    for day in 20_000..<20_400 as Range<UInt64> {
      for hour in 0..<24 as Range<UInt64> {
        #expect(!zone.localTime(.at(day * 86_400 + hour * 3_600)).isDaylight)
      }
    }
  }

  /// Each year's start lasts until that year's end or, if that is earlier, the first that follows.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func rulesThatLeaveTheYearAgreeWithAListOfAllPeriods(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (standard, daylight) = (randomOffset(&random), randomOffset(&random))
    let (start, end) = (randomEdge(&random), randomEdge(&random))
    let text =
      "AAA\(standard)BBB\(daylight)"
      + ",\(start.day)/\(start.hours):00:00,\(end.day)/\(end.hours):00:00"
    let zone = try zone(text)
    func moment(_ edge: Edge, _ year: Int, _ offset: Int) -> Int {
      (newYears[year - 1_960] + edge.day) * 86_400 + (edge.hours + offset) * 3_600
    }
    let periods = (1_966...2_104).map { year in
      let first = moment(start, year, standard)
      let ends = (year...year + 2).map { moment(end, $0, daylight) }
      return first..<(ends.first { $0 >= first } ?? first)
    }
    let edges = periods.flatMap { period in
      [-1, 0, 1].flatMap { [period.lowerBound + $0, period.upperBound + $0] }
    }
    let others = (0..<100).map { _ in Int.random(in: 0...4_133_980_799, using: &random) }
    for seconds in edges + others where 0...4_133_980_799 ~= seconds {
      let isDaylight = zone.localTime(.at(UInt64(seconds))).isDaylight
      let isExpected = periods.contains { $0.contains(seconds) }
      if isDaylight != isExpected {
        Issue.record("\(text) at \(seconds)")
        return
      }
    }
  }

  @Test func theEndsOfTimeHaveALocalTime() throws {
    let west = try zone("AAA24:59:59BBB,M3.2.0,M11.1.0").localTime(.at(0))
    #expect(west.civil.year == 1_969 && west.civil.month == .december && west.civil.day == 30)
    let east = try zone("AAA-24:59:59BBB,M9.2.0,M4.1.0")
    let last = east.localTime(.at(UnixTime.latestSeconds))
    #expect(last.civil.year == 10_000 && last.civil.month == .january && last.isDaylight)
    #expect(last.offsetSeconds == 25 * 3_600 + 3_599)
  }
}

/// A rule by the day of the year, at a full hour, that is likely to leave the year.
private struct Edge {
  var day: Int
  var hours: Int
}

private func randomEdge(_ random: inout SeededGenerator) -> Edge {
  let days = [0...8, 357...365, 0...365].randomElement(using: &random) ?? 0...365
  return Edge(
    day: .random(in: days, using: &random), hours: .random(in: -167...167, using: &random))
}

private func randomOffset(_ random: inout SeededGenerator) -> Int {
  .random(in: -24...24, using: &random)
}

/// The day numbers of 1 January in 1960…2106.
private let newYears = (1_960...2_106).reduce(into: [-3_653]) { days, year in
  days.append((days.last ?? 0) + (isLeap(year) ? 366 : 365))
}

private func isLeap(_ year: Int) -> Bool {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

func zone(_ text: String) throws(TimeZoneError) -> Firmware.TimeZone {
  try Firmware.TimeZone(parsing: Array(text.utf8).span)
}

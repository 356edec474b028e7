import Glibc
import HostSim
import Testing

@testable import Firmware

/// The core's zones against those of the C library, which reads the same texts.
///
/// The library has one zone for the whole process, so these tests run one after the other, and no
/// other test may ask it for the local time.
@Suite(.serialized) struct SystemTimeZoneTests {
  /// The footers of the zones that the system has, and those that were in use in 2025.
  static let footers: [String] = {
    let found = Set(zoneInfoFooters())
    return found.union(knownFooters).sorted()
  }()

  @Test func thereAreZonesToCompare() { #expect(Self.footers.count >= 60) }

  @Test func everyZoneInUseAgreesWithTheSystem() throws {
    var random = SeededGenerator(seed: 1)
    for text in Self.footers {
      let difference = try difference(text, random: &random)
      #expect(difference == nil, "\(text)")
    }
  }

  /// The days around 29 February, and the weeks that a month may lack.
  @Test func rulesAboutUnevenDatesAgreeWithTheSystem() throws {
    var random = SeededGenerator(seed: 3)
    for day in 57...61 {
      for rules in ["J\(day),J300", "\(day),299/0", "299,\(day)/23:59:59", "J300/-1,J\(day)"] {
        let difference = try difference("AAA3BBB," + rules, random: &random)
        #expect(difference == nil, "\(rules)")
      }
    }
    for weekday in 0...6 {
      let rules = "M2.4.\(weekday),M4.5.\(weekday)"
      let difference = try difference("AAA-3BBB," + rules, random: &random)
      #expect(difference == nil, "\(rules)")
    }
  }

  /// Zones of no place, with all forms of rules, whose changes stay in the middle of the year: at
  /// its ends the library takes another year for the one that is meant.
  @Test func anyZoneAgreesWithTheSystem() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<100 {
      let text = randomZone(&random)
      let difference = try difference(text, random: &random)
      #expect(difference == nil, "\(text)")
    }
  }
}

/// Where the core and the system differ, over 1970…2100: each change of the system's clock and the
/// seconds around it, and other moments.
private func difference(_ text: String, random: inout SeededGenerator) throws -> String? {
  let zone = try zone(text)
  return SystemZone.within(text) {
    let changes = SystemZone.changes()
    let hasDaylight = text.contains(",")
    if hasDaylight == (changes.count < 2 * 130) { return "\(changes.count) changes" }
    let others = (0..<200).map { _ in Int.random(in: 0...Int(endOf2100), using: &random) }
    let moments = changes.flatMap { [$0 - 1, $0, $0 + 1] } + others + [0, Int(endOf2100)]
    return moments.lazy.compactMap { differs(zone, at: $0) }.first
  }
}

private func differs(_ zone: Firmware.TimeZone, at seconds: Int) -> String? {
  let local = zone.localTime(.at(UInt64(seconds)))
  let system = SystemZone.localTime(seconds)
  let civil = local.civil
  let isSame =
    Int32(civil.year) == system.tm_year + 1_900
    && Int32(civil.month.rawValue) == system.tm_mon + 1 && Int32(civil.day) == system.tm_mday
    && Int32(civil.hour) == system.tm_hour && Int32(civil.minute) == system.tm_min
    && Int32(civil.second) == system.tm_sec && Int32(civil.weekday.rawValue) == system.tm_wday
    && Int(local.offsetSeconds) == system.tm_gmtoff && local.isDaylight == (system.tm_isdst > 0)
  return isSame ? nil : "\(seconds): \(local) instead of \(system)"
}

private enum SystemZone {
  /// Runs `body` with the library in the zone `text`, and puts back the one that was.
  static func within<Result>(_ text: String, _ body: () -> Result) -> Result {
    let previous = getenv("TZ").map { String(cString: $0) }
    setenv("TZ", text, 1)
    tzset()
    defer {
      if let previous { setenv("TZ", previous, 1) } else { unsetenv("TZ") }
      tzset()
    }
    return body()
  }

  static func localTime(_ seconds: Int) -> tm {
    var seconds = seconds
    var fields = tm()
    localtime_r(&seconds, &fields)
    return fields
  }

  /// The first second of each new offset or name, up to 2100, of periods longer than 20 days.
  static func changes() -> [Int] {
    var changes: [Int] = []
    let step = 20 * 86_400
    for start in stride(from: 0, to: Int(endOf2100) - step, by: step) {
      var (low, high) = (start, start + step)
      let isDaylight = localTime(low).tm_isdst
      if localTime(high).tm_isdst == isDaylight { continue }
      while high - low > 1 {
        let middle = (low + high) / 2
        if localTime(middle).tm_isdst == isDaylight { low = middle } else { high = middle }
      }
      changes.append(high)
    }
    return changes
  }
}

/// A zone with two changes a year in February…November, 60 days or more apart.
private func randomZone(_ random: inout SeededGenerator) -> String {
  let first = Int.random(in: 2...7, using: &random)
  let second = Int.random(in: first + 4...11, using: &random)
  var rules = [randomRule(month: first, &random), randomRule(month: second, &random)]
  if Bool.random(using: &random) { rules.reverse() }
  let names = [("AAA", "BBB"), ("<+01>", "<-02>"), ("Abcd", "<X9Y>")].randomElement(using: &random)
  let (standard, daylight) = names ?? ("AAA", "BBB")
  return standard + randomClock(hours: 0...24, &random)
    + daylight + randomClock(hours: 0...24, &random) + rules.map { "," + $0 }.joined()
}

private func randomRule(month: Int, _ random: inout SeededGenerator) -> String {
  let day = 30 * (month - 1) + .random(in: 8...28, using: &random)
  let date = [
    "J\(day)", "\(day)",
    "M\(month).\(Int.random(in: 1...5, using: &random)).\(Int.random(in: 0...6, using: &random))",
  ]
  let time = "/" + randomClock(hours: 0...167, &random)
  return (date.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? time : "")
}

private func randomClock(hours: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
  let sign = ["", "-", "+"].randomElement(using: &random) ?? ""
  let fields = [
    String(Int.random(in: hours, using: &random)),
    digits(Int.random(in: 0...59, using: &random), 2),
    digits(Int.random(in: 0...59, using: &random), 2),
  ]
  return sign + fields[..<Int.random(in: 1...3, using: &random)].joined(separator: ":")
}

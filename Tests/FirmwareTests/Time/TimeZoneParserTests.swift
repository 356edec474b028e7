import HostSim
import Testing

@testable import Firmware

@Suite struct TimeZoneParserTests {
  @Test(
    arguments: [
      ("", .badName, 0), ("5", .badName, 0), ("AB5", .badName, 0), (":Europe/Vienna", .badName, 0),
      ("A1B5", .badName, 0), ("<AB>5", .badName, 1), ("<ABC5", .unclosedName, 5),
      ("<AB C>5", .badName, 1), ("ABC", .expectedNumber, 3), ("ABC+", .expectedNumber, 4),
      ("ABC+-5", .expectedNumber, 4), ("ABC25", .outOfRange, 3), ("ABC5:60", .outOfRange, 5),
      ("ABC5:00:60", .outOfRange, 8), ("ABC5:0", .expectedNumber, 5), ("ABC005", .badName, 5),
      ("ABC5DE", .badName, 4), ("ABC5DEF25", .outOfRange, 7), ("ABC5DEF:4", .expectedComma, 7),
      ("ABC5DEF4x", .expectedComma, 8), ("ABC5,M3.2.0,M11.1.0", .badName, 4),
      ("ABC5DEF,", .expectedNumber, 8), ("ABC5DEF,M3.2.0", .expectedComma, 14),
      ("ABC5DEF,M3.2.0,", .expectedNumber, 15), ("ABC5DEF,M3.2.0,M11.1.0,", .trailingBytes, 22),
      ("ABC5DEF,M3.2.0,M11.1.0 ", .trailingBytes, 22), ("ABC5DEF,M0.2.0,M11.1.0", .outOfRange, 9),
      ("ABC5DEF,M13.2.0,M11.1.0", .outOfRange, 9), ("ABC5DEF,M3.0.0,M11.1.0", .outOfRange, 11),
      ("ABC5DEF,M3.6.0,M11.1.0", .outOfRange, 11), ("ABC5DEF,M3.2.7,M11.1.0", .outOfRange, 13),
      ("ABC5DEF,M3-2.0,M11.1.0", .expectedPoint, 10), ("ABC5DEF,M3.2,M11.1.0", .expectedPoint, 12),
      ("ABC5DEF,J0,J1", .outOfRange, 9), ("ABC5DEF,J366,J1", .outOfRange, 9),
      ("ABC5DEF,366,1", .outOfRange, 8), ("ABC5DEF,1/168,2", .outOfRange, 10),
      ("ABC5DEF,1/-168,2", .outOfRange, 11), ("ABC5DEF,1/,2", .expectedNumber, 10),
      ("ABC5DEF,1/1:60,2", .outOfRange, 12), ("ABC5DEF,m3.2.0,M11.1.0", .expectedNumber, 8),
      ("ABC5DEF,j1,J2", .expectedNumber, 8),
    ] as [(String, TimeZoneReason, Int)])
  func whatIsWrongAndWhere(text: String, reason: TimeZoneReason, offset: Int) {
    #expect(throws: TimeZoneError(reason: reason, offset: offset)) { try zone(text) }
  }

  @Test func reasonsReadDifferently() {
    let words = (UInt8(0)..<7).compactMap { TimeZoneReason(rawValue: $0)?.description.string }
    #expect(Set(words).count == 7)
  }

  @Test func theLimitsThemselvesAreTaken() throws {
    let text = "ABC-24:59:59DEF+24:59:59,J1/-167:59:59,365/+167:59:59"
    let zone = try zone(text)
    let daylight = try #require(zone.daylight)
    #expect(zone.offsetSeconds == 89_999)
    #expect(daylight.offsetSeconds == -89_999)
    #expect(daylight.start == TransitionRule(day: .date(1), timeSeconds: -604_799))
    #expect(daylight.end == TransitionRule(day: .dayOfYear(365), timeSeconds: 604_799))
  }

  /// Whatever is cut off a text in which nothing may be left out makes it another zone or none.
  @Test func truncationsAreOtherZonesOrNone() throws {
    let bytes = Array("<+1030>-10:30<+11>-11,M10.1.0/2:30,M4.1.0/3:45:10".utf8)
    let whole = try Firmware.TimeZone(parsing: bytes.span)
    var readable = 0
    for count in 0..<bytes.count {
      let part = bytes.span.extracting(0..<count)
      do throws(TimeZoneError) {
        let shorter = try Firmware.TimeZone(parsing: part)
        readable += 1
        #expect(shorter != whole)
      } catch {
        #expect(0...count ~= error.offset)
      }
    }
    #expect(readable > 5)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func noTextTrapsAndAnyZoneTellsTheTime(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let seeds = ["NZST-12NZDT,M9.5.0,M4.1.0/3", "<-02>2<-01>,J60/-1,365/167"]
    let alphabet = Array("0123456789<>+-:,./JMABCDEF\u{0}\u{FF}".utf8)
    var zones = 0
    for _ in 0..<4_000 {
      var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        bytes[index] = alphabet.randomElement(using: &random) ?? 0
      }
      do throws(TimeZoneError) {
        let zone = try Firmware.TimeZone(parsing: bytes.span)
        zones += 1
        let time = UnixTime.random(using: &random)
        let local = zone.localTime(time)
        #expect(local.civil.unixTime(offsetSeconds: local.offsetSeconds) == time)
      } catch {
        #expect(0...bytes.count ~= error.offset)
      }
    }
    #expect(zones > 100)
  }
}

import HostSim
import Testing

@testable import Firmware

/// The texts of a clock.
@Suite struct TimeTextTests {
  @Test func aClockHasTwoDigitsEach() throws {
    for minute in 0..<1_440 as Range<UInt64> {
      var text = UTF8Buffer<32>()
      text.append(clock: CivilTime(.at(minute * 60 + 59)))
      let shown = String(taking: &text)
      #expect(shown == digits(minute / 60, 2) + ":" + digits(minute % 60, 2))
    }
  }

  @Test func datesReadAsInEnglish() throws {
    let weekdays = [
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    for day in 20_000..<20_400 {
      let date = CivilDate(dayNumber: Int32(day))
      let system = systemCalendar(day * 86_400)
      var text = UTF8Buffer<32>()
      text.append(date: date)
      let shown = String(taking: &text)
      let weekday = weekdays[Int(system.tm_wday)]
      #expect(shown == "\(weekday), \(system.tm_mday) \(months[Int(system.tm_mon)])")
      #expect(shown.utf8.count <= 23)
    }
    var text = UTF8Buffer<32>()
    text.append(date: try #require(CivilDate(year: 2_026, month: .november, day: 20)))
    #expect(String(taking: &text) == "Friday, 20 November")
  }

  @Test(
    arguments: [
      (0, "0:00"), (9, "0:09"), (59, "0:59"), (60, "1:00"), (187, "3:07"), (3_599, "59:59"),
      (3_600, "1:00:00"), (3_723, "1:02:03"), (359_999, "99:59:59"), (.max, "1193046:28:15"),
    ] as [(UInt32, String)])
  func durations(seconds: UInt32, shown: String) {
    var text = UTF8Buffer<32>()
    var remaining = UTF8Buffer<32>()
    text.append(durationSeconds: seconds)
    remaining.append(remainingSeconds: seconds)
    #expect(String(taking: &text) == shown)
    #expect(String(taking: &remaining) == "-" + shown)
  }

  @Test func decimalsOfAnyWidth() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let bits = UInt32.random(in: 0..<32, using: &random)
      let number = UInt32.random(in: .min ... .max, using: &random) >> bits
      let count = Int.random(in: -1...10, using: &random)
      var text = UTF8Buffer<32>()
      text.append(decimal: number, digitCount: count)
      #expect(String(taking: &text) == digits(number, max(count, 1)), "\(number) in \(count)")
    }
  }

  @Test func whatDoesNotFitIsCut() {
    var text = UTF8Buffer<4>()
    text.append("Fri")
    text.append(", 20")
    let isCut = text.isCut
    #expect(isCut && String(taking: &text) == "Fri,")
  }
}

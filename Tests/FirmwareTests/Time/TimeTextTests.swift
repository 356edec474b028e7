import HostSim
import Testing

@testable import Firmware

/// The texts of durations and numbers.
@Suite struct TimeTextTests {
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

import HostSim
import Testing

@testable import Firmware

struct JSONNumberTests {
  private static func read(_ text: String) -> JSONNumber? {
    let reading = JSONReading(Array(text.utf8))
    guard reading.error == nil, case .number(let number, _)? = reading.events.first else {
      return nil
    }
    return number
  }

  /// Worth `magnitude`, which is nil where the number saturates.
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("0e99999", 0), ("-0.0e-0", 0), ("0.1e1", 1), ("1e-400", 0), ("-0.9", 0),
      ("12.9", 12), ("-12.9", 12), ("1.8e5", 180_000), ("0.00012e5", 12), ("1200e-2", 12),
      ("1299e-2", 12), ("99999e-5", 0), ("100000e-5", 1), ("1e19", 10_000_000_000_000_000_000),
      ("999999999999999999", 999_999_999_999_999_999),
      ("9999999999999999999", 9_999_999_999_999_999_999),
      ("1000000000000000000", 1_000_000_000_000_000_000),
      ("10000000000000000001", 10_000_000_000_000_000_001),
      ("12345678901234567891", 12_345_678_901_234_567_891),
      ("1.2345678901234567891e19", 12_345_678_901_234_567_891),
      ("123456789012345678912345e-4", 12_345_678_901_234_567_891),
      ("18446744073709551609", 18_446_744_073_709_551_609),
      ("18446744073709551615", 18_446_744_073_709_551_615),
      ("18446744073709551615.999", 18_446_744_073_709_551_615),
      ("1844674407370955161.5e1", 18_446_744_073_709_551_615),
      ("184467440737095516160e-1", nil), ("184467440737095516159e-1", 18_446_744_073_709_551_615),
      ("18446744073709551616", nil), ("1844674407370955161.6e1", nil),
      ("18446744073709551619", nil),
      ("18446744073709551620", nil), ("1e20", nil), ("1e99", nil), ("-1e99", nil),
      ("1e2147483647", nil), ("1e2147483648", nil), ("1e-2147483649", 0), ("1e4294967297", nil),
      ("1e99999999999999999999", nil), ("1e-99999999999999999999", 0), ("123456789e-4294967295", 0),
      ("1844674407370955161600000e-5", nil), ("1844674407370955161500000e-5", .max),
    ] as [(String, UInt64?)])
  func valuesAreTruncatedAndSaturated(text: String, magnitude: UInt64?) {
    let expected = JSONNumber(
      magnitude: magnitude ?? .max, isNegative: text.hasPrefix("-") && magnitude != 0,
      isSaturated: magnitude == nil)
    #expect(Self.read(text) == expected)
    #expect(DecimalModel.integer(text) == expected)
  }

  @Test(arguments: 0..<UInt64(20))
  func randomNumbersAreWorthWhatTheModelSays(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let text = JSONGenerator.number(&random)
      #expect(Self.read(text) == DecimalModel.integer(text), "\(text)")
    }
  }

  @Test(arguments: 1...40)
  func thePointMayStandAnywhere(digitCount: Int) {
    let digits = String("9876543210987654321098765432109876543210".prefix(digitCount))
    for point in 1...digitCount {
      let fraction = String(digits.dropFirst(point))
      let mantissa = digits.prefix(point) + (fraction.isEmpty ? "" : "." + fraction)
      for exponent in -25...25 {
        let text = "\(mantissa)e\(exponent)"
        #expect(Self.read(text) == DecimalModel.integer(text), "\(text)")
      }
    }
  }

  @Test
  func thousandsOfDigitsAreNoMatter() {
    let zeros = String(repeating: "0", count: 3000)
    let ones = String(repeating: "1", count: 3000)
    for text in [
      "0.\(zeros)1e3001", "1\(zeros)e-3000", "1\(zeros)", "\(ones)e-2990", "0.\(zeros)\(ones)e3005",
      "\(ones).\(ones)e-2981", "-\(ones).\(ones)e-2980",
    ] {
      #expect(Self.read(text) == DecimalModel.integer(text), "\(text.suffix(6))")
    }
  }

  @Test
  func onlyWhatIsWrittenAsAnIntegerIsOne() {
    func isInteger(_ text: String) -> Bool? {
      let events = JSONReading(Array(text.utf8)).events
      guard case .number(_, let isInteger)? = events.first else { return nil }
      return isInteger
    }
    let long = "1" + String(repeating: "0", count: 99)
    for text in ["0", "-0", "1", "-12", "18446744073709551616", long] {
      #expect(isInteger(text) == true, "\(text)")
      for tail in [".0", ".5", "e0", "E1", "e-1", ".0e+1"] {
        #expect(isInteger(text + tail) == false, "\(text)\(tail)")
      }
    }
  }

  @Test
  func valuesAreClampedToWhatTheirReaderHolds() {
    let ends: [(text: String, narrow: UInt32, wide: UInt64)] = [
      ("-1", 0, 0), ("-1e99", 0, 0), ("0", 0, 0), ("4294967295", .max, 4_294_967_295),
      ("4294967296", .max, 4_294_967_296), ("1e99", .max, .max),
    ]
    for (text, narrow, wide) in ends {
      let number = Self.read(text)
      #expect(number?.clampedToUInt32 == narrow, "\(text)")
      #expect(number?.clampedToUInt64 == wide, "\(text)")
    }
  }
}

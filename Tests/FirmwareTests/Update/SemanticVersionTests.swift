import HostSim
import Testing

@testable import Firmware

@Suite struct SemanticVersionTests {
  private static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return SemanticVersion.isValid(bytes.span)
  }

  private static func precedence(_ left: String, _ right: String) -> Precedence? {
    let leftBytes = Array(left.utf8)
    let rightBytes = Array(right.utf8)
    return SemanticVersion.precedence(leftBytes.span, rightBytes.span)
  }

  private static func modelPrecedence(_ left: String, _ right: String) -> Precedence? {
    guard let leftModel = SemanticVersionModel(left), let rightModel = SemanticVersionModel(right)
    else { return nil }
    let order = leftModel.order(rightModel)
    return order < 0 ? .lower : order > 0 ? .higher : .same
  }

  /// Each list is in ascending order; the first two are the specification's, section 11.
  @Test(
    arguments: [
      ["1.0.0", "2.0.0", "2.1.0", "2.1.1"],
      [
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
      ],
      ["0.0.9", "0.0.10", "0.0.100", "0.9.0", "0.10.0", "9.0.0", "10.0.0"],
      [
        "1.2.3-0", "1.2.3-0.a", "1.2.3-9", "1.2.3-10", "1.2.3--", "1.2.3--1", "1.2.3-0a",
        "1.2.3-1-", "1.2.3-A", "1.2.3-Z.9", "1.2.3-a", "1.2.3-a-", "1.2.3-a0", "1.2.3-aa",
      ],
      [
        "1.0.0-18446744073709551615", "1.0.0-18446744073709551616",
        "1.0.0-99999999999999999999999999999999", "1.0.0",
        "1.0.4294967296", "1.0.18446744073709551616", "1.0.100000000000000000000000000000000",
      ],
    ])
  func listsInOrder(versions: [String]) {
    for (i, left) in versions.enumerated() {
      for (j, right) in versions.enumerated() {
        let expected: Precedence = i < j ? .lower : i > j ? .higher : .same
        #expect(Self.precedence(left, right) == expected, "\(left) and \(right)")
        #expect(Self.precedence(left + "+a.01", right + "+b") == expected)
      }
    }
  }

  @Test(
    arguments: [
      "", "1", "1.0", "1.0.0.0", "1..0", ".1.0", "1.0.", "v1.0.0", "1.0.0 ", " 1.0.0", "01.0.0",
      "1.00.0", "1.0.00", "-1.0.0", "1.-0.0", "+1.0.0", "1.0.0-", "1.0.0+", "1.0.0-+b", "1.0.0-a+",
      "1.0.0-a..b", "1.0.0-.a", "1.0.0-a.", "1.0.0-01", "1.0.0-a.00", "1.0.0+a..b", "1.0.0+a+b",
      "1.0.0-a_b", "1.0.0+a_b", "1.0.0-\u{E9}", "1.0.0\u{0}", "1.0.0-a\u{0}", "1.0\u{0}.0", "a.b.c",
      "1.0.a", "1.0.0a", "1.0-a.0", "1-a.0.0", "1.0+a", "1.0-a", "1.0.0-a.+b", "1.0.0+.a",
    ])
  func whatIsNoVersion(text: String) {
    #expect(!Self.isValid(text))
    #expect(SemanticVersionModel(text) == nil)
    #expect(Self.precedence(text, "1.0.0") == nil)
    #expect(Self.precedence("1.0.0", text) == nil)
  }

  @Test(
    arguments: [
      "0.0.0", "1.0.0-0", "1.0.0-0a", "1.0.0-00a", "1.0.0--", "1.0.0---.-", "1.0.0+001",
      "1.0.0+-", "1.0.0-a.b.c+d.e.0", "1.0.0+a-b", "1.0.0-a+b-c", "999999999999999999999.0.0",
    ])
  func whatIsOne(text: String) {
    #expect(Self.isValid(text))
    #expect(SemanticVersionModel(text) != nil)
    #expect(Self.precedence(text, text) == .same)
  }

  /// Texts of few letters, so that many have much in common, and many are no versions.
  private static func text(_ random: inout SeededGenerator) -> String {
    if random.isOneIn(4) {
      return String((0..<random.below(10)).map { _ in random.pick(Array("01.-+a")) })
    }
    let numbers = ["0", "1", "9", "10", "18446744073709551616"]
    let words = numbers + ["a", "A", "-", "a-", "a1", "0a", "ab", "1a"]
    var text = (0..<3).map { _ in random.pick(numbers) }.joined(separator: ".")
    for separator in ["-", "+"] where !random.isOneIn(3) {
      let parts = (0...random.below(3)).map { _ in random.pick(words) }
      text += separator + parts.joined(separator: ".")
    }
    return text
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func anyTwoTextsStandAsInTheModel(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var valid = 0
    for _ in 0..<300 {
      let left = Self.text(&random)
      let right = random.isOneIn(2) ? Self.text(&random) : Self.neighbour(of: left, &random)
      let expected = Self.modelPrecedence(left, right)
      #expect(Self.precedence(left, right) == expected, "\(left) and \(right)")
      #expect(Self.isValid(left) == (SemanticVersionModel(left) != nil), "\(left)")
      if expected != nil { valid += 1 }
    }
    #expect(valid > 50)
  }

  private static func neighbour(of text: String, _ random: inout SeededGenerator) -> String {
    let bytes = random.mutated(Array(text.utf8), inserting: Array("019.-+aA".utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reflexive, antisymmetric and transitive over random versions.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func theOrderIsTotal(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var versions: [String] = []
    while versions.count < 40 {
      let text = Self.text(&random)
      if Self.isValid(text) { versions.append(text) }
    }
    let sorted = versions.sorted { Self.precedence($0, $1) == .lower }
    for (i, left) in sorted.enumerated() {
      #expect(Self.precedence(left, left) == .same)
      for right in sorted[(i + 1)...] {
        let forward = Self.precedence(left, right)
        #expect(forward == .lower || forward == .same, "\(left) and \(right)")
        let backward: Precedence = forward == .lower ? .higher : .same
        #expect(Self.precedence(right, left) == backward)
      }
    }
  }

  @Test func everyPrefixOfAVersionIsJudgedAsInTheModel() {
    let text = "10.20.30-alpha.1.x-y+build.001"
    for count in 0...text.utf8.count {
      let prefix = String(text.prefix(count))
      #expect(Self.isValid(prefix) == (SemanticVersionModel(prefix) != nil), "\(prefix)")
    }
  }
}

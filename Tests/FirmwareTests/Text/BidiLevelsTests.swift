import Testing

@testable import Firmware

/// The order of text against Unicode's conformance files.
///
/// Lines are left out that the device does not claim: with embeddings, overrides or isolates within
/// isolates, and those whose direction is not that of their text.
@Suite(.enabled(if: UnicodeFile.isExpected)) struct BidiLevelsTests {
  struct Counts {
    var all = 0
    var explicit = 0
    var forced = 0
    var passed = 0

    mutating func hold(_ scalars: [UInt32], _ levels: [UInt8?], _ order: [Int], base: UInt8?) {
      let found = BidiResult(of: scalars).without { levels[$0] == nil }
      let meant = BidiResult(
        base: base ?? found.base, levels: levels.compactMap { $0 }, order: order)
      let isSame = found.looks(like: meant)
      if isSame { passed += 1 }
      #expect(isSame, "\(BidiResult.name(scalars)): \(found), not \(meant)")
    }
  }

  @Test func agreesWithUnicodesConformanceTest() throws {
    var counts = Counts()
    for fields in try UnicodeFile.lines("BidiCharacterTest.txt") {
      let scalars = fields[0].split(separator: " ").map { UInt32($0, radix: 16)! }
      counts.all += 1
      let base = UInt8(fields[2])!
      if !BidiClaim.includes(scalars) {
        counts.explicit += 1
      } else if fields[1] != "2" && BidiResult(of: scalars).base != base {
        counts.forced += 1
      } else {
        counts.hold(
          scalars, fields[3].split(separator: " ").map { UInt8($0) },
          fields[4].split(separator: " ").map { Int($0)! }, base: base)
      }
    }
    print("BidiCharacterTest.txt: \(counts)")
    #expect(counts.all > 90_000 && counts.passed + counts.explicit + counts.forced == counts.all)
  }

  /// A character of each class that the file's lines are written in.
  private static let characters: [Substring: UInt32] = [
    "L": 0x61, "R": 0x5D0, "AL": 0x627, "EN": 0x31, "ES": 0x2B, "ET": 0x25, "AN": 0x661,
    "CS": 0x2C, "NSM": 0x301, "BN": 0x200B, "B": 0x2029, "S": 9, "WS": 0x20, "ON": 0x21,
    "LRE": 0x202A, "RLE": 0x202B, "PDF": 0x202C, "LRO": 0x202D, "RLO": 0x202E, "LRI": 0x2066,
    "RLI": 0x2067, "FSI": 0x2068, "PDI": 0x2069,
  ]

  @Test func agreesWithUnicodesTestOfClasses() throws {
    var counts = Counts()
    var levels: [UInt8?] = []
    var order: [Int] = []
    for line in try UnicodeFile.text("BidiTest.txt").split(separator: "\n") {
      if line.first == "@" {
        let values = line.split { $0 == " " || $0 == "\t" }.dropFirst()
        if line.hasPrefix("@Levels:") { levels = values.map { UInt8($0) } }
        if line.hasPrefix("@Reorder:") { order = values.map { Int($0)! } }
      }
      if "#@".contains(line.first!) { continue }
      counts.all += 1
      // A digit whose lowest bit stands for the direction of the text itself.
      if line.last!.hexDigitValue! & 1 == 0 {
        counts.forced += 1
        continue
      }
      let scalars = line.dropLast(3).split(separator: " ").map { Self.characters[$0]! }
      if !BidiClaim.includes(scalars) {
        counts.explicit += 1
      } else {
        counts.hold(scalars, levels, order, base: nil)
      }
    }
    print("BidiTest.txt: \(counts)")
    #expect(counts.all > 490_000 && counts.passed + counts.explicit + counts.forced == counts.all)
  }
}

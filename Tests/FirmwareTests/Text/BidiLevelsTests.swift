import Testing

@testable import Firmware

@Suite(.enabled(if: UnicodeFile.isExpected)) struct BidiLevelsTests {
  /// What the algorithm made of a line.
  struct Result: Equatable {
    var base: UInt8
    var levels: [UInt8]
    /// Indices of the characters from left to right.
    var order: [Int]
  }

  static func resolve(_ scalars: [UInt32]) -> Result {
    var text: [UInt8] = []
    var places: [Int] = []
    for scalar in scalars {
      places.append(text.count)
      text += Array(String(Unicode.Scalar(scalar)!).utf8)
    }
    var levels = BidiLevels()
    levels.resolve(text.span)
    var runs = VisualRuns()
    let cursor = TextCursor(font: .body, fallback: nil)
    runs.arrange(text.span, levels, with: cursor)
    var order: [Int] = []
    for index in 0..<runs.count {
      let run = runs[index]
      let inside = places.indices.filter { places[$0] >= run.start && places[$0] < run.end }
      order += run.level % 2 == 1 ? inside.reversed() : inside
    }
    let base = levels.base
    return Result(base: base, levels: places.map { levels.level(at: $0) }, order: order)
  }

  private static func isEmbedding(_ scalar: UInt32) -> Bool { 0x202A...0x202E ~= scalar }

  /// Whether an isolate begins within another.
  private static func isNested(_ scalars: [UInt32]) -> Bool {
    var depth = 0
    for scalar in scalars {
      if 0x2066...0x2068 ~= scalar { depth += 1 }
      if depth > 1 { return true }
      if scalar == 0x2069 { depth = max(0, depth - 1) }
    }
    return false
  }

  /// Of Unicode's 91,699 lines those are left out that the device does not claim: with embeddings,
  /// overrides or isolates within isolates, and those whose direction is not that of their text.
  @Test func agreesWithUnicodesConformanceTest() throws {
    var counts = (all: 0, explicit: 0, forced: 0, passed: 0)
    for fields in try UnicodeFile.lines("BidiCharacterTest.txt") {
      let scalars = fields[0].split(separator: " ").map { UInt32($0, radix: 16)! }
      counts.all += 1
      if scalars.contains(where: Self.isEmbedding) || Self.isNested(scalars) {
        counts.explicit += 1
        continue
      }
      let found = Self.resolve(scalars)
      let base = UInt8(fields[2])!
      if fields[1] != "2" && found.base != base {
        counts.forced += 1
        continue
      }
      let levels = fields[3].split(separator: " ").map { UInt8($0) }
      let order = fields[4].split(separator: " ").map { Int($0)! }
      let isSame =
        found.base == base
        && zip(levels, found.levels).allSatisfy { $0 == nil || $0 == $1 }
        && found.order.filter { levels[$0] != nil } == order
      if isSame { counts.passed += 1 }
      #expect(isSame, "\(fields[0]): \(found), not \(fields[3]), \(fields[4])")
    }
    print("BidiCharacterTest.txt: \(counts)")
    #expect(counts.all > 90_000 && counts.passed + counts.explicit + counts.forced == counts.all)
  }
}

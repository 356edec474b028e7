@testable import Firmware

/// What the bidirectional algorithm made of a line.
struct BidiResult {
  var base: UInt8
  /// By character.
  var levels: [UInt8]
  /// Indices of the characters from left to right.
  var order: [Int]

  init(base: UInt8, levels: [UInt8], order: [Int]) {
    self.base = base
    self.levels = levels
    self.order = order
  }

  /// What the core makes of `scalars`.
  init(of scalars: [UInt32]) {
    var text: [UInt8] = []
    var places: [Int] = []
    for scalar in scalars {
      places.append(text.count)
      text += Array(String(Unicode.Scalar(scalar)!).utf8)
    }
    var levels = BidiLevels()
    levels.resolve(text.span)
    var runs = VisualRuns()
    let cursor = TextCursor(font: .small, fallback: nil)
    runs.arrange(text.span, levels, with: cursor)
    order = []
    for index in 0..<runs.count {
      let run = runs[index]
      let inside = places.indices.filter { places[$0] >= run.start && places[$0] < run.end }
      order += run.level % 2 == 1 ? inside.reversed() : inside
    }
    base = levels.base
    self.levels = places.map { levels.level(at: $0) }
  }

  static func name(_ scalars: [UInt32]) -> String {
    scalars.map { String($0, radix: 16) }.joined(separator: " ")
  }

  /// Whether a line looks the same. Of one that runs from left to right as a whole, the core keeps no
  /// levels.
  func looks(like other: BidiResult) -> Bool {
    let isTurned = (levels + other.levels).contains { $0 % 2 == 1 }
    return base == other.base && order == other.order && (!isTurned || levels == other.levels)
  }

  /// Without some of the characters.
  func without(_ isLeftOut: (Int) -> Bool) -> BidiResult {
    BidiResult(
      base: base, levels: levels.indices.filter { !isLeftOut($0) }.map { levels[$0] },
      order: order.filter { !isLeftOut($0) })
  }
}

/// Advice in one line or in two of much the same width.
struct HintLines {
  private let count: Int
  /// The space at which the second line begins; `count` for none.
  private let space: Int

  /// Divides `hint` for lines of so many columns.
  init(_ hint: Span<UInt8>, columns: Int, _ text: inout TextRenderer) {
    count = hint.count
    var best = (space: hint.count, width: text.width(of: hint, in: .small))
    // One that would reach from edge to edge reads better in two.
    if best.width > columns &* 3 / 4 {
      for index in hint.indices where hint[index] == UInt8(ascii: " ") {
        let width = max(
          text.width(of: hint.extracting(0..<index), in: .small),
          text.width(of: hint.extracting(index &+ 1..<hint.count), in: .small))
        if width < best.width { best = (index, width) }
      }
    }
    space = best.space
  }

  func range(of line: Int) -> Range<Int> {
    line == 0 ? 0..<space : min(space &+ 1, count)..<count
  }
}

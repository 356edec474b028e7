import Testing

@testable import Firmware

@Suite struct RightToLeftTests {
  /// Draws `pieces` one by one, each in its own columns, from left to right.
  private func assembled(_ pieces: [String], width: Int) -> Drawing {
    var whole = Drawing(width: width, height: 24, pixels: Array(repeating: 0, count: width * 24))
    var x = 0
    for piece in pieces {
      var line = TextLine.sample()
      line.offset = x
      let drawn = TextFixture.draw(piece, as: line, width: UInt16(width))
      whole.pixels = zip(whole.pixels, drawn.pixels).map(max)
      x += TextFixture.width(piece, in: .body)
    }
    return whole
  }

  @Test(arguments: [
    ("שלום", ["ם", "ו", "ל", "ש"]),
    ("שָׁלוֹם", ["ם", "וֹ", "ל", "שָׁ"]),
    ("אב גד", ["ד", "ג", " ", "ב", "א"]),
    ("Live: אב, ג!", ["Live: ", "ג", " ", ",", "ב", "א", "!"]),
    ("אב 12 (ג)", ["ב", "א", " 12 (", "ג", ")"]),
    ("دروز x", ["ز", "و", "ر", "د", " x"]),
  ])
  func setsRunsFromTheRight(text: String, pieces: [String]) {
    #expect(TextFixture.draw(text, width: 120) == assembled(pieces, width: 120))
  }

  @Test func cutsOffTheEndOfTheText() {
    var line = TextLine.sample()
    line.overflow = .ellipsis
    let width = TextFixture.width("אבג…", in: .body)
    let drawn = TextFixture.draw("אבגדהוזח", as: line, width: UInt16(width))
    #expect(drawn == assembled(["ג", "ב", "א", "…"], width: width))
  }

  @Test func showsAnyPartOfALongRun() {
    let text = "Ag " + String(repeating: "אבגדהוזחט שָׁל ", count: 9) + "end"
    let whole = TextFixture.draw(text, width: 1_200)
    #expect(TextFixture.width(text, in: .body) < 1_200)
    for column in stride(from: 0, to: 1_100, by: 67) {
      var line = TextLine.sample()
      line.offset = -column
      let part = TextFixture.draw(text, as: line, width: 80)
      let isSame = (0..<24).allSatisfy { y in
        (0..<80).allSatisfy { part[$0, y] == whole[column + $0, y] }
      }
      #expect(isSame, "\(column)")
    }
  }
}

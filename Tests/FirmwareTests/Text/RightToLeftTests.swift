import Testing

@testable import Firmware

@Suite struct RightToLeftTests {
  /// Draws `pieces` one by one, each in its own columns, from left to right. `_` is the wider space
  /// that follows a letter of the fallback font.
  private func assembled(_ pieces: [String], width: Int) -> Drawing {
    var whole = Drawing(width: width, height: 24, pixels: Array(repeating: 0, count: width * 24))
    var x = 0
    for piece in pieces {
      if piece == "_" {
        x += 8
        continue
      }
      let columns = TextFixture.width(piece, in: .small)
      let drawn = TextFixture.draw(piece, width: UInt16(columns))
      for y in 0..<24 {
        for column in 0..<columns { whole.pixels[y * width + x + column] = drawn[column, y] }
      }
      x += columns
    }
    return whole
  }

  @Test(arguments: [
    ("שלום", ["ם", "ו", "ל", "ש"]),
    ("שָׁלוֹם", ["ם", "וֹ", "ל", "שָׁ"]),
    ("אב גד", ["ד", "ג", "_", "ב", "א"]),
    ("Live: אב, ג!", ["Live: ", "ג", " ", ",", "ב", "א", "!"]),
    ("אב 12 (ג)", ["(", "ג", ")", " ", "12", "_", "ב", "א"]),
    ("שיר (גרסה חיה) 2024", ["2024", " (", "היח", "_", "הסרג", ")", "_", "ריש"].flatMap(split)),
    ("דוד \u{2067}x 1\u{2069} (ה)", ["(", "ה", ") ", "x 1", "_", "ד", "ו", "ד"]),
    ("دروز x", ["x", "_", "ز", "و", "ر", "د"]),
  ])
  func setsRunsFromTheRight(text: String, pieces: [String]) {
    let width = TextFixture.width(text, in: .small)
    #expect(TextFixture.draw(text, width: UInt16(width)) == assembled(pieces, width: width))
  }

  /// Hebrew letters one by one, as one piece would be turned.
  private static func split(_ piece: String) -> [String] {
    piece.unicodeScalars.contains { $0.value >= 0x590 } ? piece.map { String($0) } : [piece]
  }

  /// A line that begins at the right rests there, and moves on to the right.
  @Test func restsOnItsBeginning() {
    let text = "הלילה הארוך ביותר בעיר הגדולה"
    let width = TextFixture.width(text, in: .small)
    let whole = TextFixture.draw(text, width: UInt16(width))
    for moved in [0, 1, 40, width - 80] {
      var line = TextLine.sample()
      line.offset = -moved
      let part = TextFixture.draw(text, as: line, width: 80)
      let isSame = (0..<24).allSatisfy { y in
        (0..<80).allSatisfy { part[$0, y] == whole[width - 80 - moved + $0, y] }
      }
      #expect(isSame, "\(moved)")
    }
  }

  @Test func cutsOffTheEndOfTheText() {
    var line = TextLine.sample()
    line.overflow = .ellipsis
    let width = TextFixture.width("אבג…", in: .small)
    let drawn = TextFixture.draw("אבגדהוזח", as: line, width: UInt16(width))
    #expect(drawn == assembled(["…", "ג", "ב", "א"], width: width))
  }

  @Test func showsAnyPartOfALongRun() {
    let text = "Ag " + String(repeating: "אבגדהוזחט שָׁל ", count: 9) + "end"
    let whole = TextFixture.draw(text, width: 1_200)
    #expect(TextFixture.width(text, in: .small) < 1_200)
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

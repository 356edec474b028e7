import Testing

@testable import Firmware

@Suite struct CombiningTests {
  @Test func knowsEveryMark() {
    for code in UInt32(0x300)...0xFFFF {
      guard let properties = Unicode.Scalar(code)?.properties else { continue }
      guard let age = properties.age, age.major <= 15 else { continue }
      let isMark = [.nonspacingMark, .enclosingMark].contains(properties.generalCategory)
      let isIgnorable = properties.isDefaultIgnorableCodePoint
      if isIgnorable {
        #expect(ScalarTraits.role(of: code) == .invisible, "\(String(code, radix: 16))")
      }
      guard !isIgnorable else { continue }
      if isMark { #expect(ScalarTraits.role(of: code) == .mark, "\(String(code, radix: 16))") }
      // Signs of Indic scripts that share their consonant's cell are drawn as marks.
      let isSign = properties.generalCategory == .spacingMark
      if ScalarTraits.role(of: code) == .mark { #expect(isMark || isSign) }
    }
  }

  /// Ink above the letter, in the columns of the letter alone.
  @Test(arguments: FontTests.fonts) func putsAccentsOverTheLetter(font: Font) {
    for letter in ["a", "e", "A", "E", "l", "Я"] {
      let plain = TextFixture.draw(letter, as: .sample(font), width: 20, height: 30)
      let accented = TextFixture.draw("\(letter)\u{301}", as: .sample(font), width: 20, height: 30)
      #expect(firstRow(accented) < firstRow(plain), "\(letter)")
      // The letter itself stays as it is.
      for y in firstRow(plain)..<30 {
        #expect((0..<20).allSatisfy { accented[$0, y] >= plain[$0, y] })
      }
    }
  }

  @Test func takesTheDotFromUnderAnAccent() {
    let dotted = TextFixture.draw("i\u{302}j\u{302}", width: 20)
    #expect(dotted == TextFixture.draw("ı\u{302}ȷ\u{302}", width: 20))
    #expect(TextFixture.draw("i\u{323}", width: 20) != TextFixture.draw("ı\u{323}", width: 20))
  }

  @Test func stacksAccents() {
    let one = TextFixture.draw("E\u{302}", as: .sample(.medium), width: 20, height: 40)
    let two = TextFixture.draw("E\u{302}\u{301}", as: .sample(.medium), width: 20, height: 40)
    #expect(firstRow(two) < firstRow(one))
  }

  @Test func drawsDecomposedKoreanAsSyllables() {
    let text = "한국어 봄날"
    let parts =
      "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165} "
      + "\u{1107}\u{1169}\u{11B7}\u{1102}\u{1161}\u{11AF}"
    #expect(TextFixture.draw(parts, width: 120) == TextFixture.draw(text, width: 120))
    #expect(TextFixture.width(parts, in: .small) == TextFixture.width(text, in: .small))
  }

  /// A sign that stands by itself takes 8 columns, not the 16 of its consonant.
  @Test(arguments: [
    ("க", "கெ"), ("க", "கா"), ("ക", "കേ"), ("വ", "വാ"), ("ක", "කෙ"), ("හ", "හා"), ("က", "ကာ"),
    ("বা", "বাং"), ("दु", "दुः"),
  ])
  func signsStandCloseToTheirConsonant(consonant: String, syllable: String) {
    let alone = TextFixture.width(consonant, in: .small)
    #expect(TextFixture.width(syllable, in: .small) == alone + 8)
  }

  /// A Burmese vowel sign goes into the cell of the consonant, not into that of the medial before it.
  @Test func aSignAfterAMedialStandsBeforeTheConsonant() {
    let written = TextFixture.draw("\u{1000}\u{103B}\u{1031}", width: 40)
    #expect(written == TextFixture.draw("\u{1000}\u{1031}\u{103B}", width: 40))
  }

  /// Words stay apart where letters stand in cells.
  @Test func aSpaceAfterALetterInACellIsAsWideAsThere() {
    #expect(TextFixture.width("אב גד", in: .small) == 5 * 8)
    #expect(TextFixture.width("日 本", in: .medium) == 16 + 8 + 16)
    let space = TextFixture.width("a b", in: .small) - TextFixture.width("ab", in: .small)
    #expect(TextFixture.width("a א", in: .small) - TextFixture.width("aא", in: .small) == space)
  }

  @Test func keepsEveryLetterUnderAHeapOfMarks() {
    let heap = String(repeating: "\u{301}\u{323}\u{302}\u{306}", count: 60)
    var bytes = Array("a\(heap)".utf8)
    bytes += Array("b\(heap)c".utf8)
    let rect = Rect(x: 0, y: 0, width: 40, height: 24)
    let drawn = TextFixture.draw(bytes, as: .sample(), in: rect)
    let plain = TextFixture.draw("abc", width: 40)
    #expect(zip(drawn.pixels, plain.pixels).allSatisfy { $0 >= $1 })
  }

  private func firstRow(_ drawing: Drawing) -> Int {
    (0..<drawing.height).first { y in (0..<drawing.width).contains { drawing[$0, y] != 0 } } ?? 999
  }
}

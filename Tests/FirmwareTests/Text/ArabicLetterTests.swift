import Foundation
import Testing

@testable import Firmware

@Suite struct ArabicLetterTests {
  private func shapes(_ text: String) -> [UInt32] {
    var cursor = TextCursor(font: .body, fallback: TextFixture.fallback)
    let bytes = Array(text.utf8)
    var found: [UInt32] = []
    while let step = cursor.next(in: bytes.span) {
      if !step.isMark { found.append(step.scalar) }
    }
    return found
  }

  private func name(_ code: UInt32) -> String { Unicode.Scalar(code)!.properties.name! }

  private func plain(_ code: UInt32) -> String {
    String(Unicode.Scalar(code)!).precomposedStringWithCompatibilityMapping
  }

  static let letters = (UInt32(0x621)...0x6D2).filter { ArabicLetter($0) != nil }

  /// Unicode's own names tell the shapes apart.
  @Test func takesTheShapeBetweenItsNeighbours() {
    #expect(Self.letters.count == 36 + 13)
    for code in Self.letters {
      let letter = String(Unicode.Scalar(code)!)
      let joins = ArabicLetter(code)!
      for (text, place, before, after) in [
        (letter, 0, false, false), ("ب\(letter)", 1, true, false), ("\(letter)ب", 0, false, true),
        ("ب\(letter)ب", 1, true, true), ("ا\(letter) ب", 1, false, false),
        ("ـ\(letter)\u{64E}ـ", 1, true, true), ("ب\u{200C}\(letter)\u{200C}ب", 1, false, false),
      ] {
        let shape = shapes(text)[place]
        let ending =
          switch (before && joins.joinsBefore, after && joins.joinsAfter) {
          case (false, false): "ISOLATED FORM"
          case (true, false): "FINAL FORM"
          case (false, true): "INITIAL FORM"
          case (true, true): "MEDIAL FORM"
          }
        #expect(plain(shape) == letter && name(shape).hasSuffix(ending), "\(text): \(name(shape))")
      }
    }
  }

  @Test func writesLamAndAlefTogether() {
    for alef in ["آ", "أ", "إ", "ا"] {
      #expect(plain(shapes("ل\(alef)ب")[0]) == "ل\(alef)")
      #expect(name(shapes("ل\(alef)ب")[0]).hasSuffix("ISOLATED FORM"))
      #expect(name(shapes("بل\(alef)")[1]).hasSuffix("FINAL FORM"))
      // An alef does not reach on.
      #expect(name(shapes("ل\(alef)ب")[1]).hasSuffix("ISOLATED FORM"))
    }
    #expect(shapes("لب").count == 2)
  }
}

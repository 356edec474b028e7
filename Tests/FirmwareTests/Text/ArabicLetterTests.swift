import Foundation
import HostSim
import Testing

@testable import Firmware

@Suite struct ArabicLetterTests {
  private func shapes(_ text: String) -> [UInt32] {
    var cursor = TextCursor(font: .small, fallback: TextFixture.fallback)
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

  /// Each shape that Unicode has a code point for is drawn as that code point is, where zero width
  /// joiners stand for neighbours.
  @Test func drawsUnicodesShapes() {
    var count = 0
    for code in Array(UInt32(0xFB50)...0xFBFF) + Array(0xFE80...0xFEF4) {
      guard let name = Unicode.Scalar(code)?.properties.name else { continue }
      // Alone, a letter is drawn as such.
      if name.hasSuffix("ISOLATED FORM") { continue }
      let letter = plain(code)
      guard letter.unicodeScalars.count == 1, letter.unicodeScalars.first!.value != code else {
        continue
      }
      let isJoinedBefore = name.hasSuffix("FINAL FORM") || name.hasSuffix("MEDIAL FORM")
      let isJoinedAfter = name.hasSuffix("INITIAL FORM") || name.hasSuffix("MEDIAL FORM")
      let text = (isJoinedBefore ? "\u{200D}" : "") + letter + (isJoinedAfter ? "\u{200D}" : "")
      count += 1
      #expect(
        TextFixture.draw(text, width: 20)
          == TextFixture.draw(String(Unicode.Scalar(code)!), width: 20), "\(name)")
    }
    #expect(count > 150)
  }

  /// Between two letters each has another shape than alone: it reaches both edges of its cell.
  @Test func joinsLettersWithoutShapesInUnicode() {
    for letter in "ټځڅډڕښڼێڵېۍۆەڤگ" {
      let isJoined = shapes("ب\(letter)")[1]
      #expect(isJoined >= FallbackFont.shapes, "\(letter)")
      let glyph = TextFixture.fallback!.glyph(for: isJoined) != nil
      #expect(glyph, "\(letter)")
      let cell = TextFixture.draw("\u{200D}\(letter)", width: 8)
      #expect((0..<24).contains { cell[7, $0] != 0 }, "\(letter)")
    }
    // The neighbours of a letter that has no shapes at all still reach for it.
    #expect(shapes("ب\u{8A0}ب")[0] != 0x628 && shapes("ب\u{8A0}ب")[2] != 0x628)
  }

  /// A font of an earlier release ends before the shapes.
  @Test func drawsLettersAloneFromAFontWithoutShapes() {
    let shipped = FallbackFont.shippedBytes
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: shipped.count)
    defer { bytes.deallocate() }
    bytes.initialize(from: shipped, count: shipped.count)
    let blocks = UInt16(0x105A0 / 16)
    bytes[6] = UInt8(blocks & 0xFF)
    bytes[7] = UInt8(blocks >> 8)
    let earlier = FallbackFont(start: bytes, count: shipped.count)!
    #expect(
      TextFixture.draw("بب", width: 20, fallback: earlier)
        == TextFixture.draw("ب\u{200C}ب", width: 20))
    #expect(TextFixture.draw("بب", width: 20) != TextFixture.draw("ب\u{200C}ب", width: 20))
  }

  @Test func writesLamAndAlefTogether() {
    for alef in ["آ", "أ", "إ", "ا"] {
      #expect(plain(shapes("ل\(alef)ب")[0]) == "ل\(alef)")
      #expect(name(shapes("ل\(alef)ب")[0]).hasSuffix("ISOLATED FORM"))
      #expect(name(shapes("بل\(alef)")[1]).hasSuffix("FINAL FORM"))
      // An alef does not reach on.
      #expect(shapes("ل\(alef)ب")[1] == 0x628)
    }
    #expect(shapes("لب").count == 2)
  }
}

import HostSim
import Testing

@testable import Firmware

@Suite struct TextMeasureTests {
  @Test func isTheSumOfTheAdvances() {
    var random = SeededGenerator(seed: 0x51E)
    let spacing = FontTests.codes.filter { ScalarTraits.role(of: $0) == .spacing }
    let codes = spacing + Array(0x4E00...0x4E40)
    for font in FontTests.fonts {
      for _ in 0..<200 {
        let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
          codes.randomElement(using: &random)!
        }
        let bytes = text.flatMap { Array(String(Unicode.Scalar($0)!).utf8) }
        let advances = text.map {
          (font.glyph(for: $0) ?? TextFixture.fallback!.glyph(for: $0))!.advance
        }
        let renderer = TextRenderer(fallback: TextFixture.fallback)
        #expect(renderer.width(of: bytes.span, in: font) == advances.reduce(0, +))
      }
    }
  }

  @Test func stopsAtItsLimit() {
    let renderer = TextRenderer(fallback: nil)
    let long = [UInt8](repeating: UInt8(ascii: "W"), count: TextLine.widthLimit / 8)
    #expect(renderer.width(of: long.span, in: .medium) == TextLine.widthLimit)
    #expect(renderer.width(of: [UInt8]().span, in: .medium) == 0)
  }

  @Test(arguments: [
    "\u{0}", "\n", "\u{7F}", "\u{85}", "\u{AD}", "\u{200B}", "\u{200E}", "\u{202E}", "\u{2066}",
    "\u{FEFF}", "\u{FE0F}", "\u{E0067}", "\u{2060}", "\u{61C}",
  ])
  func leavesOutWhatIsInvisible(scalar: String) {
    #expect(TextFixture.width("a\(scalar)b", in: .small) == TextFixture.width("ab", in: .small))
    let drawn = TextFixture.draw("a\(scalar)b\(scalar)", width: 40)
    #expect(drawn == TextFixture.draw("ab", width: 40))
  }

  @Test(arguments: [
    "\u{300}", "\u{36F}", "\u{483}", "\u{5B0}", "\u{64B}", "\u{E31}", "\u{E4D}", "\u{1AB0}",
    "\u{1DC0}", "\u{20D0}", "\u{FE20}", "\u{3099}", "\u{94D}",
  ])
  func givesMarksNoWidth(mark: String) {
    let plain = TextFixture.width("aกb", in: .medium)
    #expect(TextFixture.width("a\(mark)กb", in: .medium) == plain)
    #expect(TextFixture.width("aก\(mark)\(mark)b", in: .medium) == plain)
    #expect(TextFixture.width(mark, in: .medium) == 0)
  }

  @Test(arguments: ["🔥", "👍🏽", "👩‍👩‍👧", "🇩🇪", "❤️‍🔥", "🏴\u{E0067}\u{E0062}\u{E007F}"])
  func drawsAnEmojiSequenceOnce(emoji: String) {
    let single = emoji.unicodeScalars.first == "❤" ? "❤" : "🔥"
    for font in FontTests.fonts {
      #expect(TextFixture.width(emoji, in: font) == TextFixture.width(single, in: font))
    }
    #expect(TextFixture.width("🇩🇪🇫🇷", in: .small) == 2 * TextFixture.width("🔥", in: .small))
    let drawing = TextFixture.draw(emoji, width: 24)
    #expect(drawing != TextFixture.draw("", width: 24))
  }
}

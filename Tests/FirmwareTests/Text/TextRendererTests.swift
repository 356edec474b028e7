import HostSim
import Testing

@testable import Firmware

@Suite struct TextRendererTests {
  static let samples = [
    "", "i", "Beyoncé – Halo", "Ẫỹ ǖ ‱ ⁂", "日本 한국 Ag", "x שָׁל i\u{302}\u{301}x", "🔥\u{301} \u{FFFD}",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
  ]

  /// The sink stops the run if a pixel is written twice or outside.
  @Test func fillsAnyRectangleOnce() {
    var random = SeededGenerator(seed: 0xF111)
    for _ in 0..<300 {
      var line = TextLine.sample(Bool.random(using: &random) ? .medium : .small)
      line.alignment = [.leading, .center, .trailing].randomElement(using: &random)!
      line.overflow = [.clip, .ellipsis].randomElement(using: &random)!
      line.offset = [0, -7, 30, -500, .max, .min].randomElement(using: &random)!
      let rect = Rect(
        x: .random(in: 0...300, using: &random), y: .random(in: 0...300, using: &random),
        width: .random(in: 1...90, using: &random), height: .random(in: 1...40, using: &random))
      var bytes = Array(Self.samples.randomElement(using: &random)!.utf8)
      bytes.removeLast(.random(in: 0...min(3, bytes.count), using: &random))
      let drawing = TextFixture.draw(bytes, as: line, in: rect)
      #expect(drawing.pixels.count == Int(rect.size.area))
    }
    for (width, height) in [(511, 3), (512, 3), (513, 3), (1025, 20), (65535, 1), (1, 65535)] {
      let line = TextLine.sample()
      let rect = Rect(x: 0, y: 0, width: UInt16(width), height: UInt16(height))
      let drawing = TextFixture.draw(Array(Self.samples[7].utf8), as: line, in: rect)
      #expect(drawing.pixels.count == width * height)
    }
  }

  @Test func drawsNothingIntoAnEmptyRectangle() {
    var renderer = TextRenderer(fallback: nil)
    var sink = RecordingSink()
    let text = Array("text".utf8)
    for rect in [Rect(x: 1, y: 1, width: 0, height: 9), Rect(x: 1, y: 1, width: 9, height: 0)] {
      renderer.draw(text.span, as: .sample(), in: rect, on: &sink)
    }
    let window = sink.window
    #expect(window == nil)
  }

  @Test(arguments: samples.dropLast()) func clipsWithoutChangingWhatShows(text: String) {
    let whole = TextFixture.draw(text, width: 300)
    for offset in stride(from: -150, through: 60, by: 7) {
      var line = TextLine.sample()
      line.offset = offset
      let part = TextFixture.draw(text, as: line, width: 61)
      for y in 0..<part.height {
        let expected = (0..<part.width).map { x in
          let column = x - offset
          return (0..<300).contains(column) ? whole[column, y] : 0
        }
        // Ink that reaches left of the first pen shows only where the text has moved right.
        let first = offset > 0 ? offset : 0
        let drawn = (0..<part.width).map { part[$0, y] }
        #expect(drawn[min(first, 61)...] == expected[min(first, 61)...], "row \(y) at \(offset)")
      }
    }
  }

  /// An end at which the text goes on fades, over no more columns than are hidden, and nothing else
  /// changes; a text from right to left has its beginning at the right.
  @Test(arguments: ["Ågerværk: Symphony No. 9 in D", "שיר (גרסה חיה) 2024 ועוד מילים"])
  func anEndThatIsCutFades(text: String) {
    let (width, margin) = (70, 4)
    let ramp = ColorRamp(from: .black, to: .white).colors
    let levels = (0..<16).map { ramp[$0] }
    let overflow = TextFixture.width(text, in: .small) - (width - 2 * margin)
    let isLeftward = text.first == "ש"
    for offset in 0...overflow {
      var line = TextLine.sample()
      line.offset = -offset
      line.margin = margin
      let sharp = TextFixture.draw(text, as: line, width: UInt16(width))
      line.excess = overflow
      let faded = TextFixture.draw(text, as: line, width: UInt16(width))
      let before = max(0, min(offset - margin, 8))
      let after = max(0, min(overflow - offset - margin, 8))
      for y in 0..<sharp.height {
        let meant = (0..<width).map { x in
          let (head, tail) = isLeftward ? (width - 1 - x, x) : (x, width - 1 - x)
          let place = head < before ? head + 8 - before : tail < after ? tail + 8 - after : nil
          guard let place, let level = levels.firstIndex(of: sharp[x, y]) else {
            return sharp[x, y]
          }
          return levels[level * (2 * place + 1) / 16]
        }
        #expect((0..<width).map { faded[$0, y] } == meant, "row \(y) at \(offset)")
      }
    }
  }

  @Test func clipsRowsWithoutChangingWhatShows() {
    for text in Self.samples {
      let whole = TextFixture.draw(text, as: .sample(.medium), width: 120, height: 40)
      for height in stride(from: 2, to: 40, by: 2) {
        let part = TextFixture.draw(text, as: .sample(.medium), width: 120, height: UInt16(height))
        let skipped = (40 - Font.medium.lineHeight) / 2 - (height - Font.medium.lineHeight) / 2
        let rows = whole.pixels[(skipped * 120)..<((skipped + height) * 120)]
        #expect(part.pixels == Array(rows), "\(text) in \(height) rows")
      }
    }
  }

  @Test func drawsAWideRectangleInParts() {
    let text = String(repeating: "Kölner 日本 ", count: 12)
    let whole = TextFixture.draw(text, width: 900)
    for column in stride(from: 0, to: 900, by: 100) {
      var line = TextLine.sample()
      line.offset = -column
      let part = TextFixture.draw(text, as: line, width: 100)
      for y in 0..<24 {
        #expect((0..<100).allSatisfy { part[$0, y] == whole[column + $0, y] })
      }
    }
  }

  @Test func aligns() {
    let width = TextFixture.width("Halo", in: .small)
    let plain = TextFixture.draw("Halo", width: UInt16(width))
    for (alignment, left) in [(TextLine.Alignment.leading, 0), (.center, 20), (.trailing, 41)] {
      var line = TextLine.sample()
      line.alignment = alignment
      let drawn = TextFixture.draw("Halo", as: line, width: UInt16(width + 41))
      for y in 0..<24 {
        #expect((0..<width).allSatisfy { drawn[left + $0, y] == plain[$0, y] })
      }
    }
  }

  @Test func endsOverlongTextInAnEllipsis() {
    let text = "Smells Like Teen Spirit"
    var line = TextLine.sample()
    line.overflow = .ellipsis
    let full = TextFixture.width(text, in: .small)
    #expect(
      TextFixture.draw(text, as: line, width: UInt16(full))
        == TextFixture.draw(text, width: UInt16(full)))
    for width in 1..<full {
      // The longest start of the text that fits, without spaces at its end.
      var kept = Substring(text)
      while !kept.isEmpty, TextFixture.width(kept + "…", in: .small) > width { kept.removeLast() }
      while kept.last == " " { kept.removeLast() }
      let expected = TextFixture.draw(kept + "…", width: UInt16(width))
      #expect(TextFixture.draw(text, as: line, width: UInt16(width)) == expected, "\(width)")
    }
  }

  @Test func blendsEachChannelInSixteenSteps() {
    let ramp = ColorRamp(from: RGB565(rawValue: 0xF800), to: RGB565(rawValue: 0x07FF))
    for level in 0...15 {
      let share = Double(level) / 15
      let color = ramp.colors[level]
      #expect(Int(color >> 11) == Int((31 * (1 - share)).rounded()))
      #expect(Int(color >> 5 & 63) == Int((63 * share).rounded()))
      #expect(Int(color & 31) == Int((31 * share).rounded()))
    }
  }
}

extension TextFixture {
  static func draw(_ text: Substring, width: UInt16) -> Drawing { draw(String(text), width: width) }
  static func width(_ text: Substring, in font: Font) -> Int { width(String(text), in: font) }
}

import Foundation
import HostSim
import Testing

@testable import Firmware

extension TextLine {
  /// White on black.
  static func sample(_ font: Font = .small) -> TextLine {
    TextLine(font: font, foreground: .white, background: .black)
  }
}

enum TextFixture {
  static let fallback = FallbackFont.shipped

  /// Draws `bytes`, and requires that every pixel was drawn once.
  static func draw(
    _ bytes: [UInt8], as line: TextLine, in rect: Rect, fallback: FallbackFont? = fallback
  ) -> Drawing {
    var renderer = TextRenderer(fallback: fallback)
    var sink = RecordingSink()
    renderer.draw(bytes.span, as: line, in: rect, on: &sink)
    #expect(sink.pixels.count == Int(rect.size.area), "pixels are missing")
    precondition(sink.largestWrite <= 1024)
    return Drawing(
      width: Int(rect.size.width), height: Int(rect.size.height), pixels: sink.pixels)
  }

  static func draw(
    _ text: String, as line: TextLine = .sample(), width: UInt16, height: UInt16 = 24,
    fallback: FallbackFont? = fallback
  ) -> Drawing {
    let rect = Rect(x: 0, y: 0, width: width, height: height)
    return draw(Array(text.utf8), as: line, in: rect, fallback: fallback)
  }

  static func width(_ text: String, in font: Font, fallback: FallbackFont? = fallback) -> Int {
    let renderer = TextRenderer(fallback: fallback)
    return renderer.width(of: Array(text.utf8).span, in: font)
  }
}

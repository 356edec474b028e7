import Firmware
import Foundation
import Testing

/// Lines in many scripts, to be looked at: `SLEEVE_SPECIMEN=FILE.ppm swift test --filter Specimen`
/// writes them as a picture.
@Suite struct SpecimenTests {
  static let lines = [
    "Hamburgefonstiv 0123 (feat. Jay‑Z)", "Größenwahn & Ærøskøbing – “Déjà Vu”…",
    "Đường Về Nhà: Tiếng Việt đẹp ẴỖỰ",
    "NFD: e\u{301}a\u{308}A\u{30A}i\u{302}E\u{302}\u{301}n\u{303}",
    "Ελληνικά: Τα Τραγούδια", "Русский: Группа Крови ЙЁ", "日本語 東京事変 か\u{3099}ガール",
    "한국어 방탄소년단 봄날 \u{1112}\u{1161}\u{11AB}", "中文 周杰伦 青花瓷 Ag", "العربية فيروز",
    "עברית שָׁלוֹם", "ไทย ภาษาไทยที่นี่ กำลัง", "हिन्दी தமிழ்", "Emoji 🔥👩‍👩‍👧🇩🇪❤️ ♪♫ ★ € ₽ ₿",
    "AVATAR To. Type Wave — rn m l1I",
  ]

  @Test func drawsEveryLine() throws {
    let width = 240
    var rows: [UInt16] = []
    for (font, height) in [(Font.title, UInt16(26)), (Font.body, 22)] {
      var line = TextLine.sample(font)
      line.background = RGB565(red: 18, green: 18, blue: 24)
      line.overflow = .ellipsis
      for text in Self.lines {
        let drawing = TextFixture.draw(text, as: line, width: UInt16(width), height: height)
        #expect(Set(drawing.pixels).count > 1, "nothing was drawn of \(text)")
        rows += drawing.pixels
      }
    }
    guard let path = ProcessInfo.processInfo.environment["SLEEVE_SPECIMEN"] else { return }
    var file = Data("P6 \(width) \(rows.count / width) 255\n".utf8)
    for pixel in rows {
      let (r, g, b) = (Int(pixel >> 11), Int(pixel >> 5 & 63), Int(pixel & 31))
      file.append(contentsOf: [UInt8(r * 255 / 31), UInt8(g * 255 / 63), UInt8(b * 255 / 31)])
    }
    try file.write(to: URL(fileURLWithPath: path))
  }
}

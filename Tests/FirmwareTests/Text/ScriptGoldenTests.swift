import Testing

@testable import Firmware
@testable import HostSim

/// Lines in many scripts.
@Suite struct ScriptGoldenTests {
  static let lines = [
    "Hamburgefonstiv 0123 (feat. Jay‑Z)", "Größenwahn & Ærøskøbing – “Déjà Vu”…",
    "Đường Về Nhà: Tiếng Việt đẹp ẴỖỰ",
    "NFD: e\u{301}a\u{308}A\u{30A}i\u{302}E\u{302}\u{301}n\u{303}",
    "Ελληνικά: Τα Τραγούδια", "Русский: Группа Крови ЙЁ", "日本語 東京事変 か\u{3099}ガール",
    "한국어 방탄소년단 봄날 \u{1112}\u{1161}\u{11AB}", "中文 周杰伦 青花瓷 Ag", "العربية فيروز",
    "עברית שָׁלוֹם", "ไทย ภาษาไทยที่นี่ กำลัง", "हिन्दी தமிழ்", "Emoji 🔥👩‍👩‍👧🇩🇪❤️ ♪♫ ★ € ₽ ₿",
    "AVATAR To. Type Wave — rn m l1I",
  ]

  @Test(arguments: [(Font.large, 36, "large"), (.medium, 28, "medium"), (.small, 22, "small")])
  func scriptsLookAsTheyDid(_ font: Font, _ height: Int, _ name: String) throws {
    let width = 320
    var picture = Picture(width: width, height: height * Self.lines.count)
    var line = TextLine.sample(font)
    line.background = RGB565(red: 18, green: 18, blue: 24)
    line.overflow = .ellipsis
    for (index, text) in Self.lines.enumerated() {
      let drawing = TextFixture.draw(
        text, as: line, width: UInt16(width), height: UInt16(height))
      let drawn = Picture(drawing.pixels.map { RGB565(rawValue: $0) }, width: width)
      for y in 0..<height {
        for x in 0..<width { picture[x, index * height + y] = drawn[x, y] }
      }
    }
    try expectGolden(picture, "scripts-\(name)")
  }
}

extension Picture {
  fileprivate init(_ pixels: [RGB565], width: Int) {
    self = expected(
      pixels, Size(width: UInt16(width), height: UInt16(pixels.count / width)))
  }
}

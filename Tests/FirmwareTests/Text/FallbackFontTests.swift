import Foundation
import HostSim
import Testing

@testable import Firmware

@Suite struct FallbackFontTests {
  @Test func hasEveryAssignedCodePoint() throws {
    let font = try #require(TextFixture.fallback)
    var lacking: [UInt32] = []
    for code in UInt32(0x20)...0xFFFD {
      guard let properties = Unicode.Scalar(code)?.properties else { continue }
      guard let age = properties.age, (age.major, age.minor) <= (15, 0) else { continue }
      guard ![.control, .privateUse].contains(properties.generalCategory) else { continue }
      guard !properties.isNoncharacterCodePoint else { continue }
      if font.glyph(for: code) == nil { lacking.append(code) }
    }
    #expect(lacking.isEmpty, "\(lacking.map { String($0, radix: 16) })")
  }

  @Test func drawsEveryLetterAndIdeograph() throws {
    let blank = TextFixture.draw("", width: 16, height: 20)
    for code in Array(UInt32(0x3041)...0x3096) + Array(0x4E00...0x4FFF) + Array(0xAC00...0xADFF) {
      let text = String(Unicode.Scalar(code)!)
      #expect(TextFixture.draw(text, width: 16, height: 20) != blank, "\(text)")
    }
  }

  @Test func looksAsItDid() {
    let drawing = TextFixture.draw("語한", width: 32, height: 18)
    #expect(drawing.art == Self.art)
  }

  @Test func isMissedWithoutTrapping() {
    let substitute = TextFixture.draw("\u{FFFD}", width: 30, fallback: nil)
    #expect(TextFixture.draw("語", width: 30, fallback: nil) == substitute)
    #expect(TextFixture.draw("\u{378}", width: 30) == TextFixture.draw("\u{FFFD}", width: 30))
    #expect(TextFixture.draw("\u{1F600}", width: 30) == TextFixture.draw("\u{25C6}", width: 30))
  }

  @Test func refusesWhatIsNoFont() throws {
    let bytes = FallbackFont.shippedBytes
    #expect(bytes.count < 1 << 20)
    for place in [0, 3, 4, 10, 11] {
      var damaged = bytes
      damaged[place] ^= 0x80
      #expect(isFont(damaged) == false, "byte \(place)")
    }
    for count in [0, 1, 11, 12, 4_000, bytes.count - 1] {
      #expect(isFont(Array(bytes.prefix(count))) == false)
    }
    #expect(isFont(bytes))
    #expect(isFont([UInt8](repeating: 0xFF, count: 983_040)) == false)
  }

  /// A board hands over the whole partition, which is erased behind the font.
  @Test func isFoundInALargerRegion() throws {
    let bytes = FallbackFont.shippedBytes
    let partition = bytes + [UInt8](repeating: 0xFF, count: 983_040 - bytes.count)
    withFont(partition) { font in
      let isSame =
        TextFixture.draw("語한", width: 32, fallback: font).art
        == TextFixture.draw("語한", width: 32).art
      #expect(isSame)
    }
  }

  /// Whatever flash did to it, a font is read as its format says, and never beyond its end.
  @Test func readsAnyDamageAsTheModelDoes() throws {
    let bytes = FallbackFont.shippedBytes
    var random = SeededGenerator(seed: 0xDA3A6E)
    let text = Array("日本語 한국어 中文 ไทย العربية ".utf8)
    let rect = Rect(x: 0, y: 0, width: 120, height: 20)
    var fonts = 0
    for round in 0..<60 {
      let damaged = Self.damaged(bytes, round, &random)
      let model = FallbackFontModel(damaged)
      withFont(damaged) { font in
        #expect((font == nil) == (model == nil))
        for _ in 0..<100 {
          let code = UInt32.random(in: 0x20...0xFFFF, using: &random)
          let drawn = font.map { self.pictures(of: code, $0) } ?? []
          #expect(drawn == model?.pictures(of: code) ?? [], "round \(round), \(code)")
        }
        _ = TextFixture.draw(text, as: .sample(), in: rect, fallback: font)
        if font != nil { fonts += 1 }
      }
    }
    #expect(fonts > 40)
  }

  /// In turn the tables, the block offsets and anything is damaged; mostly, the length agrees.
  private static func damaged(_ bytes: [UInt8], _ round: Int, _ random: inout SeededGenerator)
    -> [UInt8]
  {
    let range = [12..<4_364, 4_364..<21_000, 0..<bytes.count][round % 3]
    let length = round % 2 == 0 ? bytes.count : Int.random(in: 30_000..<60_000, using: &random)
    var damaged = Array(bytes.prefix(length))
    for _ in 0..<Int.random(in: 1...2_000, using: &random) {
      let place = Int.random(in: range.clamped(to: 0..<length), using: &random)
      damaged[place] = .random(in: 0...255, using: &random)
    }
    damaged.replaceSubrange(0..<6, with: bytes[0..<6])
    if round % 10 == 9 { return damaged }
    for byte in 0..<4 { damaged[8 + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
    return damaged
  }

  private func pictures(of code: UInt32, _ font: FallbackFont) -> [FallbackFontModel.Picture] {
    guard let glyph = font.glyph(for: code) else { return [] }
    return (0..<glyph.count).map { index in
      let image = glyph.images[index]
      var (position, row) = (image.data, UInt16(0))
      let rows = (0..<image.rows).map { _ in
        row = font.row(below: row, width: image.width, at: &position)
        return row
      }
      return FallbackFontModel.Picture(width: Int(image.width), rows: rows)
    }
  }

  private func isFont(_ bytes: [UInt8]) -> Bool {
    withFont(bytes) { $0 != nil }
  }

  /// The bytes at an address of their own, so that the address sanitizer sees a read beyond them.
  private func withFont<R>(_ bytes: [UInt8], _ body: (FallbackFont?) -> R) -> R {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    defer { copy.deallocate() }
    copy.initialize(from: bytes, count: bytes.count)
    return body(FallbackFont(start: copy, count: bytes.count))
  }

  static let art = """
      @
       @  @@@@@@@@      @       @
             @       @@@@@@@    @
    @@@@@@   @         @@@      @
           @@@@@@     @   @     @
     @@@@   @   @     @   @     @@@
            @   @     @   @     @
     @@@@ @@@@@@@@@    @@@      @
                                @
     @@@@                       @
     @  @  @@@@@@       @
     @  @  @    @       @
     @  @  @    @       @
     @@@@  @    @       @
     @  @  @@@@@@       @@@@@@@@@
           @    @


    """
}

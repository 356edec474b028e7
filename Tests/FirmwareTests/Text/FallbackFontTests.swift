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
  }

  @Test func refusesWhatIsNoFont() throws {
    let bytes = [UInt8](try Data(contentsOf: FallbackFont.shippedFile))
    #expect(bytes.count < 1 << 20)
    for place in [0, 3, 4, 8, 9, 10, 11] {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(isFont(damaged) == false, "byte \(place)")
    }
    for count in [0, 1, 11, 12, 4_000, bytes.count - 1] {
      #expect(isFont(Array(bytes.prefix(count))) == false)
    }
    #expect(isFont(bytes))
  }

  @Test func survivesAnyDamage() throws {
    let bytes = [UInt8](try Data(contentsOf: FallbackFont.shippedFile))
    var random = TextRandom(seed: 0xDA3A6E)
    let codes = (0..<40).map { _ in UInt32.random(in: 0x500...0xFFFF, using: &random) }
    let text = Array("日本語 한국어 中文 ไทย العربية ".utf8)
    let rect = Rect(x: 0, y: 0, width: 120, height: 20)
    for round in 0..<60 {
      // In turn: the tables, the block offsets, and anywhere; each with a size that agrees.
      let range = [12..<4_364, 4_364..<21_000, 0..<bytes.count][round % 3]
      let length = round % 2 == 0 ? bytes.count : Int.random(in: 30_000..<60_000, using: &random)
      var damaged = Array(bytes.prefix(length))
      for _ in 0..<Int.random(in: 1...2_000, using: &random) {
        let place = Int.random(in: range.clamped(to: 0..<length), using: &random)
        damaged[place] = .random(in: 0...255, using: &random)
      }
      damaged.replaceSubrange(0..<6, with: bytes[0..<6])
      for byte in 0..<4 { damaged[8 + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
      withFont(damaged) { font in
        for code in codes { _ = font?.glyph(for: code) }
        _ = TextFixture.draw(text, as: .sample(), in: rect, fallback: font)
      }
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

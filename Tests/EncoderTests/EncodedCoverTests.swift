import Foundation
import Testing

@testable import Encoder

@Suite struct EncodedCoverTests {
  /// An F, 3 columns wide and 5 rows high, as each orientation stores it: EXIF 2.32, section 4.6.4.
  @Test(arguments: [
    (1, ["###", "#..", "##.", "#..", "#.."]), (2, ["###", "..#", ".##", "..#", "..#"]),
    (3, ["..#", "..#", ".##", "..#", "###"]), (4, ["#..", "#..", "##.", "#..", "###"]),
    (5, ["#####", "#.#..", "#...."]), (6, ["#....", "#.#..", "#####"]),
    (7, ["....#", "..#.#", "#####"]), (8, ["#####", "..#.#", "....#"]),
    (0, ["###", "#..", "##.", "#..", "#.."]), (9, ["###", "#..", "##.", "#..", "#.."]),
  ]) func thePictureIsUpright(orientation: Int, stored: [String]) throws {
    for isBigEndian in [true, false] {
      var parts = PNGParts(picture(stored))
      let exif = PNGParts.Chunk(type: "eXIf", data: tiff(orientation, isBigEndian))
      // It may stand behind the picture as well.
      parts.chunks.insert(exif, at: isBigEndian ? 1 : parts.chunks.count - 1)
      let cover = try EncodedCover(parts.file.span, width: 3, height: 5, quality: 0)
      #expect((cover.width, cover.height) == (3, 5))
      #expect(rows(cover) == ["###", "#..", "##.", "#..", "#.."])
    }
  }

  @Test func noOrientationTraps() {
    var random = SeededRandom(seed: 40)
    let sound = tiff(6, false)
    for count in 0...sound.count {
      let orientation = EXIFOrientation.read(sound.span.extracting(0..<count))
      #expect(orientation == (count < sound.count - 4 ? 1 : 6))
    }
    for _ in 0..<20_000 {
      var changed = sound
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      #expect(1...8 ~= EXIFOrientation.read(changed.span))
    }
  }

  @Test func membersAreThoseOfTheContract() throws {
    let cover = try EncodedCover(
      picture(["#.#", "..."]).span, width: 240, height: 240, quality: 50)
    let text = "{" + String(decoding: cover.members, as: UTF8.self) + "}"
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let members = try #require(object)
    #expect(members["cover_width"] as? Int == 240 && members["cover_height"] as? Int == 160)
    #expect(members["cover_encoding"] as? String == "rle")
    let base64 = try #require(members["cover_rgb565"] as? String)
    #expect(Data(base64Encoded: base64) == Data(cover.stream))
    #expect(
      text.hasPrefix(#"{"accent":"#) && text.hasSuffix("\"\(base64)\"}") && members.count == 5)
  }

  @Test func base64IsThatOfFoundation() {
    var random = SeededRandom(seed: 41)
    for count in 0..<70 {
      let bytes = random.bytes(count)
      var text: [UInt8] = []
      text.add(base64: bytes.span)
      #expect(text == Array(Data(bytes).base64EncodedData()))
    }
  }

  @Test func theAccentIsTheLivelyColourThatIsSeenMost() throws {
    let red: UInt16 = 0xF800
    let dark: UInt16 = 0x0841
    #expect(AccentColor.of([dark, dark, dark, dark, red, red, 0x001F]) == 0xFF0000)
    #expect(AccentColor.of([0x8410, 0x8410]) == 0x848284)
    #expect(AccentColor.of([]) == 0)
  }

  @Test(arguments: [
    ("RIFF\u{1}\u{1}\u{1}\u{1}WEBPVP8 ", "a WebP picture, which is not read"),
    ("GIF89a", "a GIF picture, which is not read"),
    ("\0\0\0\u{1C}ftypavif", "an AVIF picture, which is not read"),
    ("\0\0\0\u{1C}ftypheic", "a HEIF picture, which is not read"),
    ("<?xml version=\"1.0\"?>\n<svg>", "an SVG drawing, which is not read"),
    ("\n <!DOCTYPE html><title>404", "an HTML page or another text, not a picture"),
    ("{\"error\":404}", "neither a PNG nor a JPEG picture"),
    ("\u{89}QNG", "neither a PNG nor a JPEG picture"),
  ]) func whatIsNoPictureIsNamed(file: String, name: String) {
    let bytes = Array(file.unicodeScalars.map { UInt8($0.value) })
    #expect(refusal(bytes) == "at byte 0: \(name)")
    for count in 1..<bytes.count { #expect(refusal(Array(bytes[..<count])) != nil) }
  }

  @Test func whatIsPackedOrEmptyIsNamed() {
    #expect(refusal([0x1F, 0x8B, 8]) == "at byte 0: data packed with gzip, which are not read")
    #expect(refusal([]) == "at byte 0: the file ends before its picture does")
  }

  private func refusal(_ file: [UInt8]) -> String? {
    do throws(PictureError) {
      _ = try EncodedCover(file.span, width: 240, height: 240)
      return nil
    } catch {
      return text(error)
    }
  }

  private func rows(_ cover: EncodedCover) -> [String] {
    (0..<cover.height).map { y in
      String((0..<cover.width).map { cover.pixels[y * cover.width + $0] == 0 ? "." : "#" })
    }
  }

  /// A PNG of a bit a pixel.
  private func picture(_ rows: [String]) -> [UInt8] {
    let sample = PNGSample(color: 0, depth: 1, width: rows[0].count, height: rows.count, level: 0)
    var parts = PNGParts(sample.file(seed: 1))
    let data = rows.flatMap { row in
      [0, row.enumerated().reduce(UInt8(0)) { $0 | ($1.1 == "#" ? 0x80 >> UInt8($1.0) : 0) }]
    }
    let count = UInt8(data.count)
    // One stored block without a check sum behind it.
    parts.chunks[parts.index(of: "IDAT")].data = [0x78, 1, 1, count, 0, ~count, 0xFF] + data
    return parts.file
  }

  /// A directory of two entries, the orientation the second.
  private func tiff(_ orientation: Int, _ isBigEndian: Bool) -> [UInt8] {
    func short(_ value: Int) -> [UInt8] {
      let bytes = [UInt8(value >> 8), UInt8(value & 0xFF)]
      return isBigEndian ? bytes : bytes.reversed()
    }
    func long(_ value: Int) -> [UInt8] {
      isBigEndian ? short(0) + short(value) : short(value) + short(0)
    }
    return Array((isBigEndian ? "MM" : "II").utf8) + short(42) + long(8) + short(2)
      + short(0x0100) + short(3) + long(1) + short(1) + short(0)
      + short(0x0112) + short(3) + long(1) + short(orientation) + short(0) + long(0)
  }
}

import Foundation
import HostSim
import Testing

struct PNGReaderTests {
  @Test(arguments: PNGFixture.all)
  func everyKindDecodesExactly(fixture: PNGFixture) throws {
    let picture = try PictureFile.load(path: Fixture.path("\(fixture)"))
    // libpng rounds the product with an alpha of 16 bits once more, for itself.
    guard fixture.depth == 16, fixture.colour & 4 != 0 else {
      #expect(picture == fixture.expected)
      return
    }
    #expect((picture.width, picture.height) == (13, 11))
    #expect(zip(picture.rgb, fixture.expected.rgb).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func gammaOfSRGBChangesNothing() throws {
    let picture = try PictureFile.load(path: Fixture.path("colour-0-depth-8-gama-45455.png"))
    #expect(picture == PNGFixture(colour: 0, depth: 8).expected)
  }

  @Test(arguments: [8, 16]) func linearGammaIsConverted(depth: Int) throws {
    let picture = try PictureFile.load(
      path: Fixture.path("colour-2-depth-\(depth)-gama-100000.png"))
    let stored = PNGFixture(colour: 2, depth: depth).expected
    for (value, linear) in zip(picture.rgb, stored.rgb) {
      // What 8 bits round away of a 16-bit sample is most visible in the dark.
      let range = depth == 8 ? 0.0 : 0.5
      let low = power(max(0, Double(linear) - range)) - 1
      #expect(low...(power(Double(linear) + range) + 1) ~= Double(value))
    }
  }

  /// From linear 0...255 to the display's 0...255, by the power law that PNG decoders use.
  private func power(_ linear: Double) -> Double { 255 * pow(linear / 255, 1 / 2.2) }

  @Test func damageIsNamedWithItsByte() throws {
    let sound = try Fixture.bytes("colour-2-depth-8.png")
    #expect(loadError(Array(sound[..<40])) == .truncated(at: 40))
    #expect(
      loadError(changed(sound, at: 5)) == .damaged(reason: "bad PNG signature", at: 5))
    // The header's check sum stands behind 8 bytes of signature, 8 of prefix and 13 of data.
    #expect(
      loadError(changed(sound, at: 20))
        == .damaged(reason: "bad check sum of the IHDR chunk", at: 29))
    #expect(loadError(Array("GIF89a".utf8)) == .unknownFormat)
    #expect(loadError([]) == .truncated(at: 0))
    let end = sound.count - 12
    #expect(
      loadError(Array(sound[..<33] + sound[end...]))
        == .damaged(reason: "no picture data before this", at: 33))
  }

  @Test func picturesOfNoSizeOrTooLargeAreRefused() {
    #expect(loadError(header(width: 0, height: 4)) == .badSize(width: 0, height: 4, at: 16))
    #expect(loadError(header(width: 4, height: 0)) == .badSize(width: 4, height: 0, at: 16))
    #expect(
      loadError(header(width: 8000, height: 8001))
        == .badSize(width: 8000, height: 8001, at: 16))
    #expect(
      loadError(header(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF))
        == .badSize(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF, at: 16))
  }

  /// Sound chunks around too little data: only the decoder can tell.
  @Test func missingRowsAreDamage() throws {
    let error = loadError(header(width: 8, height: 8))
    guard case .damaged(_, at: 33) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// A file that is sound but for having no rows.
  private func header(width: UInt32, height: UInt32) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0])
    // An empty zlib stream: RFC 1950, section 2.2, with a final stored block of no bytes.
    file += chunk("IDAT", [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1])
    return file + chunk("IEND", [])
  }

  private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    var sum: UInt32 = ~0
    for byte in body {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
    }
    return bigEndian(UInt32(data.count)) + body + bigEndian(~sum)
  }

  private func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private func changed(_ bytes: [UInt8], at offset: Int) -> [UInt8] {
    var bytes = bytes
    bytes[offset] ^= 1
    return bytes
  }

  private func loadError(_ bytes: [UInt8]) -> PictureError? {
    do throws(PictureError) {
      _ = try PictureFile.load(bytes: bytes)
      return nil
    } catch { return error }
  }
}

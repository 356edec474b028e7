import HostSim
import Testing

struct JPEGReaderTests {
  /// Tolerances in steps of 255: at quality 95 full chroma is near, shared chroma less so.
  @Test(arguments: [
    ("baseline-444", 6), ("baseline-422", 14), ("baseline-420", 18), ("progressive-444", 6),
    ("progressive-420", 18), ("restart-444", 6), ("cmyk", 14), ("ycck-420", 24),
  ])
  func everyKindDecodesNearly(name: String, tolerance: Int) throws {
    let picture = try load(name)
    #expect((picture.width, picture.height) == (37, 29))
    let expected = Fixture.smooth
    let differences = zip(picture.rgb, expected.rgb).map { abs(Int($0) - Int($1)) }
    #expect(differences.max()! <= tolerance)
    #expect(differences.reduce(0, +) <= differences.count * 3)
  }

  @Test func greyFillsAllChannels() throws {
    let picture = try load("grey")
    for y in 0..<29 {
      for x in 0..<37 {
        let (red, green, blue) = picture[x, y]
        #expect(red == green && green == blue)
        #expect(abs(Int(green) - 255 * y / 28) <= 4)
      }
    }
  }

  /// The same coefficients in another order are the same picture.
  @Test func progressiveAndRestartsEqualBaseline() throws {
    #expect(try load("progressive-444") == load("baseline-444"))
    #expect(try load("progressive-420") == load("baseline-420"))
    #expect(try load("restart-444") == load("baseline-444"))
  }

  @Test func inksAreInvertedOnlyByAdobe() throws {
    let (adobe, plain) = (try load("cmyk"), try load("cmyk-without-adobe"))
    // All ink in the one is none in the other: the red corner's cyan of 0 is then a cyan of 255.
    #expect(adobe[36, 0].red > 240)
    #expect(plain[36, 0].red < 15)
  }

  @Test func orientationOfAWriterIsHonoured() throws {
    #expect(try load("orientation-6") == turned(load("baseline-444"), orientation: 6))
  }

  @Test(arguments: 1...8, [false, true])
  func everyOrientationIsHonoured(orientation: Int, isBigEndian: Bool) throws {
    let sound = try Fixture.bytes("baseline-444.jpg")
    let segment = exifSegment(orientation: orientation, isBigEndian: isBigEndian)
    let picture = try PictureFile.load(bytes: sound[..<2] + segment + sound[2...])
    #expect(picture == turned(try load("baseline-444"), orientation: orientation))
  }

  @Test(arguments: [0, 9, 0xFFFF]) func unknownOrientationIsIgnored(orientation: Int) throws {
    let sound = try Fixture.bytes("baseline-444.jpg")
    let segment = exifSegment(orientation: orientation, isBigEndian: true)
    #expect(
      try PictureFile.load(bytes: sound[..<2] + segment + sound[2...]) == load("baseline-444"))
  }

  @Test func damageIsNamedWithItsByte() throws {
    let sound = try Fixture.bytes("baseline-444.jpg")
    #expect(loadError(Array(sound.dropLast())) == .truncated(at: sound.count - 1))
    let frame = zip(sound, sound.dropFirst()).map { $0 == 0xFF && $1 == 0xC0 }.firstIndex(of: true)!
    var bytes = sound
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0, 29, 0, 0])
    #expect(loadError(bytes) == .badSize(width: 0, height: 29, at: frame + 5))
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(loadError(bytes) == .badSize(width: 65535, height: 65535, at: frame + 5))
    bytes = sound
    bytes[frame + 4] = 12
    #expect(
      loadError(bytes) == .unsupported(reason: "JPEG samples of 12 bits", at: frame + 4))
  }

  /// Coefficients cut out of a file that is otherwise whole: only the decoder can tell.
  @Test func missingCoefficientsAreDamage() throws {
    let sound = try Fixture.bytes("baseline-444.jpg")
    let cut = Array(sound[..<(sound.count - 200)] + sound.suffix(2))
    guard case .damaged(let reason, _) = loadError(cut) else {
      Issue.record("loaded, or refused for another reason")
      return
    }
    #expect(!reason.contains("\n"))
  }

  private func load(_ name: String) throws -> Picture {
    try PictureFile.load(path: Fixture.path("\(name).jpg"))
  }

  private func loadError(_ bytes: [UInt8]) -> PictureError? {
    do throws(PictureError) {
      _ = try PictureFile.load(bytes: bytes)
      return nil
    } catch { return error }
  }

  /// The turns by name, built from two simple ones: a mirror and a quarter turn clockwise.
  private func turned(_ picture: Picture, orientation: Int) -> Picture {
    let isMirrored = [2, 4, 5, 7].contains(orientation)
    let quarterTurns = [1: 0, 2: 0, 3: 2, 4: 2, 5: 3, 6: 1, 7: 1, 8: 3][orientation]!
    let start = isMirrored ? mirrored(picture) : picture
    return (0..<quarterTurns).reduce(start) { picture, _ in turnedClockwise(picture) }
  }

  private func mirrored(_ picture: Picture) -> Picture {
    var result = picture
    for y in 0..<picture.height {
      for x in 0..<picture.width { result[picture.width - 1 - x, y] = picture[x, y] }
    }
    return result
  }

  private func turnedClockwise(_ picture: Picture) -> Picture {
    var result = Picture(width: picture.height, height: picture.width)
    for y in 0..<picture.height {
      for x in 0..<picture.width { result[picture.height - 1 - y, x] = picture[x, y] }
    }
    return result
  }

  /// An APP1 segment whose directory has another entry before the orientation.
  private func exifSegment(orientation: Int, isBigEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
      let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
      return isBigEndian ? bytes.reversed() : bytes
    }
    var tiff = Array((isBigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4)
    tiff += number(2, 2)
    tiff += number(0x0100, 2) + number(3, 2) + number(1, 4) + number(37, 2) + number(0, 2)
    tiff += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2)
    tiff += number(0, 4)
    let body = Array("Exif\0\0".utf8) + tiff
    return [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
  }
}

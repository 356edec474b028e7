import HostSim
import Testing

/// Whatever happened to a file on its way here, it loads or is refused: it never crashes.
struct PictureDamageTests {
  @Test func noBeginningOfAPictureIsAPicture() throws {
    for (suffix, step) in [(".png", 3), (".jpg", 3)] {
      for name in try Fixture.names(endingIn: suffix) {
        let sound = try Fixture.bytes(name)
        for length in stride(from: 0, to: sound.count, by: step) {
          let error = loadError(Array(sound[..<length]))
          #expect(error == .truncated(at: length), "\(name) of \(length) bytes")
        }
        #expect(loadError(sound.dropLast()) == .truncated(at: sound.count - 1), "\(name)")
      }
    }
  }

  /// Check sums cover all of a PNG.
  @Test func everyFlippedBitOfAPNGIsNoticed() throws {
    var random = SeededGenerator(seed: 1)
    let files = try Fixture.names(endingIn: ".png").map { try Fixture.bytes($0) }
    for _ in 0..<1000 {
      var bytes = files.randomElement(using: &random)!
      bytes[Int.random(in: bytes.indices, using: &random)] ^=
        1
        << UInt8.random(
          in: 0..<8, using: &random)
      #expect(loadError(bytes) != nil)
    }
  }

  @Test func everyChangedByteOfAJPEGLoadsOrIsRefused() throws {
    var random = SeededGenerator(seed: 2)
    let files = try Fixture.names(endingIn: ".jpg").map { try Fixture.bytes($0) }
    var loaded = 0
    var refused = 0
    for _ in 0..<1000 {
      var bytes = files.randomElement(using: &random)!
      bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(
        in: 1...255, using: &random)
      if let error = loadError(bytes) {
        refused += 1
        #expect(!error.description.contains("\n"))
      } else {
        loaded += 1
      }
    }
    #expect(loaded > 0 && refused > 0)
  }

  private func loadError(_ bytes: [UInt8]) -> PictureError? {
    do throws(PictureError) {
      let picture = try PictureFile.load(bytes: bytes)
      #expect(picture.rgb.count == picture.width * picture.height * 3)
      #expect(picture.width * picture.height <= PictureFile.pixelsMax)
      return nil
    } catch { return error }
  }
}

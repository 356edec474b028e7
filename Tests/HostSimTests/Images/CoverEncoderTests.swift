import Encoder
import Foundation
import HostSim
import Testing

struct CoverEncoderTests {
  @Test func aCoverIsTheScaledPictureInThePanelsColours() throws {
    var random = SeededGenerator(seed: 11)
    let picture = random.picture(width: 30, height: 40)
    let cover = CoverEncoder.encode(picture, width: 17, height: 5)
    #expect((cover.width, cover.height) == (17, 5))
    let scaled = AreaScaler.scale(picture, width: 17, height: 5)
    let pixels = CoverEncoder.panelPixels(scaled)
    let stream = try #require(Data(base64Encoded: cover.base64))
    #expect([UInt8](stream) == RLEEncoder.encode(pixels))
    for (at, pixel) in pixels.enumerated() {
      let colour = scaled[at % 17, at / 17]
      #expect(Int(pixel) >> 11 == rounded(colour.red, levels: 31))
      #expect(Int(pixel) >> 5 & 63 == rounded(colour.green, levels: 63))
      #expect(Int(pixel) & 31 == rounded(colour.blue, levels: 31))
    }
  }

  @Test func aFlatCoverIsShort() {
    let cover = CoverEncoder.encode(Picture(width: 3, height: 3), width: 320, height: 320)
    // 320 × 320 pixels are 800 full runs of three bytes; base64 makes four out of three.
    #expect(cover.base64.utf8.count == 800 * 4)
    #expect(cover.base64.hasPrefix("/wAA/wAA"))
  }

  private func rounded(_ value: UInt8, levels: Int) -> Int {
    Int((Double(value) * Double(levels) / 255).rounded())
  }
}

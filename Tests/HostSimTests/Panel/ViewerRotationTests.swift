import Firmware
import Testing

@testable import HostSim

struct ViewerRotationTests {
  static let madctl: [ViewerRotation: UInt8] = [
    .degrees0: 0x00, .degrees90: 0x60, .degrees180: 0xC0, .degrees270: 0xA0,
  ]

  /// A drawing made through MADCTL's rotation is seen by the viewer as it was drawn.
  @Test(arguments: ViewerRotation.allCases)
  func theViewerSeesWhatWasDrawn(_ rotation: ViewerRotation) throws {
    let glass = SimulatedGlass(
      width: 240, height: 320, colorOrder: .rgb, polarity: .normal, rest: .black)
    let model = ST7789Model.ready()
    model.command(0x36, [try #require(Self.madctl[rotation])])
    let isTurned = rotation == .degrees90 || rotation == .degrees270
    let (width, height) = isTurned ? (320, 240) : (240, 320)
    model.setWindow(0...width - 1, 0...height - 1)
    var random = PanelTestRandom(seed: UInt64(rotation.rawValue))
    let pixels = (0..<width * height).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
    model.command(0x2C, pixelBytes(pixels))
    let seen = glass.picture(of: model).viewed(rotation)
    #expect(seen.width == width && seen.height == height)
    var wrong = 0
    for (index, pixel) in pixels.enumerated() {
      let at = seen[index % width, index / width]
      if RGB565(red: at.red, green: at.green, blue: at.blue).rawValue != pixel { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test
  func quarterTurnsMoveTheCorners() {
    var picture = Picture(width: 3, height: 2)
    picture[0, 0] = (1, 0, 0)
    picture[2, 0] = (2, 0, 0)
    #expect(picture.viewed(.degrees0) == picture)
    #expect(picture.viewed(.degrees90)[0, 0].red == 2)
    #expect(picture.viewed(.degrees90)[0, 2].red == 1)
    #expect(picture.viewed(.degrees180)[2, 1].red == 1)
    #expect(picture.viewed(.degrees270)[1, 0].red == 1)
    #expect(picture.viewed(.degrees90).viewed(.degrees270) == picture)
    #expect(picture.viewed(.degrees180).viewed(.degrees180) == picture)
  }
}

import Foundation
import HostSim
import Testing

struct ShippedPictureTests {
  @Test(arguments: [("evening", 640, 300_000), ("morning", 320, 120_000), ("city", 320, 120_000)])
  func loadsAndMakesACover(name: String, side: Int, bytesMax: Int) throws {
    let path = URL(filePath: #filePath).appending(path: "../../../../HostSim/Pictures/\(name).png")
      .standardizedFileURL.path
    let picture = try PictureFile.load(path: path)
    #expect((picture.width, picture.height) == (side, side))
    #expect(try Data(contentsOf: URL(filePath: path)).count <= bytesMax)
    let cover = CoverEncoder.encode(picture, width: 240, height: 240)
    let stream = try #require(Data(base64Encoded: cover.base64))
    #expect(stream.count <= 240 * 240 * 2 + 240 * 240 / 128)
    // Mirrored or turned it would be another picture.
    #expect(asymmetry(AreaScaler.scale(picture, width: 16, height: 16)) > 4)
  }

  /// Mean difference from the picture's own mirror image, in steps of 255.
  private func asymmetry(_ picture: Picture) -> Int {
    var sum = 0
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        sum += abs(Int(picture[x, y].green) - Int(picture[picture.width - 1 - x, y].green))
      }
    }
    return sum / (picture.width * picture.height)
  }
}

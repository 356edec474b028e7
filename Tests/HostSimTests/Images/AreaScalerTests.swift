import HostSim
import Testing

struct AreaScalerTests {
  @Test func isWithinOneOfASlowModel() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let picture = random.picture(
        width: .random(in: 1...24, using: &random), height: .random(in: 1...24, using: &random))
      let width = Int.random(in: 1...24, using: &random)
      let height = Int.random(in: 1...24, using: &random)
      let scaled = AreaScaler.scale(picture, width: width, height: height)
      #expect((scaled.width, scaled.height) == (width, height))
      for (at, value) in scaled.rgb.enumerated() {
        let (x, y) = (at / 3 % width, at / 3 / width)
        let mean = meanOfArea(picture, channel: at % 3, x: x, width: width, y: y, height: height)
        // Half a step of rounding; the rest is the model's own error.
        #expect(abs(Double(value) - mean) <= 0.5 + 1e-6)
      }
    }
  }

  @Test func flatPicturesStayFlat() {
    var random = SeededGenerator(seed: 6)
    for value in [0, 1, 127, 128, 254, 255] as [UInt8] {
      var picture = Picture(
        width: .random(in: 1...50, using: &random), height: .random(in: 1...50, using: &random))
      for at in picture.rgb.indices { picture.rgb[at] = value }
      let scaled = AreaScaler.scale(
        picture, width: .random(in: 1...50, using: &random),
        height: .random(in: 1...50, using: &random))
      #expect(scaled.rgb.allSatisfy { $0 == value })
    }
  }

  @Test func theSameSizeIsTheSamePicture() {
    var random = SeededGenerator(seed: 7)
    let picture = random.picture(width: 31, height: 17)
    #expect(AreaScaler.scale(picture, width: 31, height: 17) == picture)
  }

  /// Doubling repeats each pixel; halving takes it back.
  @Test func doublingAndHalvingCancel() {
    var random = SeededGenerator(seed: 8)
    let picture = random.picture(width: 9, height: 14)
    let doubled = AreaScaler.scale(picture, width: 18, height: 28)
    #expect(doubled[7, 11] == picture[3, 5])
    #expect(AreaScaler.scale(doubled, width: 9, height: 14) == picture)
  }

  /// Every old pixel, weighted by the area that it shares with the new one.
  private func meanOfArea(
    _ picture: Picture, channel: Int, x: Int, width: Int, y: Int, height: Int
  ) -> Double {
    let columnSpan = Double(picture.width) / Double(width)
    let rowSpan = Double(picture.height) / Double(height)
    var sum = 0.0
    for row in 0..<picture.height {
      let rowShare = overlap(row, start: Double(y) * rowSpan, span: rowSpan)
      for column in 0..<picture.width where rowShare > 0 {
        let share = rowShare * overlap(column, start: Double(x) * columnSpan, span: columnSpan)
        sum += share * Double(picture.rgb[(row * picture.width + column) * 3 + channel])
      }
    }
    return sum / (columnSpan * rowSpan)
  }

  private func overlap(_ index: Int, start: Double, span: Double) -> Double {
    max(0, min(Double(index + 1), start + span) - max(Double(index), start))
  }
}

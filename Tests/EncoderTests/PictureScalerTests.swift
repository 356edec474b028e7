import Testing

@testable import Encoder

@Suite struct PictureScalerTests {
  /// Against sums of areas, and of distances between centres, in floating point.
  @Test func everySampleIsTheMeanOfItsAreaOrLiesBetweenItsNeighbours() throws {
    var random = SeededRandom(seed: 20)
    for _ in 0..<150 {
      let (width, height) = (
        Int.random(in: 1...70, using: &random), Int.random(in: 1...70, using: &random)
      )
      let box = (Int.random(in: 1...50, using: &random), Int.random(in: 1...50, using: &random))
      let rgb = random.bytes(width * height * 3)
      let scaled = try scale(rgb, width, height, box)
      let columns = (0..<scaled.width).map { weights($0, scaled.width, width) }
      let rows = (0..<scaled.height).map { weights($0, scaled.height, height) }
      for y in 0..<scaled.height {
        for x in 0..<scaled.width {
          let means = (0..<3).map { channel in
            rows[y].reduce(0.0) { sum, row in
              sum + row.weight
                * columns[x].reduce(0.0) {
                  $0 + $1.weight * Double(rgb[(row.index * width + $1.index) * 3 + channel])
                }
            }
          }
          let candidates = Set(
            [-1e-6, 1e-6].map { shift in
              let bytes = means.map { UInt32(($0 + 0.5 + shift).rounded(.down)) }
              return PanelColor.rounded(red: bytes[0], green: bytes[1], blue: bytes[2])
            })
          #expect(
            candidates.contains(scaled.pixels[y * scaled.width + x]),
            "\(width) x \(height) to \(scaled.width) x \(scaled.height) at \(x), \(y)")
        }
      }
    }
  }

  @Test func theLargestSizeThatFitsKeepsTheAspect() {
    for (width, height, boxWidth, boxHeight, wantedWidth, wantedHeight) in [
      (640, 640, 240, 240, 240, 240), (640, 320, 240, 240, 240, 120),
      (320, 640, 240, 240, 120, 240),
      (64, 64, 240, 240, 240, 240), (640, 640, 240, 280, 240, 240), (1_000, 1, 240, 240, 240, 1),
      (1, 2_048, 240, 240, 1, 240), (2_048, 2_047, 320, 320, 320, 320), (3, 2, 240, 240, 240, 160),
      (1, 1, 1, 320, 1, 1),
    ] {
      let size = PictureScaler.fit(width, height, (boxWidth, boxHeight))
      #expect(size == (wantedWidth, wantedHeight), "\(width) x \(height)")
    }
  }

  @Test func aPictureOfTheSameSizeStaysAsItIsAndAFlatOneFlat() throws {
    var random = SeededRandom(seed: 21)
    let rgb = random.bytes(31 * 17 * 3)
    let same = try scale(rgb, 31, 17, (31, 17))
    for at in 0..<31 * 17 {
      let (red, green, blue) = (
        UInt32(rgb[at * 3]), UInt32(rgb[at * 3 + 1]), UInt32(rgb[at * 3 + 2])
      )
      #expect(same.pixels[at] == PanelColor.rounded(red: red, green: green, blue: blue))
    }
    for (width, height) in [(2_048, 2_048), (2_048, 3), (1, 1), (7, 5)] {
      let flat = try scale(
        [UInt8](repeating: 255, count: width * height * 3), width, height, (320, 320))
      #expect(flat.pixels.allSatisfy { $0 == 0xFFFF })
    }
  }

  /// The nearest of the panel's values, for each value of a channel.
  @Test func coloursAreRoundedToTheNearest() {
    for value in UInt32(0)...255 {
      let pixel = PanelColor.rounded(red: value, green: value, blue: value)
      #expect(Int(pixel >> 11) == Int((Double(value) * 31 / 255).rounded()))
      #expect(Int(pixel >> 5 & 63) == Int((Double(value) * 63 / 255).rounded()))
      #expect(Int(pixel & 31) == Int((Double(value) * 31 / 255).rounded()))
    }
  }

  private func scale(
    _ rgb: [UInt8], _ width: Int, _ height: Int, _ box: (Int, Int)
  ) throws -> (width: Int, height: Int, pixels: [UInt16]) {
    var scaler = PictureScaler(box: (box.0, box.1))
    try scaler.begin(width: width, height: height)
    for y in 0..<height { scaler.row(rgb.span.extracting(y * width * 3..<(y + 1) * width * 3)) }
    #expect(scaler.pixels.count == scaler.width * scaler.height)
    return (scaler.width, scaler.height, scaler.pixels)
  }

  private func weights(
    _ index: Int, _ count: Int, _ sourceCount: Int
  ) -> [(index: Int, weight: Double)] {
    let scale = Double(sourceCount) / Double(count)
    if count <= sourceCount {
      let (start, end) = (Double(index) * scale, Double(index + 1) * scale)
      return (0..<sourceCount).compactMap {
        let overlap = min(end, Double($0 + 1)) - max(start, Double($0))
        return overlap > 0 ? ($0, overlap / scale) : nil
      }
    }
    let center = min(max((Double(index) + 0.5) * scale - 0.5, 0), Double(sourceCount - 1))
    let first = Int(center)
    let second = min(first + 1, sourceCount - 1)
    return [(first, 1 - (center - Double(first))), (second, center - Double(first))]
  }
}

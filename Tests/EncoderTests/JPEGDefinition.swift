import CTurboJPEG
import Foundation
import Testing

/// A scaled picture as the DCT defines it, in floating point: samples of libjpeg at full size become
/// coefficients again, and these the samples of another number of points.
///
/// Source: ITU-T T.81, section A.3.3.
struct JPEGDefinition {
  /// - Precondition: Width and height are whole units of the sampling.
  static func rgb(
    _ file: [UInt8], width: Int, height: Int, _ sampling: TJSAMP, scale: Int
  ) throws -> [UInt8] {
    let size = tjBufSizeYUV2(Int32(width), 1, Int32(height), Int32(sampling.rawValue))
    var yuv = [UInt8](repeating: 0, count: Int(size))
    let decoder = tjInitDecompress()
    defer { tjDestroy(decoder) }
    let status = tjDecompressToYUV2(
      decoder, file, UInt(file.count), &yuv, Int32(width), 1, Int32(height), TJFLAG_ACCURATEDCT)
    try #require(status == 0)
    var planes: [[Double]] = []
    var start = 0
    for component in 0..<(sampling == TJSAMP_GRAY ? 1 : 3) {
      let across = component == 0 ? 1 : Int(factors(sampling).across)
      let down = component == 0 ? 1 : Int(factors(sampling).down)
      let count = width / across * height / down
      planes.append(
        scaled(
          Array(yuv[start..<start + count]), width: width / across, columns: scale * across,
          rows: scale * down))
      start += count
    }
    func byte(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
    return planes[0].indices.flatMap { index -> [UInt8] in
      let luma = planes[0][index]
      guard planes.count == 3 else { return [byte(luma), byte(luma), byte(luma)] }
      let (blue, red) = (planes[1][index] - 128, planes[2][index] - 128)
      return [
        byte(luma + 1.402 * red), byte(luma - 0.344136 * blue - 0.714136 * red),
        byte(luma + 1.772 * blue),
      ]
    }
  }

  /// How many pixels a sample of a colour stands for.
  static func factors(_ sampling: TJSAMP) -> (across: Int, down: Int) {
    switch sampling {
    case TJSAMP_422: (2, 1)
    case TJSAMP_420: (2, 2)
    case TJSAMP_440: (1, 2)
    case TJSAMP_411: (4, 1)
    default: (1, 1)
    }
  }

  /// A plane whose blocks of 8 × 8 samples have become `columns` × `rows`.
  private static func scaled(
    _ plane: [UInt8], width: Int, columns: Int, rows: Int
  ) -> [Double] {
    let blocks = (across: width / 8, down: plane.count / width / 8)
    let newWidth = blocks.across * columns
    var scaled = [Double](repeating: 0, count: newWidth * blocks.down * rows)
    for row in 0..<blocks.down {
      for column in 0..<blocks.across {
        let block = (0..<64).map {
          Double(plane[(row * 8 + $0 / 8) * width + column * 8 + $0 % 8]) - 128
        }
        let new = inverse(forward(block), columns, rows)
        for index in new.indices {
          scaled[(row * rows + index / columns) * newWidth + column * columns + index % columns] =
            new[index] + 128
        }
      }
    }
    return scaled
  }

  /// For each frequency, the weights of `points` samples.
  private static func weights(_ points: Int) -> [[Double]] {
    (0..<8).map { frequency -> [Double] in
      let scale: Double = frequency == 0 ? 0.5.squareRoot() / 2 : 0.5
      let step = Double(frequency) * Double.pi / Double(2 * points)
      return (0..<points).map { sample -> Double in scale * cos(Double(2 * sample + 1) * step) }
    }
  }

  private static let eight = weights(8)

  private static func forward(_ samples: [Double]) -> [Double] {
    (0..<64).map { index -> Double in
      let (down, across) = (eight[index / 8], eight[index % 8])
      var sum = 0.0
      for at in 0..<64 { sum += samples[at] * across[at % 8] * down[at / 8] }
      return sum
    }
  }

  private static func inverse(_ coefficients: [Double], _ columns: Int, _ rows: Int) -> [Double] {
    let (across, down) = (weights(columns), weights(rows))
    return (0..<columns * rows).map { index -> Double in
      var sum = 0.0
      for v in 0..<min(rows, 8) {
        for u in 0..<min(columns, 8) {
          sum += coefficients[v * 8 + u] * across[u][index % columns] * down[v][index / columns]
        }
      }
      return sum
    }
  }
}

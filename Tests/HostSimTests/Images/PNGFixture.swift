import HostSim

/// One PNG fixture, as its name describes it, with a slow model of what it must decode to.
struct PNGFixture: CustomStringConvertible {
  let colour: Int
  let depth: Int
  var isInterlaced = false
  var hasTransparentColour = false

  /// Every colour type with every bit depth, interlaced and not; then those with a tRNS chunk.
  static let all: [PNGFixture] = {
    let depths = [
      (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ]
    let plain = depths.flatMap { colour, depths in
      depths.flatMap { depth in
        [false, true].map { PNGFixture(colour: colour, depth: depth, isInterlaced: $0) }
      }
    }
    let transparent = [(0, 2), (0, 8), (0, 16), (2, 8), (2, 16), (3, 2), (3, 8)].map {
      PNGFixture(colour: $0, depth: $1, hasTransparentColour: true)
    }
    return plain + transparent
  }()

  var description: String {
    "colour-\(colour)-depth-\(depth)" + (hasTransparentColour ? "-trns" : "")
      + (isInterlaced ? "-interlaced" : "") + ".png"
  }

  var expected: Picture {
    var picture = Picture(width: 13, height: 11)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let (rgb, alpha) = colourAndAlpha(x, y)
        let lit = rgb.map { UInt8((Double($0 * alpha) / 255).rounded()) }
        picture[x, y] = (lit[0], lit[1], lit[2])
      }
    }
    return picture
  }

  private func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int {
    ((x * 2311 + y * 5003 + channel * 9973 + x * y * 101) & 0xFFFF) >> (16 - depth)
  }

  /// A sample as 8 bits, rounded to nearest.
  private func byte(_ sample: Int) -> Int {
    Int((Double(sample) * 255 / Double(1 << depth - 1)).rounded())
  }

  private func colourAndAlpha(_ x: Int, _ y: Int) -> (rgb: [Int], alpha: Int) {
    let channelCount = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colour]!
    let samples = (0..<channelCount).map { sample(x, y, $0) }
    if colour == 3 { return paletteEntry(samples[0]) }
    let isColoured = colour & 2 != 0
    let bytes = samples.map { byte($0) }
    let rgb = isColoured ? Array(bytes[0..<3]) : [bytes[0], bytes[0], bytes[0]]
    if colour & 4 != 0 { return (rgb, bytes[channelCount - 1]) }
    let keyed = (0..<channelCount).map { sample(3, 2, $0) }
    return (rgb, hasTransparentColour && samples == keyed ? 0 : 255)
  }

  private func paletteEntry(_ index: Int) -> (rgb: [Int], alpha: Int) {
    let rgb = [index * 37, index * 91, 255 - index * 53].map { $0 & 255 }
    return (rgb, hasTransparentColour && index < 12 ? index * 23 : 255)
  }
}

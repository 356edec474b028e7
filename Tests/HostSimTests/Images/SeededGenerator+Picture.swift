import HostSim

extension SeededGenerator {
  /// Noise in all samples.
  mutating func picture(width: Int, height: Int) -> Picture {
    var picture = Picture(width: width, height: height)
    for at in picture.rgb.indices { picture.rgb[at] = UInt8(truncatingIfNeeded: next()) }
    return picture
  }
}

/// The sixteen colours from background to foreground, one for each level of coverage.
struct ColorRamp {
  private(set) var colors: InlineArray<16, UInt16>

  /// Blends each channel by itself and rounds to the nearest value that the panel has.
  init(from background: RGB565, to foreground: RGB565) {
    colors = InlineArray(repeating: background.rawValue)
    for level in 1..<16 {
      let red = Self.blend(background, foreground, shift: 11, mask: 0x1F, level: level)
      let green = Self.blend(background, foreground, shift: 5, mask: 0x3F, level: level)
      let blue = Self.blend(background, foreground, shift: 0, mask: 0x1F, level: level)
      colors[level] = red | green | blue
    }
  }

  private static func blend(
    _ background: RGB565, _ foreground: RGB565, shift: UInt16, mask: UInt16, level: Int
  ) -> UInt16 {
    let from = Int(background.rawValue &>> shift & mask)
    let to = Int(foreground.rawValue &>> shift & mask)
    let mixed = (from &* (15 &- level) &+ to &* level &+ 7) / 15
    return UInt16(truncatingIfNeeded: mixed) &<< shift
  }
}

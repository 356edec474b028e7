/// A colour that stands for a picture: the most frequent of its lively colours.
enum AccentColor {
  /// 0xRRGGBB. Grey pictures have a grey one.
  static func of(_ pixels: [UInt16]) -> UInt32 {
    // 3 bits a channel: shades of a colour count together. A pixel counts by how colourful it is.
    var weights = [512 of UInt32](repeating: 0)
    for pixel in pixels {
      let (red, green, blue) = channels(pixel)
      // 1 for grey, 256 for a colour as bright and pure as can be.
      weights[cell(pixel)] &+= 1 &+ max(max(red, green), blue) &- min(min(red, green), blue)
    }
    var best = 0
    for index in 1..<512 where weights[index] > weights[best] { best = index }
    var (count, sums): (UInt32, (red: UInt32, green: UInt32, blue: UInt32)) = (0, (0, 0, 0))
    for pixel in pixels where cell(pixel) == best {
      let (red, green, blue) = channels(pixel)
      count &+= 1
      sums.red &+= red
      sums.green &+= green
      sums.blue &+= blue
    }
    guard count > 0 else { return 0 }
    return (sums.red / count) << 16 | (sums.green / count) << 8 | sums.blue / count
  }

  /// What the glass shows, 8 bits each.
  @inline(__always)
  private static func channels(_ pixel: UInt16) -> (red: UInt32, green: UInt32, blue: UInt32) {
    let color = PanelColor.shown(pixel)
    return (color &>> 16, color &>> 8 & 0xFF, color & 0xFF)
  }

  private static func cell(_ pixel: UInt16) -> Int {
    Int(pixel &>> 13) &<< 6 | Int(pixel &>> 8 & 7) &<< 3 | Int(pixel &>> 2 & 7)
  }
}

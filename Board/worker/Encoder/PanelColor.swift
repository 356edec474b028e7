/// RGB565, the colours that the panel has.
enum PanelColor {
  /// Each 8-bit channel, rounded to the nearest value that the panel has.
  static func rounded(red: UInt32, green: UInt32, blue: UInt32) -> UInt16 {
    let red5 = (red &* 31 &+ 127) / 255
    let green6 = (green &* 63 &+ 127) / 255
    let blue5 = (blue &* 31 &+ 127) / 255
    return UInt16(truncatingIfNeeded: red5 &<< 11 | green6 &<< 5 | blue5)
  }

  /// 5, 6 and 5 bits.
  static func channels(_ pixel: UInt16) -> (red: Int32, green: Int32, blue: Int32) {
    (Int32(pixel &>> 11), Int32(pixel &>> 5 & 63), Int32(pixel & 31))
  }

  /// What the glass shows, 0xRRGGBB.
  static func shown(_ pixel: UInt16) -> UInt32 {
    let (red, green, blue) = channels(pixel)
    let red8 = (red * 255 + 15) / 31
    let green8 = (green * 255 + 31) / 63
    let blue8 = (blue * 255 + 15) / 31
    return UInt32(truncatingIfNeeded: red8 << 16 | green8 << 8 | blue8)
  }
}

/// RGB565, the colours that the panel has.
enum PanelColor {
  /// Each 8-bit channel, rounded to the nearest value that the panel has.
  static func rounded(red: UInt32, green: UInt32, blue: UInt32) -> UInt16 {
    let red5 = scaled(red, 31)
    let green6 = scaled(green, 63)
    let blue5 = scaled(blue, 31)
    return UInt16(truncatingIfNeeded: red5 &<< 11 | green6 &<< 5 | blue5)
  }

  /// `(value * most + 127) / 255`: the quotient by multiplication, exact for up to 16 bits.
  @inline(__always)
  private static func scaled(_ value: UInt32, _ most: UInt32) -> UInt32 {
    ((value &* most &+ 127) &* 0x8081) &>> 23
  }

  /// 5, 6 and 5 bits.
  static func channels(_ pixel: UInt16) -> (red: Int32, green: Int32, blue: Int32) {
    (Int32(pixel &>> 11), Int32(pixel &>> 5 & 63), Int32(pixel & 31))
  }

  /// What the glass shows, 0xRRGGBB.
  static func shown(_ pixel: UInt16) -> UInt32 {
    let (red, green, blue) = channels(pixel)
    // `(red * 255 + 15) / 31` and `(green * 255 + 31) / 63`, exact for 5 and 6 bits.
    let red8 = (red &* 527 &+ 23) &>> 6
    let green8 = (green &* 259 &+ 33) &>> 6
    let blue8 = (blue &* 527 &+ 23) &>> 6
    return UInt32(truncatingIfNeeded: red8 &<< 16 | green8 &<< 8 | blue8)
  }
}

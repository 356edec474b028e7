/// The colours of all screens.
enum Palette {
  static var background: RGB565 { .black }
  static var text: RGB565 { .white }
  static var secondary: RGB565 { RGB565(red: 170, green: 174, blue: 184) }
  static var accent: RGB565 { RGB565(red: 255, green: 176, blue: 88) }
  static var track: RGB565 { RGB565(red: 56, green: 58, blue: 66) }

  /// The colour of a picture as one that is seen on the background: a dark one is made lighter.
  static func accent(_ color: RGB565?) -> RGB565 {
    guard let color else { return accent }
    var red = color.rawValue &>> 8 & 0xF8
    var green = color.rawValue &>> 3 & 0xFC
    var blue = color.rawValue &<< 3 & 0xF8
    // From black, it takes three steps.
    while 2 &* red &+ 5 &* green &+ blue < 8 &* 112 {
      red &+= (255 &- red) / 4
      green &+= (255 &- green) / 4
      blue &+= (255 &- blue) / 4
    }
    return RGB565(
      red: UInt8(truncatingIfNeeded: red), green: UInt8(truncatingIfNeeded: green),
      blue: UInt8(truncatingIfNeeded: blue))
  }
}

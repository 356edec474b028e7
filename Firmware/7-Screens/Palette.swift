/// The colours of all screens.
enum Palette {
  static var background: RGB565 { .black }
  static var text: RGB565 { .white }
  static var secondary: RGB565 { RGB565(red: 170, green: 174, blue: 184) }
  static var accent: RGB565 { RGB565(red: 255, green: 176, blue: 88) }
  static var track: RGB565 { RGB565(red: 56, green: 58, blue: 66) }

  /// The colour of a picture as one that stands out from the background and from ``track``: a dark
  /// one is made lighter.
  static func accent(_ color: RGB565?) -> RGB565 {
    guard var color else { return accent }
    while true {
      let red = color.rawValue &>> 8 & 0xF8
      let green = color.rawValue &>> 3 & 0xFC
      let blue = color.rawValue &<< 3 & 0xF8
      // The least brightness with which all colours have three times the track's (WCAG 2.2).
      if 2 &* red &+ 5 &* green &+ blue >= 8 &* 136 { return color }
      color = RGB565(
        red: UInt8(truncatingIfNeeded: red &+ (255 &- red) / 4),
        green: UInt8(truncatingIfNeeded: green &+ (255 &- green) / 4),
        blue: UInt8(truncatingIfNeeded: blue &+ (255 &- blue) / 4))
    }
  }
}

/// The colours of all screens.
enum Palette {
  static var background: RGB565 { .black }
  static var text: RGB565 { .white }
  static var secondary: RGB565 { RGB565(red: 170, green: 174, blue: 184) }
  static var accent: RGB565 { RGB565(red: 255, green: 176, blue: 88) }
  static var track: RGB565 { RGB565(red: 56, green: 58, blue: 66) }
}

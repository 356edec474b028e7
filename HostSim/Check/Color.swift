/// A colour as documents write it: `#rrggbb`.
struct Color {
  let red: Int
  let green: Int
  let blue: Int

  init(red: Int, green: Int, blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// nil where `text` is anything else.
  init?(_ text: String) {
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    (red, green, blue) = (value >> 16, value >> 8 & 255, value & 255)
  }

  /// As a panel shows `pixel`.
  init(_ pixel: UInt16) {
    red = Int(pixel >> 11) * 255 / 31
    green = Int(pixel >> 5 & 63) * 255 / 63
    blue = Int(pixel & 31) * 255 / 31
  }

  var redAndBlueExchanged: Color { Color(red: blue, green: green, blue: red) }

  /// The differences of the three channels, together.
  func distance(to other: Color) -> Int {
    abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue)
  }

  var text: String {
    "#" + [red, green, blue].map { String($0 + 256, radix: 16).dropFirst() }.joined()
  }
}

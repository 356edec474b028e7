/// A colour as the panel stores it: 5 bits red, 6 green, 5 blue.
///
/// Source: ST7789V datasheet, section 8.8.42 "16-bit/pixel (RGB 5-6-5-bit input)".
public struct RGB565: Equatable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Rounds each 8-bit channel to the nearest value the panel has.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    let r = (UInt16(red) &* 31 &+ 127) / 255
    let g = (UInt16(green) &* 63 &+ 127) / 255
    let b = (UInt16(blue) &* 31 &+ 127) / 255
    rawValue = r &<< 11 | g &<< 5 | b
  }

  /// `#rrggbb`; nil for any other text.
  init?(hexadecimal text: Span<UInt8>) {
    guard text.count == 7, text[0] == UInt8(ascii: "#") else { return nil }
    var value: UInt32 = 0
    for index in 1..<7 {
      guard let digit = text[index].hexDigit else { return nil }
      value = value &<< 4 | UInt32(digit)
    }
    self.init(
      red: UInt8(truncatingIfNeeded: value &>> 16), green: UInt8(truncatingIfNeeded: value &>> 8),
      blue: UInt8(truncatingIfNeeded: value))
  }

  public static var black: RGB565 { RGB565(rawValue: 0) }
  public static var white: RGB565 { RGB565(rawValue: 0xFFFF) }

  /// First on the wire.
  public var highByte: UInt8 { UInt8(truncatingIfNeeded: rawValue &>> 8) }
  /// Second on the wire.
  public var lowByte: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
}

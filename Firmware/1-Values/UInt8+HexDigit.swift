extension UInt8 {
  /// What this hexadecimal digit, of either case, is worth, 0…15; nil for any other byte.
  @inline(never)
  var hexDigit: UInt8? {
    let digit = self &- UInt8(ascii: "0")
    if digit < 10 { return digit }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter &+ 10 : nil
  }
}

/// Letters and digits of other styles beyond U+FFFF, as plain ones: no font here has them.
///
/// Source: the charts of Mathematical Alphanumeric Symbols and Enclosed Alphanumeric Supplement.
enum FancyLetter {
  /// The plain letter or digit for `scalar`, or `scalar` itself.
  static func plain(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x1D400...0x1D6A3:
      let index = (scalar &- 0x1D400) % 52
      return index < 26 ? 0x41 &+ index : 0x61 &+ index &- 26
    case 0x1D6A8...0x1D7C9: return greek((scalar &- 0x1D6A8) % 58)
    case 0x1D7CE...0x1D7FF: return 0x30 &+ (scalar &- 0x1D7CE) % 10
    case 0x1F110...0x1F129: return 0x41 &+ scalar &- 0x1F110
    case 0x1F130...0x1F149: return 0x41 &+ scalar &- 0x1F130
    case 0x1F150...0x1F169: return 0x41 &+ scalar &- 0x1F150
    case 0x1F170...0x1F189: return 0x41 &+ scalar &- 0x1F170
    default: return scalar
    }
  }

  /// Of one style: 25 capitals, nabla, 25 small letters, and seven letters of another shape.
  private static func greek(_ index: UInt32) -> UInt32 {
    switch index {
    case 17: 0x398
    case 0..<25: 0x391 &+ index
    case 25: 0x2207
    case 26..<51: 0x3B1 &+ index &- 26
    case 51: 0x2202
    case 52: 0x3B5
    case 53: 0x3B8
    case 54: 0x3BA
    case 55: 0x3C6
    case 56: 0x3C1
    default: 0x3C0
    }
  }
}

/// A letter of the Arabic script that joins its neighbours, with the code points of its shapes.
///
/// Source: The Unicode Standard, section 9.2 "Arabic", and the charts of Arabic Presentation Forms-A
/// and -B, where the shapes of a letter follow each other: alone, last, first, in the middle.
struct ArabicLetter {
  /// How the letter joins: not at all, the letter before it, or those on both sides.
  private enum Joining { case none, before, both }

  /// The shape of the letter alone.
  private let alone: UInt32
  private let joining: Joining

  /// The letter at `scalar`; `nil` for a character that never joins or has no shapes of its own.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x621: self.init(0xFE80, .none)
    case 0x622...0x625: self.init(0xFE81 &+ 2 &* (scalar &- 0x622), .before)
    case 0x626: self.init(0xFE89, .both)
    case 0x627: self.init(0xFE8D, .before)
    case 0x628: self.init(0xFE8F, .both)
    case 0x629: self.init(0xFE93, .before)
    case 0x62A...0x62E: self.init(0xFE95 &+ 4 &* (scalar &- 0x62A), .both)
    case 0x62F...0x632: self.init(0xFEA9 &+ 2 &* (scalar &- 0x62F), .before)
    case 0x633...0x63A: self.init(0xFEB1 &+ 4 &* (scalar &- 0x633), .both)
    case 0x641...0x647: self.init(0xFED1 &+ 4 &* (scalar &- 0x641), .both)
    case 0x648...0x649: self.init(0xFEED &+ 2 &* (scalar &- 0x648), .before)
    case 0x64A: self.init(0xFEF1, .both)
    default: self.init(persianOrUrdu: scalar)
    }
  }

  private init?(persianOrUrdu scalar: UInt32) {
    switch scalar {
    case 0x679: self.init(0xFB66, .both)
    case 0x67E: self.init(0xFB56, .both)
    case 0x686: self.init(0xFB7A, .both)
    case 0x688: self.init(0xFB88, .before)
    case 0x691: self.init(0xFB8C, .before)
    case 0x698: self.init(0xFB8A, .before)
    case 0x6A9: self.init(0xFB8E, .both)
    case 0x6AF: self.init(0xFB92, .both)
    case 0x6BA: self.init(0xFB9E, .before)
    case 0x6BE: self.init(0xFBAA, .both)
    case 0x6C1: self.init(0xFBA6, .both)
    case 0x6CC: self.init(0xFBFC, .both)
    case 0x6D2: self.init(0xFBAE, .before)
    default: return nil
    }
  }

  private init(_ alone: UInt32, _ joining: Joining) {
    self.alone = alone
    self.joining = joining
  }

  /// Whether the letter reaches for the one before it, and for the one after.
  var joinsBefore: Bool { joining != .none }
  var joinsAfter: Bool { joining == .both }

  /// The shape between neighbours that do or do not reach for the letter.
  func shape(after before: Bool, before after: Bool) -> UInt32 {
    let isJoinedBefore = before && joinsBefore
    let isJoinedAfter = after && joinsAfter
    return alone &+ (isJoinedBefore ? 1 : 0) &+ (isJoinedAfter ? 2 : 0)
  }

  /// The shape that a lam and `alef` are written in together; `nil` where `alef` is none.
  static func lamAlef(_ alef: UInt32, after before: Bool) -> UInt32? {
    let place: UInt32? =
      switch alef {
      case 0x622: 0
      case 0x623: 1
      case 0x625: 2
      case 0x627: 3
      default: nil
      }
    guard let place else { return nil }
    return 0xFEF5 &+ 2 &* place &+ (before ? 1 : 0)
  }

  static var lam: UInt32 { 0x644 }
  /// A stroke that joins on both sides and has one shape.
  static var tatweel: UInt32 { 0x640 }
}

/// A letter of the Arabic script that joins its neighbours, with its shapes.
///
/// Source: The Unicode Standard, section 9.2 "Arabic"; which letters join is in Unicode's
/// ArabicShaping.txt.
struct ArabicLetter {
  private let letter: UInt32
  /// Whether the letter reaches for the one after; it always does for the one before.
  let joinsAfter: Bool

  /// `nil` for a character that never joins.
  init?(_ scalar: UInt32, _ role: ScalarTraits.Role) {
    guard role == .joinsBoth || role == .joinsBefore else { return nil }
    letter = scalar
    joinsAfter = role == .joinsBoth
  }

  /// The shape between neighbours that do or do not reach for the letter: a slot of the fallback
  /// font, or the letter itself where it stands alone or has no slots.
  func shape(after isJoinedBefore: Bool, before isNextJoining: Bool) -> UInt32 {
    let isJoinedAfter = isNextJoining && joinsAfter
    let form: UInt32
    switch (isJoinedBefore, isJoinedAfter) {
    case (false, false): return letter
    case (true, false): form = 0
    case (false, true): form = 1
    case (true, true): form = 2
    }
    switch letter {
    case 0x620...0x6FF: return FallbackFont.shapes &+ 3 &* (letter &- 0x620) &+ form
    case 0x750...0x77F: return FallbackFont.shapes &+ 3 &* (letter &- 0x750 &+ 0xE0) &+ form
    default: return letter
    }
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
  /// Characters that join on both sides and have one shape: a stroke, and one that is not seen.
  static func causesJoining(_ scalar: UInt32) -> Bool { scalar == 0x640 || scalar == 0x200D }
}

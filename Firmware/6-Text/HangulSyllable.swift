/// A precomposed Hangul syllable, taken apart into the letters that it is drawn from.
///
/// The shape of a letter depends on its neighbours, and the fallback font has one for each case: an
/// initial consonant for each vowel, a final consonant for each vowel, and the first two with room
/// for a final consonant or without.
///
/// Source: The Unicode Standard, section 3.12 "Conjoining Jamo Behavior", for the arithmetic.
struct HangulSyllable {
  private let initial: Int
  private let vowel: Int
  /// 0 stands for none.
  private let final: Int

  /// The syllable at `scalar`, or `nil` for any other character.
  init?(_ scalar: UInt32) {
    let index = Int(truncatingIfNeeded: scalar &- Self.base)
    guard scalar >= Self.base, index < Self.initials &* Self.vowels &* Self.finals else {
      return nil
    }
    initial = index / (Self.vowels &* Self.finals)
    vowel = index / Self.finals % Self.vowels
    final = index % Self.finals
  }

  /// The scalar that `second` makes of `first`, where both are conjoining letters: an initial and a
  /// vowel, or a syllable without a final consonant and one.
  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if 0x1100..<0x1113 ~= first, 0x1161..<0x1176 ~= second {
      return base &+ ((first &- 0x1100) &* 21 &+ second &- 0x1161) &* 28
    }
    // A syllable without a final consonant precedes the 27 with one.
    let index = first &- base
    guard index < 11_172, index % 28 == 0, 0x11A8..<0x11C3 ~= second else { return nil }
    return first &+ second &- 0x11A7
  }

  private static var base: UInt32 { 0xAC00 }
  private static var initials: Int { 19 }
  private static var vowels: Int { 21 }
  private static var finals: Int { 28 }
}

/// Where the fallback font keeps the letters: in slots beyond those of the code points.
extension HangulSyllable {
  var initialSlot: Int { 0x10000 &+ 2 &* (initial &* Self.vowels &+ vowel) &+ roomForFinal }
  var vowelSlot: Int { 0x10320 &+ 2 &* vowel &+ roomForFinal }
  var finalSlot: Int? { final == 0 ? nil : 0x10350 &+ vowel &* Self.finals &+ final }

  private var roomForFinal: Int { final == 0 ? 0 : 1 }
}

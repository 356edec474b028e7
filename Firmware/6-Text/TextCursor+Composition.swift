/// Characters whose shape depends on their neighbours.
extension TextCursor {
  /// What is drawn for `scalar`, given what came before and what follows: joined Arabic letters, a
  /// dotless letter under an accent, a whole syllable for conjoining Hangul letters, as file names
  /// from some systems bring them.
  mutating func composed(
    _ scalar: UInt32, _ role: ScalarTraits.Role, in text: Span<UInt8>
  ) -> UInt32 {
    let isJoined = reachesOn
    reachesOn = ArabicLetter.causesJoining(scalar)
    if let letter = ArabicLetter(scalar, role) {
      return arabic(scalar, letter, isJoined: isJoined, in: text)
    }
    switch scalar {
    case 0x69: return isAccentNext(in: text) ? 0x131 : scalar
    case 0x6A: return isAccentNext(in: text) ? 0x237 : scalar
    case 0x1100...0x1112, 0xAC00...0xD7A3: return hangul(scalar, in: text)
    default: return scalar
    }
  }

  private func isAccentNext(in text: Span<UInt8>) -> Bool {
    var ahead = scalars
    guard let next = ahead.next(in: text) else { return false }
    return 0x300...0x314 ~= next
  }

  private mutating func hangul(_ first: UInt32, in text: Span<UInt8>) -> UInt32 {
    var whole = first
    var ahead = scalars
    while let next = ahead.next(in: text) {
      guard let syllable = HangulSyllable.composed(whole, next) else { break }
      whole = syllable
      scalars = ahead
    }
    return whole
  }

  private mutating func arabic(
    _ scalar: UInt32, _ letter: ArabicLetter, isJoined: Bool, in text: Span<UInt8>
  ) -> UInt32 {
    var ahead = scalars
    var next = ahead.next(in: text)
    if scalar == ArabicLetter.lam, let alef = next,
      let both = ArabicLetter.lamAlef(alef, after: isJoined)
    {
      scalars = ahead
      return both
    }
    while let mark = next, ScalarTraits.role(of: mark) == .mark { next = ahead.next(in: text) }
    reachesOn = letter.joinsAfter
    return letter.shape(after: isJoined, before: next.map(Self.joinsBefore) ?? false)
  }

  private static func joinsBefore(_ scalar: UInt32) -> Bool {
    if ArabicLetter.causesJoining(scalar) { return true }
    return ArabicLetter(scalar, ScalarTraits.role(of: scalar)) != nil
  }
}

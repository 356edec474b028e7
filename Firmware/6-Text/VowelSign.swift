/// Vowel signs that stand before their consonant, in part or as a whole, though they are written
/// after it: those of Tamil, Malayalam and Sinhala. Those of other scripts share their consonant's
/// cell.
///
/// Source: Unicode's IndicPositionalCategory.txt, and the decompositions in UnicodeData.txt.
enum VowelSign {
  /// The sign that goes before the consonant `scalar`, or before a medial that has a cell of its own,
  /// into that of the consonant (Burmese); `nil` for anything else.
  ///
  /// - Parameter place: Behind the consonant.
  @inline(never)
  static func ahead(of scalar: UInt32, at place: UTF8Scalars, in text: Span<UInt8>) -> UInt32? {
    guard 0xB80..<0xE00 ~= scalar || scalar == 0x103B else { return nil }
    var ahead = place
    while let next = ahead.next(in: text) {
      switch ScalarTraits.role(of: next) {
      case .before, .split: return next
      case .mark where next == 0x1031: return next
      case .mark: continue
      default: return nil
      }
    }
    return nil
  }

  /// What stands before the consonant.
  static func left(of sign: UInt32) -> UInt32 {
    switch sign {
    case 0xBCA, 0xBCB, 0xD4A, 0xD4B: sign &- 4
    case 0xBCC, 0xD4C: sign &- 6
    case 0xDDA, 0xDDC...0xDDE: 0xDD9
    default: sign
    }
  }

  /// What stands after it; `nil` for a sign of one part.
  static func right(of sign: UInt32) -> UInt32? {
    switch sign {
    case 0xBCA, 0xBCB: 0xBBE
    case 0xBCC: 0xBD7
    case 0xD4A, 0xD4B: 0xD3E
    case 0xD4C: 0xD57
    case 0xDDA: 0xDCA
    case 0xDDC, 0xDDD: 0xDCF
    case 0xDDE: 0xDDF
    default: nil
    }
  }
}

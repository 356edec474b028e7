/// What laying out a line needs to know of a character.
struct ScalarTraits {
  /// How a character takes part in a line of text.
  enum Role: UInt8 {
    /// Has a glyph and moves the pen.
    case spacing
    /// Is drawn over the character before it and does not move the pen.
    case mark
    /// Is neither drawn nor measured: controls, bidi controls, joiners, variation selectors.
    case invisible
    /// A vowel sign that is written after its consonant and stands before it.
    case before
    /// A vowel sign of two parts, one on either side of its consonant.
    case split
    /// An Arabic letter that joins the letters on both sides.
    case joinsBoth
    /// An Arabic letter that joins the letter before it only.
    case joinsBefore
  }

  let bidiClass: BidiClass
  let role: Role

  init(_ scalar: UInt32) {
    let traits = scalar < 0x2_0000 ? TextTables.traits(of: scalar) : 0
    bidiClass = BidiClass(rawValue: traits & 0xF) ?? .left
    role = Role(rawValue: traits &>> 4) ?? .spacing
  }

  /// The role of `scalar`; most text needs no table for it.
  static func role(of scalar: UInt32) -> Role {
    switch scalar {
    case 0..<0x20, 0x7F..<0xA0, 0xAD: .invisible
    // Latin; Han and Hangul; variation selectors and tags.
    case 0x20..<0x300, 0x3400..<0xA000, 0xAC00..<0xD7A4: .spacing
    case 0xE_0000...: .invisible
    default: ScalarTraits(scalar).role
    }
  }
}

/// Bidirectional character types: Unicode Standard Annex #9, table 4. Those that set isolates and
/// embeddings are known by their code points.
enum BidiClass: UInt8 {
  case left, right, arabicLetter
  case europeanNumber, europeanSeparator, europeanTerminator, arabicNumber, commonSeparator
  case nonspacingMark, boundaryNeutral
  case paragraphSeparator, segmentSeparator, whitespace, otherNeutral
}

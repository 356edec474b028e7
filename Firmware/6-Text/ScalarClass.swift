/// How a scalar takes part in a line of text.
enum ScalarClass: Equatable {
  /// Has a glyph and moves the pen.
  case spacing
  /// Is drawn over the scalar before it and does not move the pen.
  case mark
  /// Is neither drawn nor measured: controls, bidi controls, joiners, variation selectors.
  case invisible

  init(_ scalar: UInt32) {
    if scalar < 0x300 {
      self = Self.isControl(scalar) || scalar == 0xAD ? .invisible : .spacing
    } else if Self.isIgnorable(scalar) {
      self = .invisible
    } else {
      self = CombiningMarks.contains(scalar) ? .mark : .spacing
    }
  }

  private static func isControl(_ scalar: UInt32) -> Bool {
    scalar < 0x20 || 0x7F...0x9F ~= scalar
  }

  /// Unicode's Default_Ignorable_Code_Point, with the line separators and interlinear annotation.
  private static func isIgnorable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F: true
    case 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}

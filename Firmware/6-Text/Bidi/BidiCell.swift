/// What a byte stands for, besides a ``BidiClass``, while the rules are applied.
enum BidiCell {
  static var left: UInt8 { BidiClass.left.rawValue }
  static var right: UInt8 { BidiClass.right.rawValue }
  static var neutral: UInt8 { BidiClass.otherNeutral.rawValue }
  static var removed: UInt8 { BidiClass.boundaryNeutral.rawValue }
  /// Not the first byte of its character.
  static var rest: UInt8 { 14 }
  /// A bracket without its partner so far, and a pair of brackets.
  static var waiting: UInt8 { 15 }
  static var opening: UInt8 { 16 }
  static var closing: UInt8 { 17 }
  /// Begins an isolate, and ends it.
  static var isolate: UInt8 { 18 }
  static var isolateEnd: UInt8 { 19 }
  /// Set in a level.
  static var settled: UInt8 { 0x80 }

  /// The direction that a class has for neutrals beside it (rule N1): left, right, or none.
  static func direction(_ cell: UInt8) -> UInt8? {
    switch BidiClass(rawValue: cell) {
    case .left: left
    case .right, .arabicLetter, .europeanNumber, .arabicNumber: right
    default: nil
    }
  }
}

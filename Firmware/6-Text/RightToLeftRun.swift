/// A stretch of Hebrew, Arabic or a kindred script, which is set from right to left.
///
/// A run begins and ends with a letter of such a script; spaces and plain punctuation between them
/// belong to it. Letters of other scripts, digits and brackets end it. Runs keep their order along
/// the line, which is right for a line in one script and for a name quoted in a Latin title; the
/// full algorithm (Unicode Standard Annex #9) also orders the runs of a line that mixes both.
struct RightToLeftRun {
  /// Characters of the run, marks not counted.
  private(set) var characters = 1
  /// Columns.
  private(set) var width: Int

  /// The run that begins with `first`, at most `limit` characters; `nil` where `first` begins none.
  ///
  /// - Parameter cursor: Stands behind `first` in `text`.
  init?(
    from first: borrowing TextCursor.Step, before cursor: TextCursor, in text: Span<UInt8>,
    limit: Int
  ) {
    guard Self.isRightToLeft(first.scalar) else { return nil }
    width = first.advance
    var cursor = cursor
    var seen = characters
    var pen = width
    while seen < limit, let step = cursor.next(in: text) {
      if step.isMark { continue }
      seen &+= 1
      pen &+= step.advance
      if Self.isRightToLeft(step.scalar) {
        characters = seen
        width = pen
      } else if !Self.isNeutral(step.scalar) {
        return
      }
    }
  }

  /// Source: Unicode's DerivedBidiClass.txt, the default of R and AL for these blocks.
  private static func isRightToLeft(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0660...0x0669, 0x06F0...0x06F9, 0x07C0...0x07C9: false
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE: true
    default: false
    }
  }

  private static func isNeutral(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x29: false
    case 0x20...0x2F, 0x3A...0x3F, 0xA0, 0xB7, 0x2010...0x2027: true
    default: false
    }
  }
}

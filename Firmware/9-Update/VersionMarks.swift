/// What became of a version on this device: a byte of which bits are only ever cleared, so that a
/// flash takes each change without an erase.
///
/// Layout: `PROTOCOL.md`, section "Update journal".
struct VersionMarks: Equatable, Sendable {
  /// Something that is remembered of a version, at the place of its bit.
  enum Mark: UInt8 {
    /// The glass has said that it did not prove itself.
    case rollbackTold = 0x08
    /// The glass has said that what was downloaded was wrong.
    case wrongHashTold = 0x10
    /// A content that was complete was wrong.
    case wasWrong = 0x20
    /// It is the one that is started from now on, as soon as otadata says so.
    case confirmed = 0x40
  }

  /// The tries: one bit each.
  private static var triesMask: UInt8 { 1 &<< Limits.updateTries &- 1 }

  var bits: UInt8 = .max

  /// How often it was tried, 0…``Limits/updateTries``.
  var tries: UInt8 {
    UInt8(truncatingIfNeeded: (bits | ~Self.triesMask).trailingZeroBitCount)
  }

  /// Whether it is not to be tried again.
  var hasFailed: Bool { bits & Self.triesMask == 0 }

  func has(_ mark: Mark) -> Bool { bits & mark.rawValue == 0 }

  mutating func set(_ mark: Mark) { bits &= ~mark.rawValue }

  /// Counts a try; after the last one there are no more.
  mutating func countTry() { bits &= bits &<< 1 | ~Self.triesMask }

  /// Counts all tries that are left.
  mutating func giveUp() { bits &= ~Self.triesMask }

  /// What holds for another image of the same version.
  mutating func forgetImage() { bits |= Mark.wasWrong.rawValue | Mark.confirmed.rawValue }
}

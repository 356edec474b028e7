/// When the document changed last, as a person sees it.
struct ChangeNotes {
  /// Unix time; later than any question where nothing is known yet.
  private(set) var changedAt: Milliseconds = .max
  private var hash: UInt64?
  private var start: Milliseconds = 0

  /// How far the position may move by itself: services are not exact.
  private static let driftMs: Milliseconds = 3_000

  /// Takes the `hash` of all that does not change with the time alone, and when the item began, or
  /// where it stands while it is paused.
  mutating func note(_ hash: UInt64, start: Milliseconds, _ now: Milliseconds) {
    let isMoved = start > self.start + Self.driftMs || start < self.start - Self.driftMs
    if hash == self.hash && !isMoved { return }
    (self.hash, self.start, changedAt) = (hash, start, now)
  }

  /// The clock was set: what was asked before has another time.
  mutating func forget() { hash = nil }
}

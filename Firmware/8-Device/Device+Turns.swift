/// How metadata and cover share the one connection to the gateway by turns.
extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  /// When the metadata's task has something to do. Its question waits for a cover that is on its
  /// way over the one connection, but not for long.
  var metadataDue: Instant {
    let waits = cover.transfer.isActive && !metadata.transfer.isActive
    return waits ? metadata.due + Limits.turnMs : metadata.due
  }

  /// When the cover's task has something to do; nil while it has not, or has no place on the glass.
  /// It waits for the metadata's answer likewise.
  func coverDue(now: Instant) -> Instant? {
    guard display.panel.isReady, !display.cover.isLost, let due = cover.due(now: now) else {
      return nil
    }
    let waits = metadata.transfer.isActive && !cover.transfer.isActive
    return waits ? due.later(metadata.asked + Limits.turnMs) : due
  }

  /// Whether the cover needs no connection while an answer is held.
  func mayHold(now: Instant) -> Bool {
    cover.due(now: now).map { !(now + Limits.holdSeconds &* 1_000).hasReached($0) } ?? true
  }
}

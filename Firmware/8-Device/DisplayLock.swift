/// Who may draw: the tasks share one panel, whose open window belongs to one of them.
///
/// Taken for a bounded block of pixels and given back in the same step, never across network
/// traffic. A board whose bus goes on by itself may hold it for longer, and so may a fault.
public struct DisplayLock: Sendable {
  public enum Owner: Sendable { case screens, cover, board }

  public private(set) var owner: Owner?
  private var since = Instant(milliseconds: 0)

  public init() {}

  /// Takes the lock if nobody has it.
  public mutating func tryLock(_ candidate: Owner, now: Instant) -> Bool {
    if owner != nil { return false }
    owner = candidate
    since = now
    return true
  }

  /// Gives the lock back; only its owner can.
  public mutating func unlock(_ holder: Owner) {
    if owner == holder { owner = nil }
  }

  /// Takes the lock away from whoever has it.
  mutating func breakOpen() { owner = nil }

  /// Milliseconds for which it has been held; 0 when it is free.
  func ageMs(now: Instant) -> UInt32 { owner == nil ? 0 : now.milliseconds(since: since) }
}

/// How far the item has played: what the gateway said last, carried on by the clock.
///
/// Answers arrive late by different amounts, so each of them disagrees a little with what the clock
/// made of the one before. An answer that is behind by no more than ``toleranceMs`` does not set the
/// bar back: it stands until the answer has caught up. One further behind means that somebody has
/// wound back.
public struct ProgressClock: Sendable {
  /// Milliseconds by which an answer may be behind without being taken for winding back.
  public static var toleranceMs: UInt32 { 3_000 }

  private var progressMs: UInt32 = 0
  private var since = Instant(milliseconds: 0)
  private var isRunning = false
  /// The most that was shown of this item.
  private var shownMs: UInt32 = 0

  public init() {}

  /// Takes an answer for the item that plays already.
  public mutating func update(progressMs: UInt32, isRunning: Bool, at now: Instant) {
    let shown = value(at: now)
    if progressMs < shown && shown &- progressMs > Self.toleranceMs { shownMs = 0 }
    self.progressMs = progressMs
    self.isRunning = isRunning
    since = now
  }

  /// Begins another item.
  public mutating func begin(progressMs: UInt32, isRunning: Bool, at now: Instant) {
    shownMs = 0
    self.progressMs = progressMs
    self.isRunning = isRunning
    since = now
  }

  /// What to show, milliseconds; saturating.
  public mutating func value(at now: Instant) -> UInt32 {
    let (sum, overflow) = progressMs.addingReportingOverflow(
      isRunning ? now.milliseconds(since: since) : 0)
    shownMs = max(shownMs, overflow ? .max : sum)
    return shownMs
  }
}

/// How long to wait after each of several failures in a row.
///
/// The longest possible wait doubles with each failure, up to a cap. The wait itself is drawn
/// evenly from between the shortest and the longest (full jitter over a floor): devices that failed
/// in the same moment, as all do when a gateway goes down, come back spread over the whole span,
/// and none asks more often than a device that is well.
public struct Backoff: Equatable, Sendable {
  public let baseMs: UInt32
  public let capMs: UInt32
  private var jitter: Jitter
  /// The longest that the last wait could have been, `baseMs`…`capMs`.
  private var ceilingMs: UInt32
  /// Failures in a row so far; saturating.
  public private(set) var failureCount: UInt32 = 0

  /// Waits of `baseMs`…`capMs`. A base of 0 counts as 1, a cap below the base as the base.
  public init(
    jitter: Jitter, baseMs: UInt32 = Limits.backoffBaseMs, capMs: UInt32 = Limits.backoffCapMs
  ) {
    self.jitter = jitter
    let baseMs = max(1, baseMs)
    self.baseMs = baseMs
    self.capMs = max(baseMs, capMs)
    ceilingMs = baseMs
  }

  /// Milliseconds to wait after one more failure.
  public mutating func next() -> UInt32 {
    if failureCount < .max { failureCount &+= 1 }
    ceilingMs = ceilingMs > capMs / 2 ? capMs : ceilingMs &* 2
    return jitter.next(in: baseMs...ceilingMs)
  }

  /// To be called after a success; returns how many failures there were in a row before it. The
  /// random numbers go on where they were.
  @discardableResult
  public mutating func reset() -> UInt32 {
    defer { failureCount = 0 }
    ceilingMs = baseMs
    return failureCount
  }
}

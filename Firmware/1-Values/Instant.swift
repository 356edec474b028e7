/// A moment on the device's monotonic clock, in milliseconds, modulo 2³² (49.7 days).
///
/// Comparisons are right for moments less than 2³¹ ms (24.8 days) apart, whether or not the clock
/// wrapped between them.
public struct Instant: Equatable, Sendable {
  public var milliseconds: UInt32

  public init(milliseconds: UInt32) { self.milliseconds = milliseconds }

  public static func + (instant: Instant, milliseconds: UInt32) -> Instant {
    Instant(milliseconds: instant.milliseconds &+ milliseconds)
  }

  /// Milliseconds since `earlier`, which must not be later than `self`.
  public func milliseconds(since earlier: Instant) -> UInt32 {
    milliseconds &- earlier.milliseconds
  }

  /// Whether the clock, now at `self`, has reached `deadline`.
  public func hasReached(_ deadline: Instant) -> Bool {
    Int32(bitPattern: milliseconds &- deadline.milliseconds) >= 0
  }

  /// The earlier of two moments.
  public func earlier(_ other: Instant) -> Instant { other.hasReached(self) ? self : other }

  /// The later of two moments.
  public func later(_ other: Instant) -> Instant { hasReached(other) ? self : other }
}

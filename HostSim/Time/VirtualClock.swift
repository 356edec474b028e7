/// The harness's clock: time passes only when somebody says so.
///
/// Everything that takes time in the simulation (bits on a bus, a wait, a round trip) advances the
/// same clock, so a run is the same every time and as fast as the machine allows.
public final class VirtualClock {
  /// Time since the start of the simulation; 64 bits last for 584 years.
  public private(set) var nanoseconds: UInt64

  public init(nanoseconds: UInt64 = 0) { self.nanoseconds = nanoseconds }

  /// The firmware's view: milliseconds modulo 2³², rounded down.
  public var milliseconds: UInt32 { UInt32(truncatingIfNeeded: nanoseconds / 1_000_000) }

  public func advance(nanoseconds duration: UInt64) { nanoseconds += duration }

  public func advance(milliseconds duration: UInt32) {
    nanoseconds += UInt64(duration) * 1_000_000
  }

  /// Moves to `moment`; a moment that has passed leaves the clock where it is.
  public func advance(to moment: UInt64) { nanoseconds = max(nanoseconds, moment) }
}

/// Decides when the display is beyond help: the lock was refused, or the bus failed, too many times
/// in a row, or somebody has held the lock for too long.
public struct DisplayWatchdog: Sendable {
  private var failures: UInt8 = 0
  /// How often it has had the display reset.
  public private(set) var resets: UInt32 = 0

  init() {}

  /// Returns how many failures there are in a row now; saturating.
  @discardableResult
  mutating func note(success: Bool) -> UInt8 {
    failures = success ? 0 : failures &+ (failures < .max ? 1 : 0)
    return failures
  }

  /// Whether the display must be reset; counts, and begins anew.
  mutating func trips(lockAgeMs: UInt32) -> Bool {
    if failures < Limits.displayFailures && lockAgeMs < Limits.lockAgeMs { return false }
    failures = 0
    resets &+= 1
    return true
  }
}

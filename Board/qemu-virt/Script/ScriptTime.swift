import Firmware

/// SNTP whose servers answer at once: the script begins on a Friday evening.
public struct ScriptTime: TimeSource {
  /// 2026-11-20 20:15 UTC.
  private static var startMs: UInt64 { 1_795_205_700_000 }

  /// The script's time. To be set before each step of the device.
  public var now = Instant(milliseconds: 0)

  public init() {}

  @inline(never)
  public mutating func unixMilliseconds() -> UInt64? {
    // The script is over long before the millisecond clock wraps.
    UInt64(widening: now.milliseconds) + Self.startMs
  }
}

import Firmware

/// A board's task watchdog: restarts the chip unless it is fed, and it is fed only while all tasks
/// of the firmware live.
///
/// As `board_main.c` in `Board/esp-idf` has it, whose loop passes by at least every 100 ms.
struct BoardWatchdog {
  /// `CONFIG_ESP_TASK_WDT_TIMEOUT_S` in `Board/esp-idf/sdkconfig.defaults`, in milliseconds.
  static let timeoutMs: UInt32 = 20_000
  /// The longest sleep between two passes. Longer than the board's, which makes no difference to a
  /// timeout of many seconds and spares most of a long run's passes.
  static let passMs: UInt32 = 1_000

  private var fed: Instant

  init(now: Instant) { fed = now }

  /// A pass of the loop; returns whether the chip restarts.
  mutating func bites(isHealthy: Bool, now: Instant) -> Bool {
    if isHealthy { fed = now }
    return now.milliseconds(since: fed) >= Self.timeoutMs
  }
}

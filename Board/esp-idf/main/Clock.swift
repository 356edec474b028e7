/// The device's monotonic clock: the scheduler's tick, of which there is one each millisecond.
enum Clock {
  /// The longest sleep, so that the button is looked at often enough.
  private static var longestSleepMs: UInt32 { 100 }

  static var now: Instant {
    precondition(CONFIG_FREERTOS_HZ == 1_000)
    return Instant(milliseconds: xTaskGetTickCount())
  }

  /// Sleeps until `moment`, and for a millisecond at least: tasks of lower priority run meanwhile.
  static func sleep(until moment: Instant) {
    let now = now
    let isPast = now.hasReached(moment)
    let rest = isPast ? 0 : moment.milliseconds(since: now)
    vTaskDelay(max(1, min(rest, longestSleepMs)))
  }
}

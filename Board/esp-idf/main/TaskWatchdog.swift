/// The chip's task watchdog: resets the chip unless it is fed every
/// `CONFIG_ESP_TASK_WDT_TIMEOUT_S` seconds.
enum TaskWatchdog {
  /// Begins to watch the task that calls.
  static func watch() throws(SDKError) {
    try check(esp_task_wdt_add(nil))
  }

  static func feed() {
    let code = esp_task_wdt_reset()
    if code != ESP_OK { Log.write("watchdog", SDKError(code: code)) }
  }
}

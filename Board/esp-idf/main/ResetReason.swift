/// Why the chip started.
enum ResetReason {
  /// Says it on the console, once for each start. A panic's own report came before the reset.
  static func announce() {
    Log.write("started after", text(of: esp_reset_reason()))
  }

  /// Whether the supply failed.
  static var isSupplyWeak: Bool {
    switch esp_reset_reason() {
    case ESP_RST_BROWNOUT, ESP_RST_PWR_GLITCH: true
    default: false
    }
  }

  /// What a person should know of it, for the first picture after the start; empty where all is well.
  static var note: StaticString {
    if isSupplyWeak { return "Weak power supply" }
    return switch esp_reset_reason() {
    case ESP_RST_PANIC, ESP_RST_CPU_LOCKUP: "Restarted: a crash"
    case ESP_RST_INT_WDT, ESP_RST_WDT, ESP_RST_TASK_WDT: "Restarted: a hang"
    default: ""
    }
  }

  private static func text(of reason: esp_reset_reason_t) -> StaticString {
    switch reason {
    case ESP_RST_POWERON: "power-on"
    case ESP_RST_EXT: "the reset pin"
    case ESP_RST_SW: "a restart of its own"
    case ESP_RST_PANIC: "a panic"
    case ESP_RST_INT_WDT, ESP_RST_WDT: "a watchdog"
    case ESP_RST_TASK_WDT: "the task watchdog: a task hung"
    case ESP_RST_DEEPSLEEP: "deep sleep"
    case ESP_RST_BROWNOUT: "a brown-out: the supply is too weak"
    case ESP_RST_USB: "a reset over USB"
    case ESP_RST_JTAG: "a reset over JTAG"
    case ESP_RST_PWR_GLITCH: "a glitch of the supply"
    case ESP_RST_CPU_LOCKUP: "a lock-up of the processor"
    default: "an unknown reason"
    }
  }
}

/// A button that, held for five seconds, makes the device forget its Wi-Fi network, so that it can
/// be set up anew.
struct ForgetButton {
  private static var holdMs: UInt32 { 5_000 }

  /// Nil where no button is wired.
  private let pin: gpio_num_t?
  private var pressed: Instant?

  /// Makes `number` an input, pulled up; a negative one stands for no button.
  init(pin number: Int32) {
    pin = number < 0 ? nil : gpio_num_t(number)
    guard let pin else { return }
    do throws(SDKError) {
      try check(gpio_set_direction(pin, GPIO_MODE_INPUT))
      try check(gpio_set_pull_mode(pin, GPIO_PULLUP_ONLY))
    } catch {
      Log.write("button", error)
    }
  }

  /// Whether the button has been held for long enough by now.
  mutating func isHeld(now: Instant) -> Bool {
    guard let pin, gpio_get_level(pin) == 0 else {
      pressed = nil
      return false
    }
    let since = pressed ?? now
    pressed = since
    return now.milliseconds(since: since) >= Self.holdMs
  }
}

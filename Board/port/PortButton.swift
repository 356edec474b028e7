import CPort
import Firmware

/// The button that, held for five seconds, has the device forget its network.
struct PortButton {
  private static var holdMs: UInt32 { 5_000 }

  private var pressed: Instant?

  /// Whether it has been held for long enough by now. Only 1 is down.
  mutating func isHeld(now: Instant) -> Bool {
    guard sleeve_button_is_down() == 1 else {
      pressed = nil
      return false
    }
    let since = pressed ?? now
    pressed = since
    return now.milliseconds(since: since) >= Self.holdMs
  }
}

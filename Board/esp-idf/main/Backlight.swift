/// The panel's backlight, dimmed by the LED controller.
struct Backlight {
  /// Above what an eye or a camera sees, and what a coil sings at.
  private static var frequencyHz: UInt32 { 20_000 }
  private static var fullDuty: UInt32 { 1 << 10 }

  private let isWired: Bool

  /// Sets up timer and channel 0, with the light off. A negative pin stands for a light that is
  /// always on; `isLow` for one that a low level turns on.
  init(pin: Int32, isLow: Bool) throws(SDKError) {
    isWired = pin >= 0
    if !isWired { return }
    var timer = ledc_timer_config_t()
    timer.speed_mode = LEDC_LOW_SPEED_MODE
    timer.duty_resolution = LEDC_TIMER_10_BIT
    timer.timer_num = LEDC_TIMER_0
    timer.freq_hz = Self.frequencyHz
    timer.clk_cfg = LEDC_AUTO_CLK
    try check(unsafe ledc_timer_config(&timer))

    var channel = ledc_channel_config_t()
    channel.gpio_num = pin
    channel.speed_mode = LEDC_LOW_SPEED_MODE
    channel.channel = LEDC_CHANNEL_0
    channel.timer_sel = LEDC_TIMER_0
    channel.flags.output_invert = isLow ? 1 : 0
    try check(unsafe ledc_channel_config(&channel))
  }

  /// 0…100 per cent.
  func set(percent: UInt8) throws(SDKError) {
    if !isWired { return }
    let duty = Self.fullDuty &* UInt32(min(percent, 100)) / 100
    try check(ledc_set_duty(LEDC_LOW_SPEED_MODE, LEDC_CHANNEL_0, duty))
    try check(ledc_update_duty(LEDC_LOW_SPEED_MODE, LEDC_CHANNEL_0))
  }
}

/// How bright the glass is.
extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  /// The backlight that is wanted now, per cent: by day or night, a third less for a pause, and none
  /// once the clock has shown for long enough.
  ///
  /// Playback lights the glass again, and so does whoever sets the device up; no trouble does, as
  /// trouble comes and goes in the night too.
  mutating func wantedBrightness(now: Instant) -> UInt8 {
    let time = content.localTime
    switch content.face {
    case .playing:
      if configuration.wakesAtNight || !configuration.isNight(at: time) { isDark = false }
    case .setUp, .testCard: isDark = false
    default: if let end = darkness, now.hasReached(end) { isDark = true }
    }
    if isDark { return 0 }
    let brightness = configuration.brightness(at: time)
    return content.face == .paused ? brightness &- brightness / 3 : brightness
  }

  /// When the clock has shown for long enough; nil where it has not begun, or may go on.
  var darkness: Instant? {
    guard isIdle, !isDark, configuration.idleOffMs > 0 else { return nil }
    return silentSince.map { $0 + configuration.idleDelayMs + configuration.idleOffMs }
  }
}

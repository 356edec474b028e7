#if canImport(Firmware)
  @testable import Firmware
#endif

/// Dates, waits and time zones as texts; the first eight bytes are the time of day.
func fuzzTime(_ bytes: [UInt8]) {
  var rest = FuzzBytes(bytes)
  let now = UnixTime(seconds: rest.double() & 0x3F_FFFF_FFFF)
  let text = rest.rest()
  if let date = try? HTTPDate(parsing: text.span, now: now) { check(date.time) }
  if let stamp = try? Timestamp(parsing: text.span) { check(stamp.time) }
  let stamp = try? Timestamp(parsingUTC: text.span)
  if let stamp {
    require((try? Timestamp(parsing: text.span)) == stamp, "UTC is no time zone")
  }
  if let wait = try? RetryAfter(parsing: text.span, now: now) {
    require(Limits.retryAfterSeconds.contains(wait.seconds), "a wait out of its limits")
  }
  if let wait = try? RetryAfter(parsing: text.span, now: now, limits: 0 ... .max) {
    require(wait.milliseconds >= wait.seconds, "a wait that is shorter in milliseconds")
  }
  guard let zone = try? TimeZone(parsing: text.span), let now else { return }
  let local = zone.localTime(now)
  let known = local.isDaylight ? zone.daylight?.offsetSeconds : zone.offsetSeconds
  require(known == local.offsetSeconds, "an offset of its own")
  let back = local.civil.unixTime(offsetSeconds: local.offsetSeconds)
  require(back == nil || back == now, "a local time of another moment")
}

private func check(_ time: UnixTime) {
  require(time.seconds <= UnixTime.latestSeconds, "a time after the last")
  require(CivilTime(time).unixTime() == time, "a date of another moment")
}

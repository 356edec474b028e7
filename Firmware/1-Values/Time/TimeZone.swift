/// A place's time: how far its clocks are ahead of UTC, and when in each year they change.
///
/// It is a few words that own nothing, and is read from the text that POSIX systems keep in
/// `TZ`.
///
/// Source: POSIX.1-2017 section 8.3, "TZ", with the hours of RFC 8536 section 3.3.1.
public struct TimeZone: Equatable, Sendable {
  /// The other time of a zone with two. It need not be ahead: Ireland's is behind its standard
  /// time.
  struct Daylight: Equatable, Sendable {
    /// Ahead of UTC, ±25:59:59.
    var offsetSeconds: Int32
    /// By the clock of standard time.
    var start: TransitionRule
    /// By the clock of this time.
    var end: TransitionRule
  }

  /// Of standard time, ahead of UTC: ±24:59:59.
  let offsetSeconds: Int32
  let daylight: Daylight?

  /// The zone that `text` describes: `std offset [dst [offset] [,start[/time],end[/time]]]`.
  ///
  /// Offsets count to the west of Greenwich, so `CET-1` is ahead of UTC. Without an offset of its
  /// own, daylight saving time is an hour ahead of standard time; without rules, those of the
  /// United States hold. A text that begins with `:` means something else on each system and is
  /// refused.
  public init(parsing text: Span<UInt8>) throws(TimeZoneError) {
    var parser = TimeZoneParser()
    self = try parser.timeZone(in: text)
  }

  init(offsetSeconds: Int32, daylight: Daylight?) {
    self.offsetSeconds = offsetSeconds
    self.daylight = daylight
  }

  public static var utc: TimeZone { TimeZone(offsetSeconds: 0, daylight: nil) }

  /// What the clocks of the zone show at `time`, in 1969…10000.
  public func localTime(_ time: UnixTime) -> LocalTime {
    var offset = offsetSeconds
    var isDaylight = false
    if let daylight, isInside(daylight, time) {
      offset = daylight.offsetSeconds
      isDaylight = true
    }
    return LocalTime(
      civil: CivilTime(time, offsetSeconds: offset), offsetSeconds: offset, isDaylight: isDaylight)
  }

  /// Whether `time` is between a start of daylight saving time and the end that follows it.
  ///
  /// A rule's time may be a week away from its day and its day may be a year's last, so what
  /// belongs to the year before last may still go on and what belongs to the next year may have
  /// begun. Where an end comes after the next start, that end means nothing: so is daylight saving
  /// time written down that lasts all year.
  private func isInside(_ daylight: Daylight, _ time: UnixTime) -> Bool {
    let year = CivilTime(time).year
    for startYear in (year &- 2)...(year &+ 1) {
      let start = Self.secondsUntil(daylight.start, startYear, offsetSeconds, from: time)
      guard start <= 0 else { return false }
      var endYear = startYear
      var end = Self.secondsUntil(daylight.end, endYear, daylight.offsetSeconds, from: time)
      // South of the equator a year begins in summer and its end precedes its start. A start that
      // is late for its year may be after the next year's end too.
      while end < start, endYear < startYear &+ 2 {
        endYear &+= 1
        end = Self.secondsUntil(daylight.end, endYear, daylight.offsetSeconds, from: time)
      }
      if end > 0 { return true }
    }
    return false
  }

  /// Seconds from `time` until a clock `offset` seconds ahead of UTC stands where `rule` says in
  /// `year`, which is at most four years away: ±150 million.
  @inline(never)
  private static func secondsUntil(
    _ rule: TransitionRule, _ year: UInt16, _ offset: Int32, from time: UnixTime
  ) -> Int32 {
    let days = rule.dayNumber(inYear: year) &- time.day
    return days &* 86_400 &+ rule.timeSeconds &- offset &- time.secondOfDay
  }
}

/// What the clocks of a zone show.
public struct LocalTime: Equatable, Sendable {
  public let civil: CivilTime
  /// Ahead of UTC.
  public let offsetSeconds: Int32
  /// Whether it is the time that the zone's text names second, which people call summer time or
  /// daylight saving time; in Ireland it is the winter's.
  public let isDaylight: Bool
}

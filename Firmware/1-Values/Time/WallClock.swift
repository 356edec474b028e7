/// Tells Unix time from the device's monotonic clock, once something has said what time it is.
///
/// It follows the clock over any number of wraps as long as ``now(_:)`` or ``set(unixMs:at:)`` is
/// called at least every 24 days: the monotonic clock cannot tell moments 2³¹ ms apart in order.
///
/// The last `set` wins, however far it steps and in whichever direction. So two readings may stand
/// in the wrong order or any distance apart, and users may only ask what the time is: for the face
/// of a clock, an expiry or the time until a given date. Durations and deadlines are to be taken
/// from ``Instant``, which never steps.
public struct WallClock: Sendable {
  /// A moment on both clocks.
  private struct Reference {
    var unixMs: UInt64
    var instant: Instant
  }

  private var reference: Reference?

  public init() {}

  public var isSet: Bool { reference != nil }

  /// Says that it was `unixMs`, in milliseconds since 1970, at `instant`.
  ///
  /// What lies after the year 9999 is taken for its last millisecond.
  public mutating func set(unixMs: UInt64, at instant: Instant) {
    reference = Reference(
      unixMs: min(unixMs, UnixTime.latestMilliseconds), instant: instant)
  }

  /// Milliseconds since 1970 at `instant`; `nil` until the clock was set.
  ///
  /// `instant` may be up to 24 days before the last call's as well. The result stops at 0 and at
  /// the end of the year 9999.
  public mutating func now(_ instant: Instant) -> UInt64? {
    guard var moment = reference else { return nil }
    guard instant.hasReached(moment.instant) else {
      let backMs = UInt64(widening: moment.instant.milliseconds(since: instant))
      return moment.unixMs > backMs ? moment.unixMs &- backMs : 0
    }
    let elapsedMs = UInt64(widening: instant.milliseconds(since: moment.instant))
    moment.unixMs = min(moment.unixMs &+ elapsedMs, UnixTime.latestMilliseconds)
    // From here on, the next 24 days can be told.
    moment.instant = instant
    reference = moment
    return moment.unixMs
  }
}

/// A moment in seconds since 1970-01-01T00:00:00Z, leap seconds not counted, no later than the end
/// of the year 9999.
///
/// Source: POSIX.1-2017 section 4.16 "Seconds Since the Epoch". The end is the last moment that an
/// HTTP date or an RFC 3339 timestamp, with four digits for its year, can name.
public struct UnixTime: Equatable, Comparable, Sendable {
  /// 0…``latestSeconds``.
  public let seconds: UInt64

  /// 9999-12-31T23:59:59Z.
  public static var latestSeconds: UInt64 { 253_402_300_799 }

  /// The last millisecond of the year 9999.
  public static var latestMilliseconds: UInt64 { 253_402_300_799_999 }

  /// `nil` after the year 9999.
  public init?(seconds: UInt64) {
    guard seconds <= Self.latestSeconds else { return nil }
    self.seconds = seconds
  }

  /// The second that is running at `milliseconds` since 1970; `nil` after the year 9999.
  public init?(milliseconds: UInt64) { self.init(seconds: milliseconds / 1_000) }

  /// `secondOfDay`, 0…86,399, of the `day`th day after 1970-01-01; `nil` before it and after the
  /// year 9999.
  init?(day: Int32, secondOfDay: Int32) {
    guard day >= 0 else { return nil }
    let start = UInt64(widening: UInt32(truncatingIfNeeded: day)) &* 86_400
    self.init(seconds: start &+ UInt64(widening: UInt32(truncatingIfNeeded: secondOfDay)))
  }

  public static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }

  /// Seconds from `earlier` to this moment; 0 if `earlier` is later.
  public func seconds(since earlier: UnixTime) -> UInt64 {
    seconds > earlier.seconds ? seconds &- earlier.seconds : 0
  }

  /// Days since 1970-01-01, 0…2,932,896.
  var day: Int32 { Int32(truncatingIfNeeded: blocks / Self.blocksPerDay) }

  /// 0…86,399.
  var secondOfDay: Int32 {
    let rest = UInt32(truncatingIfNeeded: seconds) % Self.secondsPerBlock
    return Int32(truncatingIfNeeded: blocks % Self.blocksPerDay &* Self.secondsPerBlock &+ rest)
  }

  // A day is 675 blocks of 2⁷ seconds, and the blocks up to the year 9999 are fewer than 2³¹: so
  // days need no 64-bit division.
  private static var secondsPerBlock: UInt32 { 128 }
  private static var blocksPerDay: UInt32 { 675 }
  private var blocks: UInt32 { UInt32(truncatingIfNeeded: seconds &>> 7) }
}

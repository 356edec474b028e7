/// A date and a time with their distance from UTC, such as `2026-11-20T20:15:00Z`.
///
/// Source: RFC 3339 section 5.6. `T` and `Z` may be small letters; a space instead of `T` is not
/// taken. A fraction of a second may have any number of digits and is left out, so the result is no
/// later than what was written.
public struct Timestamp: Equatable, Sendable {
  public let time: UnixTime

  /// Reads `text`, which has no white space around it. Moments before 1970 are out of range.
  public init(parsing text: Span<UInt8>) throws(DateError) {
    var reader = DateReader()
    try Self.readDateAndTime(&reader, text)
    let offsetSeconds = try Self.readOffset(&reader, text)
    try reader.end(of: text)
    time = try reader.unixTime(offsetSeconds: offsetSeconds)
  }

  /// Reads `text`, which must be in UTC: `Z`, `z` or `+00:00` behind the time.
  public init(parsingUTC text: Span<UInt8>) throws(DateError) {
    var reader = DateReader()
    try Self.readDateAndTime(&reader, text)
    if !reader.take("Z", in: text) && !reader.take("z", in: text) {
      try reader.literal("+00:00", in: text)
    }
    try reader.end(of: text)
    time = try reader.unixTime()
  }

  private static func readDateAndTime(
    _ reader: inout DateReader, _ text: Span<UInt8>
  ) throws(DateError) {
    try reader.fields("y-n-d", in: text)
    if !reader.take("t", in: text) { try reader.literal("T", in: text) }
    try reader.fields("t", in: text)
    if reader.take(".", in: text) {
      _ = try reader.number(1, 0...9, in: text)
      reader.skipDigits(in: text)
    }
  }

  /// `Z` or `+hh:mm` or `-hh:mm`, in seconds ahead of UTC.
  private static func readOffset(
    _ reader: inout DateReader, _ text: Span<UInt8>
  ) throws(DateError) -> Int32 {
    if reader.take("Z", in: text) || reader.take("z", in: text) { return 0 }
    let isBehind = reader.take("-", in: text)
    if !isBehind { try reader.literal("+", in: text) }
    let hours = try reader.number(2, 0...23, in: text)
    try reader.literal(":", in: text)
    let minutes = try reader.number(2, 0...59, in: text)
    let seconds = Int32(truncatingIfNeeded: (hours &* 60 &+ minutes) &* 60)
    return isBehind ? 0 &- seconds : seconds
  }
}

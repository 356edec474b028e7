/// How long a gateway asks to be left alone, from the value of its `Retry-After` field.
///
/// Source: RFC 9110 section 10.2.3: seconds, or an ``HTTPDate`` until which to wait.
public struct RetryAfter: Equatable, Sendable {
  /// Inside the limits that were given.
  public let seconds: UInt32

  /// As `seconds`; the greatest `UInt32` where that is too long.
  public var milliseconds: UInt32 {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflow ? UInt32.max : product
  }

  /// Reads `text`, which has no white space around it, at the moment `now`.
  ///
  /// A number may have any length. A date needs a clock: without `now` it is refused with the
  /// reason `clockNotSet`. A date that has passed asks for nothing. What is asked for is then
  /// brought into `limits`.
  public init(
    parsing text: Span<UInt8>, now: UnixTime?,
    limits: ClosedRange<UInt32> = Limits.retryAfterSeconds
  ) throws(DateError) {
    let asked: UInt32
    if let number = try Self.number(text) {
      asked = number
    } else {
      asked = try Self.secondsUntilDate(text, now)
    }
    seconds = min(max(asked, limits.lowerBound), limits.upperBound)
  }

  /// The number that `text` is, saturating; `nil` if it does not begin with a digit.
  private static func number(_ text: Span<UInt8>) throws(DateError) -> UInt32? {
    var cursor = FieldCursor()
    guard var value = cursor.digit(in: text) else { return nil }
    while let digit = cursor.digit(in: text) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      value = overflow || carry ? UInt32.max : sum
    }
    guard cursor.isAtEnd(of: text) else {
      throw DateError(reason: .malformed, offset: cursor.offset)
    }
    return value
  }

  private static func secondsUntilDate(
    _ text: Span<UInt8>, _ now: UnixTime?
  ) throws(DateError) -> UInt32 {
    let date = try HTTPDate(parsing: text, now: now)
    guard let now else { throw DateError(reason: .clockNotSet, offset: text.count) }
    return date.time.seconds(since: now).clampedToUInt32
  }
}

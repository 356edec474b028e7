/// What the device wants to know of an answer before its body.
public struct HTTPHead: Sendable {
  /// A header that means something to the device.
  public enum Header: UInt8, Sendable {
    case retryAfter, contentLength, contentRange
  }

  public var status: UInt16
  /// The value of `Retry-After`, without white space around it; longer ones than a date are no
  /// date.
  public internal(set) var retryAfter = Limits.HeaderDate()
  /// The value of `Content-Length`, where there is one; the greatest number for all above it.
  public var contentLength: UInt32?
  /// The first byte's place in the whole, of `Content-Range`, where there is one; likewise.
  public var rangeStart: UInt32?

  public init(status: UInt16) { self.status = status }

  /// Takes the value of a header, without white space around it; what means nothing is ignored.
  public mutating func take(_ header: Header, _ value: Span<UInt8>) {
    switch header {
    case .retryAfter: if value.count <= Limits.HeaderDate.capacity { retryAfter = ShortText(value) }
    case .contentLength: contentLength = Self.number(value, 0, value.count)
    case .contentRange: rangeStart = Self.rangeStart(value)
    }
  }

  /// The first byte's place in `Content-Range` (RFC 9110 section 14.4), `bytes 512-1023/2048`; nil
  /// for any other unit, and for a range that was not satisfied.
  private static func rangeStart(_ text: Span<UInt8>) -> UInt32? {
    let unit = ("bytes " as StaticString).bytes
    if text.count < unit.count { return nil }
    for index in 0..<unit.count where text[index] | 0x20 != unit[index] { return nil }
    var end = unit.count
    while end < text.count, text[end] != UInt8(ascii: "-") { end &+= 1 }
    return end == text.count ? nil : number(text, unit.count, end)
  }

  /// The number in `text[start..<end]` (RFC 9110 section 8.6); the greatest number for all above
  /// it, nil for what is no number.
  private static func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    if start == end { return nil }
    var value: UInt32 = 0
    for index in start..<end {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = tens.addingReportingOverflow(UInt32(digit))
      value = isTooLarge || isStillTooLarge ? .max : sum
    }
    return value
  }
}

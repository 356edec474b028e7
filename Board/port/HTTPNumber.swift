/// Numbers in headers of an answer.
enum HTTPNumber {
  /// The value of `Content-Length` (RFC 9110 section 8.6); the greatest number for all above it, nil
  /// for what is no number.
  static func length(_ text: Span<UInt8>) -> UInt32? {
    text.isEmpty ? nil : digits(text, 0, text.count)
  }

  /// The first byte's place in `Content-Range` (RFC 9110 section 14.4), `bytes 512-1023/2048`; nil for
  /// any other unit, and for a range that was not satisfied.
  static func rangeStart(_ text: Span<UInt8>) -> UInt32? {
    let unit: StaticString = "bytes "
    let start = unit.utf8CodeUnitCount
    if text.count <= start { return nil }
    for index in 0..<start where unsafe text[index] | 0x20 != unit.utf8Start[index] {
      return nil
    }
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "-") { end &+= 1 }
    return end == start || end == text.count ? nil : digits(text, start, end)
  }

  private static func digits(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
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

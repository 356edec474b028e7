#if canImport(Firmware)
  @testable import Firmware
#endif

/// The value of a header, of which the first byte says which: a number is what its digits say.
func fuzzHead(_ bytes: [UInt8]) {
  guard let first = bytes.first, let header = HTTPHead.Header(rawValue: first % 3) else { return }
  let value = Array(bytes.dropFirst())
  var head = HTTPHead(status: 503)
  head.take(header, value.span)
  switch header {
  case .contentLength: require(head.contentLength == number(value[...]), "another length")
  case .contentRange:
    let unit = Array("bytes ".utf8)
    let isRange = value.count >= 6 && zip(value, unit).allSatisfy { $0.0 | 0x20 == $0.1 }
    let end = value.firstIndex(of: UInt8(ascii: "-"))
    let start = isRange ? end.flatMap { $0 >= 6 ? number(value[6..<$0]) : nil } : nil
    require(head.rangeStart == start, "another place")
  case .retryAfter:
    var kept = head.retryAfter
    let text = kept.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    require(
      text == value || text.isEmpty && value.count > Limits.HeaderDate.capacity, "another date")
    guard case .refused(_, let waitMs) = head.verdict(unixTime: nil) else {
      return require(false, "503 is no answer")
    }
    require(waitMs <= 1_000 * Limits.retryAfterSeconds.upperBound, "a wait that is too long")
  }
}

/// Saturating; nil for anything but digits.
private func number(_ text: ArraySlice<UInt8>) -> UInt32? {
  if text.isEmpty || !text.allSatisfy({ 0x30...0x39 ~= $0 }) { return nil }
  return text.reduce(UInt32(0)) { sum, digit in
    UInt32(clamping: UInt64(sum) * 10 + UInt64(digit & 15))
  }
}

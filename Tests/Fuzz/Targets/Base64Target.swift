#if canImport(Firmware)
  @testable import Firmware
#endif

/// What decodes is the only encoding of its bytes, and chunks change nothing.
func fuzzBase64(_ bytes: [UInt8]) {
  guard let input = FuzzInput(bytes) else { return }
  let whole = Base64Trace(input, input.whole)
  require(Base64Trace(input, input.split) == whole, "chunks change what a text says")
  require(Base64Trace(input, input.single) == whole, "single characters change what a text says")
  let groups = (whole.failedAt ?? input.bytes.count) / 4
  require(encoded(whole.bytes) == Array(input.bytes[..<(groups * 4)]), "another encoding")
}

private struct Base64Trace: Equatable {
  var bytes: [UInt8] = []
  var failedAt: Int?
  var isComplete: Bool

  init(_ input: FuzzInput, _ chunks: [Range<Int>]) {
    var decoder = Base64Decoder()
    for range in chunks where failedAt == nil {
      let chunk = input.chunk(range)
      var index = 0
      while failedAt == nil && index < chunk.count {
        switch decoder.push(chunk, &index) {
        case .more: break
        case .complete:
          for position in 0..<decoder.byteCount {
            bytes.append(UInt8(truncatingIfNeeded: decoder.bits >> UInt32(16 - position * 8)))
          }
        case .invalid: failedAt = range.lowerBound + index
        }
      }
    }
    isComplete = decoder.isComplete
  }
}

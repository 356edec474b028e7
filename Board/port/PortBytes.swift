// Spans as the port has them: an address that is never null, and a length of 32 bits.

extension Span<UInt8> {
  /// Lends address and length to `body`. There are fewer than 2³¹ bytes: all of them are the core's.
  @inline(__always)
  func withPortBytes<Result>(
    _ body: (UnsafePointer<UInt8>, UInt32) -> Result
  ) -> Result {
    let nothing: UInt8 = 0
    return unsafe withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else {
        return unsafe withUnsafePointer(to: nothing) { unsafe body($0, 0) }
      }
      return unsafe body(start, UInt32(truncatingIfNeeded: bytes.count))
    }
  }
}

extension MutableSpan<UInt8> {
  /// Lends address and length to `body`, likewise.
  @inline(__always)
  mutating func withPortBytes<Result>(
    _ body: (UnsafeMutablePointer<UInt8>, UInt32) -> Result
  ) -> Result {
    var nothing: UInt8 = 0
    return unsafe withUnsafeMutableBufferPointer { bytes in
      guard let start = bytes.baseAddress else {
        return unsafe withUnsafeMutablePointer(to: &nothing) { unsafe body($0, 0) }
      }
      return unsafe body(start, UInt32(truncatingIfNeeded: bytes.count))
    }
  }
}

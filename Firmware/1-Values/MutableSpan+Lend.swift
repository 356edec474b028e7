extension MutableSpan<UInt8> {
  /// Lends the first `count` bytes, of which there are that many, to `body`.
  ///
  /// Use this instead of `.span` on inline storage: it passes the storage's address. See
  /// `DESIGN.md`, "What the compiler makes of it".
  @inline(__always)
  consuming func lend<Result, Failure: Error>(
    _ count: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(span.extracting(0..<count))
  }
}

/// Where the pixels of a cover go.
public protocol CoverSink: ~Copyable {
  associatedtype Failure: Error

  /// A picture of `size` follows; its first pixels are ready. Not called for a stream that breaks
  /// before that, so that what stood there before stays.
  mutating func beginCover(_ size: Size) throws(Failure)

  /// The next pixels, whole, RGB565 with the high byte first, row by row.
  mutating func write(_ pixels: Span<UInt8>) throws(Failure)
}

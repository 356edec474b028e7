/// Pixels on their way to the bus, as bytes in wire order (high byte first).
///
/// The room behind ``highMark`` lets a decoder write a whole packet without asking: it checks
/// ``needsFlush`` once before.
struct PixelBlock: ~Copyable {
  /// Words, so that runs are filled with aligned stores of two pixels.
  private var storage = Limits.PixelBlock(repeating: 0)
  /// Bytes in use.
  var count = 0
  private let pinned = Pinned()

  init() {}

  static var capacity: Int { Limits.PixelBlock.count &* 4 }

  /// Up to this many bytes in use, a quantum and the longest run (256 bytes) still fit.
  static var highMark: Int { capacity &- 256 &- 3 &- PixelWriter.fillOvershoot }

  var needsFlush: Bool { count > Self.highMark }

  /// A view for writing behind what is there. Its owner writes the count back.
  @inline(__always)
  @_lifetime(&self)
  mutating func writer() -> PixelWriter { PixelWriter(storage.mutableSpan, count: count) }

  /// Hands the whole pixels to `sink`; the first byte of a pixel that is not complete stays.
  mutating func flush<Sink: CoverSink & ~Copyable>(to sink: inout Sink) throws(Sink.Failure) {
    let rest = count & 1
    let whole = count &- rest
    // Through the mutable view: a borrow of the array itself would copy it.
    var words = storage.mutableSpan
    var raw = unsafe words.mutableBytes
    var bytes = unsafe raw._unsafeMutableView(as: UInt8.self)
    if whole > 0 { try sink.write(bytes.span.extracting(0..<whole)) }
    if rest > 0 { bytes[0] = bytes[whole] }
    count = rest
  }
}

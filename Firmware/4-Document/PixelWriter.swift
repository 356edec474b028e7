/// Writes pixels into a ``PixelBlock`` without asking for room: the caller has done that.
///
/// A view, so that the storage's address is found once per chunk and not once per byte.
///
/// No store here is checked, as that would cost a photo a third more instructions. That none leaves the
/// block: whoever writes a packet has seen ``PixelBlock/needsFlush`` be false, so that from ``count`` on
/// there is room for the longest run, a quantum and ``fillOvershoot``; runs of literals are cut to the
/// room that is left (`Quanta.takeLiterals`). Each entry asserts it, in a build without
/// optimization.
struct PixelWriter: ~Copyable, ~Escapable {
  private var words: MutableSpan<UInt32>
  /// Bytes in use.
  var count: Int

  @_lifetime(copy words)
  init(_ words: consuming MutableSpan<UInt32>, count: Int) {
    self.words = words
    self.count = count
  }

  /// Writes one byte: the low one of `byte`.
  @inline(__always)
  mutating func put(_ byte: UInt32) {
    store(byte, at: count)
    count &+= 1
  }

  /// Writes a pixel: the low two bytes of `pixel`.
  @inline(__always)
  mutating func putPixel(_ pixel: UInt32) {
    store(pixel &>> 8, at: count)
    store(pixel, at: count &+ 1)
    count &+= 2
  }

  /// Writes three bytes: the low ones of `bits`.
  @inline(__always)
  mutating func putQuantum(_ bits: UInt32) {
    put(bits &>> 16)
    put(bits &>> 8)
    put(bits)
  }

  /// Decodes up to `quanta` quanta of `chunk` from `start` on into literal pixels, and returns how
  /// many were base64. All of them lie in `chunk`, and there is room for them.
  mutating func putLiterals(_ chunk: Span<UInt8>, from start: Int, quanta: Int) -> Int {
    assert(start >= 0 && quanta >= 0 && quanta <= (chunk.count &- start) / 4)
    assert(count &+ 3 &* quanta <= words.count &* 4)
    var index = start
    var position = count
    // A view of bytes in a local: through `self` its address would be loaded for every byte.
    var bytes = unsafe words.mutableBytes
    // Four at a time share the loop's own instructions, a fifth of the work otherwise.
    var rest = quanta
    while rest >= 4 {
      let bits = (
        Base64Decoder.quantum(chunk, at: index), Base64Decoder.quantum(chunk, at: index &+ 4),
        Base64Decoder.quantum(chunk, at: index &+ 8), Base64Decoder.quantum(chunk, at: index &+ 12)
      )
      if bits.0 | bits.1 | bits.2 | bits.3 < 0 { break }
      Self.store(bits.0, in: &bytes, at: position)
      Self.store(bits.1, in: &bytes, at: position &+ 3)
      Self.store(bits.2, in: &bytes, at: position &+ 6)
      Self.store(bits.3, in: &bytes, at: position &+ 9)
      position &+= 12
      index &+= 16
      rest &-= 4
    }
    while rest > 0 {
      let bits = Base64Decoder.quantum(chunk, at: index)
      if bits < 0 { break }
      Self.store(bits, in: &bytes, at: position)
      position &+= 3
      index &+= 4
      rest &-= 1
    }
    count = position
    return quanta &- rest
  }

  /// Writes `length` pixels, at least 1, of the low two bytes of `pixel`; ``count`` is even.
  ///
  /// Up to ``fillOvershoot`` bytes behind them are overwritten: fixed steps spare short runs the
  /// counting.
  @inline(__always)
  mutating func fill(_ pixel: UInt32, length: Int) {
    let start = count
    count &+= length &* 2
    assert(start & 1 == 0 && length > 0 && count &+ Self.fillOvershoot <= words.count &* 4)
    // The low byte of a little-endian word goes out first.
    let wire = (pixel & 0xFF) &<< 8 | (pixel &>> 8) & 0xFF
    fillFour(UInt16(truncatingIfNeeded: wire), at: start &>> 1)
    if length <= 4 { return }
    let pair = wire | wire &<< 16
    let end = (count &+ 3) &>> 2
    // From the first word that the four pixels did not fill.
    var word = (start &+ 8) &>> 2
    while word < end {
      unsafe words[unchecked: word] = pair
      unsafe words[unchecked: word &+ 1] = pair
      unsafe words[unchecked: word &+ 2] = pair
      unsafe words[unchecked: word &+ 3] = pair
      word &+= 4
    }
  }

  /// Writes four pixels, already in wire order, as half words: they need no alignment to words.
  @inline(__always)
  private mutating func fillFour(_ wire: UInt16, at index: Int) {
    var bytes = unsafe words.mutableBytes
    var halves = unsafe bytes._unsafeMutableView(as: UInt16.self)
    unsafe halves[unchecked: index] = wire
    unsafe halves[unchecked: index &+ 1] = wire
    unsafe halves[unchecked: index &+ 2] = wire
    unsafe halves[unchecked: index &+ 3] = wire
  }

  /// Stores the three bytes of a quantum.
  @inline(__always)
  private static func store(_ quantum: Int32, in bytes: inout MutableRawSpan, at position: Int) {
    let first = UInt8(truncatingIfNeeded: quantum &>> 16)
    let second = UInt8(truncatingIfNeeded: quantum &>> 8)
    let third = UInt8(truncatingIfNeeded: quantum)
    unsafe bytes.storeBytes(of: first, toUncheckedByteOffset: position, as: UInt8.self)
    unsafe bytes.storeBytes(of: second, toUncheckedByteOffset: position &+ 1, as: UInt8.self)
    unsafe bytes.storeBytes(of: third, toUncheckedByteOffset: position &+ 2, as: UInt8.self)
  }

  static var fillOvershoot: Int { 14 }

  @inline(__always)
  private mutating func store(_ byte: UInt32, at position: Int) {
    assert(position >= 0 && position < words.count &* 4)
    var bytes = unsafe words.mutableBytes
    unsafe bytes.storeBytes(
      of: UInt8(truncatingIfNeeded: byte), toUncheckedByteOffset: position, as: UInt8.self)
  }
}

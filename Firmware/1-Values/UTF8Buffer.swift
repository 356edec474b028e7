/// UTF-8 text in fixed storage, cut on a scalar boundary when it is longer than `capacity` bytes.
///
/// Once something did not fit, nothing more is taken: the text is a prefix of what was appended.
public struct UTF8Buffer<let capacity: Int>: ~Copyable {
  private var storage = [capacity of UInt8](repeating: 0)
  private var fill = UTF8Fill()
  private let pinned = Pinned()

  public init() {}

  /// Bytes in use, 0…`capacity`.
  public var count: Int { fill.count }
  /// Whether anything was left out.
  public var isCut: Bool { fill.isCut }
  public var isEmpty: Bool { count == 0 }

  /// Lends the text to `body`.
  ///
  /// Mutating, though nothing changes: a span over a borrowed value of inline storage points into
  /// a copy that the optimizer ends too early (Swift 6.3.1, device build), one over mutable
  /// storage does not. To be a property when that is mended.
  @inline(__always)
  public mutating func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let end = count
    return try storage.mutableSpan.lend(end, body)
  }

  public mutating func removeAll() {
    fill = UTF8Fill()
  }

  /// Appends ASCII bytes. The caller has checked that they are ASCII.
  public mutating func append(ascii bytes: Span<UInt8>) {
    fill.append(ascii: bytes, to: storage.mutableSpan)
  }

  /// Appends a byte of UTF-8, all bytes of a scalar one after the other.
  mutating func append(byte: UInt8) { fill.append(byte: byte, to: storage.mutableSpan) }

  /// Keeps a part of the text, which it has, and nothing else.
  mutating func keep(_ part: Range<Int>) { fill.keep(part, in: storage.mutableSpan) }

  /// Appends a Unicode scalar value as UTF-8 (RFC 3629 section 3), whole or not at all.
  ///
  /// `scalar` is at most 10FFFFh and no surrogate.
  public mutating func append(scalar: UInt32) {
    fill.append(scalar: scalar, to: storage.mutableSpan)
  }

  /// Appends `value` in decimal, with zeros before it where it has fewer than `digitCount` digits,
  /// of which there are 1…10.
  public mutating func append(decimal value: UInt32, digitCount: Int = 1) {
    fill.append(decimal: value, digitCount, to: storage.mutableSpan)
  }

  /// Takes over what `other` holds.
  public mutating func copy(_ other: borrowing UTF8Buffer<capacity>) {
    storage = other.storage
    fill = other.fill
  }

  /// Whether both hold the same text.
  public func equals(_ other: borrowing UTF8Buffer<capacity>) -> Bool {
    if count != other.count { return false }
    for index in 0..<count where storage[index] != other.storage[index] { return false }
    return true
  }
}

extension Span<UInt8> {
  @inline(never)
  func equals(_ other: Span<UInt8>) -> Bool {
    if count != other.count { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  /// Whether the bytes are those of the ASCII string `other`.
  func equals(_ other: StaticString) -> Bool { equals(other.bytes) }
}

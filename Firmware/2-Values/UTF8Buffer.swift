/// UTF-8 text in fixed storage, cut on a scalar boundary when it is longer than `capacity` bytes.
///
/// Once something did not fit, nothing more is taken: the text is a prefix of what was appended.
public struct UTF8Buffer<let capacity: Int>: ~Copyable {
  private var storage = [capacity of UInt8](repeating: 0)
  /// Bytes in use, 0…`capacity`.
  public private(set) var count = 0
  /// Whether anything was left out.
  public private(set) var isCut = false
  private let pinned = Pinned()

  public init() {}

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
    count = 0
    isCut = false
  }

  /// Appends the ASCII bytes `source[range]`. The caller has checked that they are ASCII.
  public mutating func append(ascii source: Span<UInt8>, _ range: Range<Int>) {
    if isCut { return }
    let room = capacity &- count
    let end = range.count > room ? range.lowerBound &+ room : range.upperBound
    var position = count
    for index in range.lowerBound..<end {
      storage[position] = source[index]
      position &+= 1
    }
    count = position
    isCut = end < range.upperBound
  }

  /// Appends a Unicode scalar value as UTF-8 (RFC 3629 section 3), whole or not at all.
  ///
  /// `scalar` is at most 10FFFFh and no surrogate.
  public mutating func append(scalar: UInt32) {
    let length = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
    if isCut || length > capacity - count {
      isCut = true
      return
    }
    if length == 1 {
      storage[count] = UInt8(truncatingIfNeeded: scalar)
    } else {
      var rest = scalar
      for position in stride(from: length - 1, to: 0, by: -1) {
        storage[count &+ position] = 0x80 | UInt8(truncatingIfNeeded: rest & 0x3F)
        rest &>>= 6
      }
      let lead: UInt32 = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
      storage[count] = UInt8(truncatingIfNeeded: lead | rest)
    }
    count += length
  }

  /// Takes over what `other` holds.
  public mutating func copy(_ other: borrowing UTF8Buffer<capacity>) {
    storage = other.storage
    count = other.count
    isCut = other.isCut
  }

  /// Whether both hold the same text.
  public func equals(_ other: borrowing UTF8Buffer<capacity>) -> Bool {
    if count != other.count { return false }
    for index in 0..<count where storage[index] != other.storage[index] { return false }
    return true
  }
}

extension Span<UInt8> {
  /// Whether the bytes are those of the ASCII string `other`.
  func equals(_ other: StaticString) -> Bool {
    if count != other.utf8CodeUnitCount { return false }
    for index in 0..<count where unsafe self[index] != other.utf8Start[index] { return false }
    return true
  }
}

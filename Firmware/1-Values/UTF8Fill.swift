/// How far a ``UTF8Buffer`` is filled, and its work: code that buffers of all capacities share.
struct UTF8Fill {
  /// Bytes in use.
  private(set) var count = 0
  /// Whether anything was left out.
  private(set) var isCut = false

  @inline(never)
  mutating func append(ascii source: Span<UInt8>, to storage: consuming MutableSpan<UInt8>) {
    if isCut { return }
    let taken = min(source.count, storage.count &- count)
    // So many bytes are there in both: checked once, as every text of a document is copied here.
    for index in 0..<taken { unsafe storage[unchecked: count &+ index] = source[unchecked: index] }
    count &+= taken
    isCut = taken < source.count
  }

  /// Appends a byte of UTF-8, all bytes of a scalar one after the other.
  mutating func append(byte: UInt8, to storage: consuming MutableSpan<UInt8>) {
    isCut = isCut || count == storage.count
    if isCut { return }
    storage[count] = byte
    count &+= 1
  }

  /// Keeps a part of the text, which it has, and nothing else.
  @inline(never)
  mutating func keep(_ part: Range<Int>, in storage: consuming MutableSpan<UInt8>) {
    count = part.count
    for index in 0..<count { storage[index] = storage[part.lowerBound &+ index] }
  }

  @inline(never)
  mutating func append(scalar: UInt32, to storage: consuming MutableSpan<UInt8>) {
    let length = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
    if isCut || length > storage.count &- count {
      isCut = true
      return
    }
    var rest = scalar
    var position = count &+ length
    while position > count &+ 1 {
      position &-= 1
      storage[position] = 0x80 | UInt8(truncatingIfNeeded: rest & 0x3F)
      rest &>>= 6
    }
    let lead: UInt32 = length == 1 ? 0 : length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
    storage[count] = UInt8(truncatingIfNeeded: lead | rest)
    count &+= length
  }

  @inline(never)
  mutating func append(
    decimal value: UInt32, _ digitCount: Int, to storage: consuming MutableSpan<UInt8>
  ) {
    // The greatest value has ten digits.
    var digits = [10 of UInt8](repeating: UInt8(ascii: "0"))
    var start = digits.count
    var rest = value
    while rest > 0 {
      start &-= 1
      digits[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    let end = digits.count
    start = min(start, end &- max(1, min(digitCount, end)))
    append(ascii: digits.span.extracting(start..<end), to: storage)
  }
}

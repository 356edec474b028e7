/// The Huffman codes of a scan: one look for a code of up to ten bits together with the number behind
/// it, a walk for the rare longer ones.
///
/// Source: ITU-T T.81, annex C "Huffman table specification", section F.2.2.3.
struct JPEGCodes {
  /// What a code stands for, in one number, so that a look-up is one load.
  struct Entry {
    let bits: Int32

    /// Bits to pass over: the code's, and the number's behind it where `value` is that; 0: no code.
    @inline(__always) var length: Int { Int(truncatingIfNeeded: bits & 31) }
    /// Zero coefficients before this one.
    @inline(__always) var run: Int { Int(truncatingIfNeeded: bits &>> 5 & 15) }
    /// Bits of the number that is still to be read; 0: `value` is it.
    @inline(__always) var size: Int { Int(truncatingIfNeeded: bits &>> 9 & 15) }
    /// Whether there is no coefficient: an end of blocks, or (`run` is 15) sixteen zeros.
    @inline(__always) var isEmpty: Bool { bits & 1 << 13 != 0 }
    @inline(__always) var value: Int32 { bits &>> 16 }
  }

  static let fastBits = 10
  private static let fastCount = 1 << fastBits
  /// Behind the fast entries of a code: for each length, where its codes end, as the first of 16 bits,
  /// and what is added to a code for the index of its symbol.
  private static let walkCount = 2 * 17
  static let stride = fastCount + walkCount

  /// The codes of DC 0...3, then AC 0...3.
  private(set) var entries = [Int32].zeros(8 * stride)
  private var symbolsAt = [8 of Int](repeating: 0)

  /// Builds the code `index`, whose counts of lengths stand at `at`; its symbols are in the file.
  mutating func build(_ index: Int, _ file: Span<UInt8>, at: Int) throws(PictureError) {
    symbolsAt[index] = at &+ 16
    let start = index &* Self.stride
    var entries = entries.mutableSpan
    for place in start..<start &+ Self.stride { entries[place] = 0 }
    var (code, symbol) = (0, 0)
    for length in 1...16 {
      for _ in 0..<file[at &+ length &- 1] {
        let value = Int(file[at &+ 16 &+ symbol])
        guard code < 1 << length, index >= 4 || value < 16 else {
          throw PictureError(.damaged, "a JPEG code table that contradicts itself", at: at)
        }
        if length <= Self.fastBits {
          let rest = Self.fastBits &- length
          for tail in 0..<1 << rest {
            entries[start &+ code << rest &+ tail] = Self.entry(
              value, length, isDC: index < 4, tail: tail, rest)
          }
        }
        code += 1
        symbol += 1
      }
      guard code <= 1 << length else {
        throw PictureError(.damaged, "a JPEG code table that contradicts itself", at: at)
      }
      let walk = start &+ Self.fastCount &+ 2 &* length
      entries[walk] = Int32(truncatingIfNeeded: code << (16 &- length))
      entries[walk &+ 1] = Int32(truncatingIfNeeded: symbol &- code)
      code <<= 1
    }
  }

  /// The entry of a code of `length` bits that `tail` follows, which has `rest` bits.
  @inline(never)
  private static func entry(
    _ symbol: Int, _ length: Int, isDC: Bool, tail: Int = 0, _ rest: Int = 0
  ) -> Int32 {
    let size = symbol & 15
    let run = (symbol >> 4) << 5
    if size == 0 { return Int32(truncatingIfNeeded: length | run | (isDC ? 0 : 1 << 13)) }
    guard size <= rest else { return Int32(truncatingIfNeeded: length | run | size << 9) }
    let value = extended(tail >> (rest - size), size)
    return Int32(truncatingIfNeeded: length + size | run) | value << 16
  }

  /// The number that `size` bits stand for, 1...15: section F.2.2.1, "EXTEND".
  @inline(__always)
  static func extended(_ bits: Int, _ size: Int) -> Int32 {
    let bits = Int32(truncatingIfNeeded: bits)
    let size = Int32(truncatingIfNeeded: size)
    let isNegative = bits &>> (size &- 1) &- 1
    return bits &+ (isNegative & (1 &- 1 &<< size))
  }

  /// The entry of a code longer than `fastBits`, of which the next 16 bits are given; its `length` is
  /// 0 where there is no such code.
  @inline(never)
  func walk(_ index: Int, _ bits: Int, _ file: Span<UInt8>) -> Entry {
    let walk = index * Self.stride + Self.fastCount
    for length in Self.fastBits + 1...16 where bits < Int(entries[walk + 2 * length]) {
      let symbol = bits >> (16 - length) + Int(entries[walk + 2 * length + 1])
      return Entry(
        bits: Self.entry(Int(file[symbolsAt[index] + symbol]), length, isDC: index < 4))
    }
    return Entry(bits: 0)
  }

  /// Takes the next code, and a number behind it where `value` is that.
  @inline(__always)
  func next(_ index: Int, _ bits: inout JPEGBits, _ file: Span<UInt8>) -> Entry {
    bits.fill(file)
    // Safe: an index is 0...7, and a code's entries begin with one for each sequence of bits.
    var entry = unsafe Entry(
      bits: entries.span[unchecked: index &* Self.stride &+ bits.peek(Self.fastBits)])
    if entry.length == 0 { entry = walk(index, bits.peek(16), file) }
    bits.drop(entry.length)
    return entry
  }
}

/// A Huffman code of deflate: one look for codes of up to ten bits, a walk for the rare longer ones.
///
/// Source: RFC 1951, section 3.2.2.
struct HuffmanCode {
  static let fastBits = 10
  private static let lengthMax = 15

  /// For the next ten bits: symbol << 4 | length; 0 where the code is longer, or none.
  private var fast: [UInt16]
  /// Codes of each length.
  private var counts = [16 of UInt16](repeating: 0)
  /// Symbols in the order of their codes.
  private var symbols: [UInt16]

  /// Room for as many symbols as `symbolsMax`.
  @inline(never)
  init(symbolsMax: Int) {
    fast = [UInt16].zeros(1 << Self.fastBits)
    symbols = [UInt16].zeros(symbolsMax)
  }

  enum Shape {
    /// Every sequence of bits is a code.
    case complete
    /// Some are none; `codes` are there in all.
    case incomplete(codes: Int, longest: Int)
    /// The lengths contradict each other.
    case overfull
  }

  /// Builds the code in which symbol s has `lengths[from + s]` bits, 0...15; 0: it does not occur.
  mutating func build(_ lengths: [UInt8], from: Int, count: Int) -> Shape {
    counts = [16 of UInt16](repeating: 0)
    for symbol in 0..<count { counts[Int(lengths[from &+ symbol])] += 1 }
    let codes = count &- Int(counts[0])
    counts[0] = 0
    var left = 1
    var longest = 0
    var offsets = [17 of Int](repeating: 0)
    var firstCodes = [17 of Int](repeating: 0)
    var first = 0
    for length in 1...Self.lengthMax {
      let ofLength = Int(counts[length])
      left = left << 1 &- ofLength
      if left < 0 { return .overfull }
      if ofLength > 0 { longest = length }
      offsets[length &+ 1] = offsets[length] &+ ofLength
      firstCodes[length] = first
      first = (first &+ ofLength) << 1
    }
    for index in fast.indices { fast[index] = 0 }
    for symbol in 0..<count {
      let length = Int(lengths[from &+ symbol])
      guard length > 0 else { continue }
      symbols[offsets[length]] = UInt16(truncatingIfNeeded: symbol)
      offsets[length] += 1
      let code = firstCodes[length]
      firstCodes[length] += 1
      guard length <= Self.fastBits else { continue }
      // Codes come with their highest bit first, and the bits of a byte with the lowest first.
      var index = 0
      for bit in 0..<length where code >> bit & 1 != 0 { index |= 1 << (length &- 1 &- bit) }
      while index < fast.count {
        fast[index] = UInt16(truncatingIfNeeded: symbol << 4 | length)
        index += 1 << length
      }
    }
    return left == 0 ? .complete : .incomplete(codes: codes, longest: longest)
  }

  /// Symbol << 4 | length of the code that `bits` begin with; 0 where they begin with none.
  @inline(__always)
  func find(_ bits: UInt64) -> Int {
    let entry = fast[Int(truncatingIfNeeded: bits & UInt64((1 << Self.fastBits) &- 1))]
    return entry != 0 ? Int(entry) : walk(bits)
  }

  @inline(never)
  private func walk(_ bits: UInt64) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.lengthMax {
      code |= Int(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: length &- 1) & 1)
      let count = Int(counts[length])
      if code &- first < count { return Int(symbols[index &+ code &- first]) << 4 | length }
      index += count
      first = (first &+ count) << 1
      code <<= 1
    }
    return 0
  }
}

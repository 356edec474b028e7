/// Unpacks a zlib stream into rows, with 32 KB of history.
///
/// It stops as soon as the picture is whole: what comes behind it, a wrong check sum included, is not
/// looked at, as in libpng.
/// Source: RFC 1950; RFC 1951.
struct Inflater: ~Copyable {
  private static let historyBytes = 32_768
  private static let codeLengthOrder: [19 of UInt8] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  /// Lengths and distances from RFC 1951, section 3.2.5: the least, and how many bits more.
  private static let lengthBase: [29 of UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits: [29 of UInt8] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBase: [30 of UInt16] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits: [30 of UInt8] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]

  private enum Block {
    case none
    case stored(rest: Int)
    case packed
  }

  private var input: DeflateBits
  private var block = Block.none
  private var isLast = false
  private var literals = HuffmanCode(symbolsMax: 288)
  private var distances = HuffmanCode(symbolsMax: 32)
  private var lengths = [UInt8].zeros(320)
  /// Unpacked bytes: history, then what was not yet taken from `taken` on, up to `filled`.
  private var output: [UInt8]
  private var taken = 0
  private var filled = 0
  private let rowBytesMax: Int

  /// - Parameter rowBytesMax: The most bytes that are taken at once.
  init(_ file: Span<UInt8>, _ chunks: PNGChunks, rowBytesMax: Int) throws(PictureError) {
    input = DeflateBits(file, chunks)
    self.rowBytesMax = rowBytesMax
    output = [UInt8].zeros(Self.historyBytes * 2 + rowBytesMax)
    let start = input.position
    let method = try input.take(8, file)
    let flags = try input.take(8, file)
    guard method & 0xF == 8, method >> 4 <= 7, (method << 8 | flags) % 31 == 0, flags & 0x20 == 0
    else {
      throw PictureError(.damaged, "the PNG's data are not packed as they must be", at: start)
    }
  }

  /// Puts the next `count` bytes into `row`, from its start.
  ///
  /// - Precondition: `count` is at most `rowBytesMax`, and `row` has room for it.
  mutating func read(_ count: Int, into row: inout [UInt8], _ file: Span<UInt8>)
    throws(PictureError)
  {
    if filled - taken < count { try unpack(atLeast: count, file) }
    let start = taken
    taken += count
    var to = row.mutableSpan
    let from = output.span
    for index in 0..<count { to[index] = from[start + index] }
  }

  var badFilter: PictureError {
    PictureError(.damaged, "a row of the PNG has a filter that there is not", at: input.position)
  }

  private mutating func unpack(atLeast count: Int, _ file: Span<UInt8>) throws(PictureError) {
    makeRoom()
    while filled - taken < count {
      switch block {
      case .none:
        guard !isLast else { throw input.shortage }
        try begin(file)
      case .stored(let rest): try copyStored(rest, file)
      case .packed:
        let isEnd = try Self.unpackCodes(
          &input, file, literals, distances, into: &output, from: &filled)
        if isEnd { block = .none }
      }
    }
  }

  /// Moves the history and what was not taken to the front.
  private mutating func makeRoom() {
    let keep = min(taken, max(0, taken &- Self.historyBytes))
    guard keep > 0 else { return }
    let end = filled
    taken -= keep
    filled -= keep
    var bytes = output.mutableSpan
    for index in keep..<end { bytes[index &- keep] = bytes[index] }
  }

  private mutating func begin(_ file: Span<UInt8>) throws(PictureError) {
    isLast = try input.take(1, file) == 1
    switch try input.take(2, file) {
    case 0:
      input.dropToByte()
      let at = input.position
      let count = try input.take(16, file)
      guard try input.take(16, file) == count ^ 0xFFFF else {
        throw PictureError(
          .damaged, "a stored block of the PNG's data contradicts its length", at: at)
      }
      block = .stored(rest: count)
    case 1:
      for symbol in 0..<288 {
        lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8
      }
      for symbol in 288..<320 { lengths[symbol] = 5 }
      _ = literals.build(lengths, from: 0, count: 288)
      _ = distances.build(lengths, from: 288, count: 32)
      block = .packed
    case 2:
      try readCodes(file)
      block = .packed
    default:
      throw PictureError(.damaged, "there is no such block in packed data", at: input.position)
    }
  }

  private mutating func readCodes(_ file: Span<UInt8>) throws(PictureError) {
    let at = input.position
    let bad = PictureError(.damaged, "a code table of the PNG's data is impossible", at: at)
    let literalCount = try input.take(5, file) &+ 257
    let distanceCount = try input.take(5, file) &+ 1
    let codeCount = try input.take(4, file) &+ 4
    guard literalCount <= 286, distanceCount <= 30 else { throw bad }
    for index in 0..<19 { lengths[index] = 0 }
    for index in 0..<codeCount {
      lengths[Int(Self.codeLengthOrder[index])] = UInt8(truncatingIfNeeded: try input.take(3, file))
    }
    guard case .complete = literals.build(lengths, from: 0, count: 19) else { throw bad }
    try readLengths(literalCount &+ distanceCount, file, bad)
    // Nothing would ever end the block.
    guard lengths[256] != 0 else { throw bad }
    let literalShape = literals.build(lengths, from: 0, count: literalCount)
    let distanceShape = distances.build(lengths, from: literalCount, count: distanceCount)
    guard Self.isUsable(literalShape, emptyIs: false), Self.isUsable(distanceShape, emptyIs: true)
    else { throw bad }
  }

  /// A code that leaves bits without a meaning is taken only where it has one symbol of one bit.
  private static func isUsable(_ shape: HuffmanCode.Shape, emptyIs isEmptyUsable: Bool) -> Bool {
    switch shape {
    case .complete: true
    case .incomplete(let codes, let longest): codes == 0 ? isEmptyUsable : longest == 1
    case .overfull: false
    }
  }

  private mutating func readLengths(
    _ total: Int, _ file: Span<UInt8>, _ bad: PictureError
  ) throws(PictureError) {
    // They go where the code's own lengths stood: the code is built.
    var count = 0
    var previous: UInt8 = 0
    while count < total {
      let symbol = try symbol(literals, file)
      var length = previous
      var times = 1
      switch symbol {
      case ..<16: length = UInt8(truncatingIfNeeded: symbol)
      case 16:
        guard count > 0 else { throw bad }
        times = 3 &+ (try input.take(2, file))
      case 17:
        length = 0
        times = 3 &+ (try input.take(3, file))
      default:
        length = 0
        times = 11 &+ (try input.take(7, file))
      }
      guard times <= total &- count else { throw bad }
      for index in count..<count &+ times { lengths[index] = length }
      count += times
      previous = length
    }
  }

  private mutating func symbol(
    _ code: HuffmanCode, _ file: Span<UInt8>
  ) throws(PictureError) -> Int {
    input.fill(file)
    let found = code.find(input.bits)
    guard found != 0, input.has(found & 15) else { throw input.noCode(found) }
    input.drop(found & 15)
    return found >> 4
  }

  private mutating func copyStored(_ rest: Int, _ file: Span<UInt8>) throws(PictureError) {
    var rest = rest
    while rest > 0 && filled < output.count {
      output[filled] = UInt8(truncatingIfNeeded: try input.take(8, file))
      filled += 1
      rest -= 1
    }
    block = rest == 0 ? .none : .stored(rest: rest)
  }

  /// Returns whether the block ends, or else the room.
  private static func unpackCodes(
    _ bits: inout DeflateBits, _ file: Span<UInt8>, _ literals: HuffmanCode,
    _ distances: HuffmanCode, into output: inout [UInt8], from start: inout Int
  ) throws(PictureError) -> Bool {
    var input = bits
    var to = start
    var bytes = output.mutableSpan
    // A match is written whole.
    let end = bytes.count &- 258
    defer {
      bits = input
      start = to
    }
    while to < end {
      input.fill(file)
      let found = literals.find(input.bits)
      guard found != 0, input.has(found & 15) else { throw input.noCode(found) }
      input.drop(found & 15)
      let symbol = found >> 4
      if symbol < 256 {
        bytes[to] = UInt8(truncatingIfNeeded: symbol)
        to += 1
        continue
      }
      if symbol == 256 { return true }
      guard symbol < 257 &+ 29 else {
        throw input.meaningless
      }
      // Up to 15 + 5 + 15 + 13 bits in all: one filling is enough.
      let more = Int(Self.lengthBits[symbol &- 257])
      guard input.has(more) else { throw input.shortage }
      let length = Int(Self.lengthBase[symbol &- 257]) &+ Self.low(input.bits, more)
      input.drop(more)
      let place = distances.find(input.bits)
      guard place != 0, input.has(place & 15) else { throw input.noCode(place) }
      input.drop(place & 15)
      guard place >> 4 < 30 else {
        throw input.meaningless
      }
      let farther = Int(Self.distanceBits[place >> 4])
      guard input.has(farther) else { throw input.shortage }
      let distance = Int(Self.distanceBase[place >> 4]) &+ Self.low(input.bits, farther)
      input.drop(farther)
      guard distance <= to else {
        throw PictureError(.damaged, "the PNG's data repeat what was not there", at: input.position)
      }
      for index in to..<to &+ length { bytes[index] = bytes[index &- distance] }
      to += length
    }
    return false
  }

  @inline(__always)
  private static func low(_ bits: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: bits & (1 &<< UInt64(truncatingIfNeeded: count) &- 1))
  }
}

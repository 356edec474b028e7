/// What the fuzzer made up: the lengths of chunks, and bytes to feed in them.
///
/// The first four bytes are the lengths, 1…64 and over again; the rest is the input.
struct FuzzInput {
  let bytes: [UInt8]
  private let lengths: [Int]

  /// Nil for what is too short to say anything.
  init?(_ all: [UInt8]) {
    guard all.count >= 4 else { return nil }
    lengths = all[..<4].map { Int($0 & 63) + 1 }
    bytes = Array(all[4...])
  }

  private init(_ bytes: [UInt8], _ lengths: [Int]) {
    self.bytes = bytes
    self.lengths = lengths
  }

  /// Other bytes in chunks of the same lengths.
  func replacing(_ bytes: [UInt8]) -> FuzzInput { FuzzInput(bytes, lengths) }

  /// The whole input in one chunk.
  var whole: [Range<Int>] { [0..<bytes.count] }

  /// The input in chunks of one byte.
  var single: [Range<Int>] { bytes.indices.map { $0..<$0 + 1 } }

  /// The input in chunks of the lengths that the fuzzer chose.
  var split: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + lengths[ranges.count % lengths.count], bytes.count)
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  @_lifetime(borrow self)
  func chunk(_ range: Range<Int>) -> Span<UInt8> { bytes.span.extracting(range) }
}

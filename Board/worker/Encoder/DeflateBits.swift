/// The bits of a deflate stream that lies in a row of IDAT chunks, lowest bit first.
struct DeflateBits {
  /// The next bits; above `count` of them all are 0.
  private(set) var bits: UInt64 = 0
  private(set) var count: UInt64 = 0
  /// The next byte of the chunk, and the end of its data; the last chunk ends at `last`.
  private var at: Int
  private var end: Int
  private let last: Int

  init(_ file: Span<UInt8>, _ chunks: PNGChunks) {
    let data = PNGChunks.data(file, at: chunks.dataStart)
    at = data.lowerBound
    end = data.upperBound
    last = chunks.dataEnd
  }

  /// The byte of the file whose bits come next.
  var position: Int { max(0, at &- Int(truncatingIfNeeded: count / 8)) }

  /// Makes 48 bits at least available, or all that there are.
  @inline(__always)
  mutating func fill(_ file: Span<UInt8>) {
    if count < 48 { fillSlowly(file) }
  }

  private mutating func fillSlowly(_ file: Span<UInt8>) {
    var (at, bits, count) = (at, bits, count)
    while count <= 56 {
      while at == end {
        let next = PNGChunks.next(after: at..<at)
        guard next < last else {
          (self.at, self.bits, self.count) = (at, bits, count)
          return
        }
        let data = PNGChunks.data(file, at: next)
        at = data.lowerBound
        end = data.upperBound
      }
      bits |= UInt64(truncatingIfNeeded: file[at]) &<< count
      at += 1
      count += 8
    }
    (self.at, self.bits, self.count) = (at, bits, count)
  }

  /// Passes over `length` bits, at most as many as are available.
  @inline(__always)
  mutating func drop(_ length: Int) {
    bits = bits &>> UInt64(truncatingIfNeeded: length)
    count -= UInt64(truncatingIfNeeded: length)
  }

  @inline(__always)
  func has(_ length: Int) -> Bool { UInt64(truncatingIfNeeded: length) <= count }

  /// The next `length` bits, 0...16, as a number.
  mutating func take(_ length: Int, _ file: Span<UInt8>) throws(PictureError) -> Int {
    fill(file)
    guard has(length) else { throw shortage }
    let value = Int(truncatingIfNeeded: bits & (1 &<< UInt64(truncatingIfNeeded: length) &- 1))
    drop(length)
    return value
  }

  mutating func dropToByte() { drop(Int(truncatingIfNeeded: count & 7)) }

  var shortage: PictureError {
    PictureError(.truncated, "the PNG's data end before its picture does", at: position)
  }

  var meaningless: PictureError {
    PictureError(.damaged, "the PNG's data hold a code that means nothing", at: position)
  }

  /// The error of bits that `found` no code: for want of more of them, or for what they are.
  func noCode(_ found: Int) -> PictureError { found == 0 && has(15) ? meaningless : shortage }
}

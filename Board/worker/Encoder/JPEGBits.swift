/// The bits of a scan's data, first bit first, without the zeros that are stuffed behind 0xFF.
///
/// At a marker, and at the end of the file, zeros follow for ever: whoever reads asks `isOverdrawn`
/// once for each unit, and not for each bit.
/// Source: ITU-T T.81, sections B.1.1.5 "Entropy-coded data segments", F.2.2.5.
struct JPEGBits {
  /// The next bits, from the top.
  private var bits: UInt64 = 0
  private var count = 0
  /// Of `count`, the zeros that the data do not have.
  private var missing = 0
  /// The next byte of the data; at their end, the marker or the end of the file.
  private(set) var at: Int

  init(at: Int) { self.at = at }

  /// Whether more bits were taken than there are.
  var isOverdrawn: Bool { count < missing }

  /// Makes 33 bits at least available.
  @inline(__always)
  mutating func fill(_ file: Span<UInt8>) {
    guard count <= 32 else { return }
    if at <= file.count - 4 {
      // Safe: four bytes are there, and any four bytes are a number.
      let word = unsafe file.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt32.self
      ).bigEndian
      // No byte is 0xFF: a zero in the complement would borrow.
      if (~word &- 0x0101_0101) & word & 0x8080_8080 == 0 {
        bits |= UInt64(truncatingIfNeeded: word) &<< UInt64(truncatingIfNeeded: 32 &- count)
        count &+= 32
        at &+= 4
        return
      }
    }
    fillByBytes(file)
  }

  @inline(never)
  private mutating func fillByBytes(_ file: Span<UInt8>) {
    while count <= 56 {
      guard at < file.count else { break }
      let byte = file[at]
      if byte == 0xFF {
        guard at &+ 1 < file.count, file[at &+ 1] == 0 else { break }
        at += 1
      }
      bits |= UInt64(truncatingIfNeeded: byte) &<< UInt64(truncatingIfNeeded: 56 &- count)
      count += 8
      at += 1
    }
    guard count <= 32 else { return }
    missing += 64 &- count
    count = 64
  }

  /// The next `length` bits, 1...32.
  @inline(__always)
  func peek(_ length: Int) -> Int {
    Int(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: 64 &- length))
  }

  /// Passes over `length` bits, at most as many as are available.
  @inline(__always)
  mutating func drop(_ length: Int) {
    bits = bits &<< UInt64(truncatingIfNeeded: length)
    count &-= length
  }

  /// The next `length` bits, 0...16, as a number.
  @inline(__always)
  mutating func take(_ length: Int) -> Int {
    // Two steps: a shift by 64 would be one by none.
    let value = Int(truncatingIfNeeded: (bits &>> 1) &>> UInt64(truncatingIfNeeded: 63 &- length))
    drop(length)
    return value
  }

  /// Goes on behind the restart marker `index`, 0...7; bits before it are dropped.
  mutating func restart(_ index: Int, _ file: Span<UInt8>) throws(PictureError) {
    while at < file.count {
      guard file[at] == 0xFF, at &+ 1 < file.count, file[at &+ 1] != 0, file[at &+ 1] != 0xFF else {
        at += 1
        continue
      }
      guard file[at &+ 1] == 0xD0 &+ UInt8(truncatingIfNeeded: index) else {
        throw PictureError(.damaged, "another marker than the JPEG restart that is due", at: at)
      }
      self = JPEGBits(at: at &+ 2)
      return
    }
    throw .end(file)
  }

  /// The error of bits that end too early.
  @inline(never)
  func shortage(_ file: Span<UInt8>) -> PictureError {
    at &+ 1 >= file.count
      ? .end(file)
      : PictureError(.truncated, "the JPEG's data end before its picture does", at: at)
  }

  /// The error of bits that are no code.
  @inline(never)
  func meaningless(_ file: Span<UInt8>) -> PictureError {
    missing > 0
      ? shortage(file)
      : PictureError(.damaged, "the JPEG's data hold a code that means nothing", at: at)
  }
}

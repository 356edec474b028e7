/// A block of a progressive JPEG while a scan goes over it.
///
/// Of its coefficients only those of the lowest frequencies are kept, as many as the transform takes.
/// Of all 64 is kept whether they are 0 so far: that decides how the bits of later scans are read.
struct JPEGBlock {
  /// Where the kept coefficients begin, row by row.
  let start: Int
  let keptColumns: Int
  let keptRows: Int
  /// A bit for each coefficient that is not 0, in zigzag order.
  var nonzero: UInt64

  /// Where the coefficient `index` is kept; nil where it is not.
  @inline(__always)
  private func place(_ index: Int) -> Int? {
    let place = Int(JPEGZigzag.natural[index & 63])
    let (row, column) = (place &>> 3, place & 7)
    return row < keptRows && column < keptColumns ? start &+ row &* keptColumns &+ column : nil
  }

  @inline(__always)
  mutating func set(_ index: Int, _ value: Int32, _ kept: inout MutableSpan<Int16>) {
    nonzero |= 1 &<< UInt64(truncatingIfNeeded: index)
    if let place = place(index) { kept[place] = Int16(truncatingIfNeeded: value) }
  }

  /// Takes a block of 64 coefficients, eight for each row, that are 0 behind `last`.
  @inline(__always)
  mutating func take(_ whole: Span<Int16>, last: Int, _ kept: inout MutableSpan<Int16>) {
    nonzero = 1 &<< UInt64(truncatingIfNeeded: last)
    for row in 0..<keptRows {
      for column in 0..<keptColumns {
        kept[start + row * keptColumns + column] = whole[row * 8 + column]
      }
    }
  }

  /// Sets a bit of the DC.
  @inline(__always)
  func setBit(_ bit: Int, _ kept: inout MutableSpan<Int16>) {
    kept[start] |= 1 &<< Int16(truncatingIfNeeded: bit)
  }

  /// Moves a coefficient that is not 0 away from it by the bit `lowBit`, unless it has that bit.
  @inline(__always)
  func refine(_ index: Int, _ lowBit: Int16, _ kept: inout MutableSpan<Int16>) {
    guard let place = place(index) else { return }
    let value = kept[place]
    let step: Int16 = 1 &<< lowBit
    if value & step == 0 { kept[place] = value &+ (value < 0 ? 0 &- step : step) }
  }

  /// Passes over `zeros` coefficients that are 0 and refines those between that are not; returns the
  /// index of the next that is 0, or the one behind `end`.
  @inline(__always)
  func refine(
    from index: Int, to end: Int, zeros: Int, _ lowBit: Int16, _ kept: inout MutableSpan<Int16>,
    _ bits: inout JPEGBits, _ file: Span<UInt8>
  ) -> Int {
    var (index, zeros) = (index, zeros)
    while index <= end {
      let skipped = (nonzero &>> UInt64(truncatingIfNeeded: index)).trailingZeroBitCount
      guard skipped <= zeros, index &+ skipped <= end else {
        // No more to refine: 0 from here on, as far as it matters.
        return min(index &+ min(skipped, zeros), end &+ 1)
      }
      index &+= skipped
      zeros &-= skipped
      bits.fill(file)
      if bits.take(1) != 0 { refine(index, lowBit, &kept) }
      index &+= 1
    }
    return index
  }
}

extension NORFlash {
  struct StuckBits {
    var mask: UInt8
    var levels: UInt8
  }

  /// Puts `bytes` into the cells as a programmer on the production line does: no operation, no wear,
  /// no rule, and what stood there is gone.
  public func preload(_ bytes: [UInt8], at offset: Int) {
    for (index, byte) in bytes.enumerated() { store(byte, at: offset + index) }
  }

  /// Changes bit 0…7 of the byte at `offset`, as a cell that loses its charge does.
  ///
  /// A write over it that would have been legal before is no violation.
  public func flip(bit: Int, at offset: Int) {
    let mask = UInt8(1) << UInt8(bit)
    store(contents[offset] ^ mask, at: offset)
    flippedBits[offset, default: 0] |= mask
  }

  /// Makes bit 0…7 of the byte at `offset` keep `level` from now on, as a worn cell does: programs
  /// and erases pass it by, and nothing reports that.
  public func stick(bit: Int, at offset: Int, level: Bool) {
    let mask = UInt8(1) << UInt8(bit)
    var bits = stuckBits[offset] ?? StuckBits(mask: 0, levels: 0)
    bits.mask |= mask
    bits.levels = level ? bits.levels | mask : bits.levels & ~mask
    stuckBits[offset] = bits
    store(contents[offset], at: offset)
  }

  /// Puts a byte into its cells, as far as they take it.
  func store(_ byte: UInt8, at offset: Int) {
    guard !stuckBits.isEmpty, let bits = stuckBits[offset] else {
      contents[offset] = byte
      return
    }
    contents[offset] = byte & ~bits.mask | bits.levels
  }

  /// Bits at `offset` that are not what the host made them.
  func faultyBits(at offset: Int) -> UInt8 {
    (flippedBits[offset] ?? 0) | (stuckBits[offset]?.mask ?? 0)
  }
}

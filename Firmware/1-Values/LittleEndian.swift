// Words as flash and ESP-IDF's formats have them: the lowest byte first. Not inlined: many call
// sites, none performance-critical.

extension Span<UInt8> {
  /// The 32-bit word at `offset`, of which all four bytes exist.
  @inline(never)
  func word(at offset: Int) -> UInt32 {
    UInt32(self[offset]) | UInt32(self[offset &+ 1]) &<< 8 | UInt32(self[offset &+ 2]) &<< 16
      | UInt32(self[offset &+ 3]) &<< 24
  }
}

extension MutableSpan<UInt8> {
  /// Puts `word` into the four bytes from `offset` on.
  @inline(never)
  mutating func put(_ word: UInt32, at offset: Int) {
    for index in 0..<4 {
      self[offset &+ index] = UInt8(
        truncatingIfNeeded: word &>> UInt32(truncatingIfNeeded: index &* 8))
    }
  }
}

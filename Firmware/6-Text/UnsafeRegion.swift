import FontData

/// Bytes at a place that outlives every use; reading beyond them gives 0.
@safe struct UnsafeRegion: @unchecked Sendable {
  private let start: UnsafePointer<UInt8>
  let count: Int

  @unsafe init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = start
    self.count = max(count, 0)
  }

  func byte(at offset: Int) -> UInt8 {
    guard offset >= 0, offset < count else { return 0 }
    return unsafe sleeve_constant(start, offset)
  }

  @inline(never)
  func half(at offset: Int) -> UInt16 {
    UInt16(byte(at: offset)) | UInt16(byte(at: offset &+ 1)) &<< 8
  }

  func word(at offset: Int) -> UInt32 {
    UInt32(half(at: offset)) | UInt32(half(at: offset &+ 2)) &<< 16
  }

  /// The word at `offset`, which says how far something is from the beginning; `nil` where that
  /// lies beyond the end. No other way leads from a word to an `Int`, which a board has no room for
  /// from 2³¹ on.
  func offset(at offset: Int) -> Int? {
    let word = word(at: offset)
    guard word <= UInt32(truncatingIfNeeded: count) else { return nil }
    return Int(truncatingIfNeeded: word)
  }
}

/// Numbers in a file's bytes. Whoever reads one has made sure that it is there.
extension Span<UInt8> {
  /// 16 bits, big-endian.
  func big16(_ at: Int) -> Int { Int(self[at]) << 8 | Int(self[at &+ 1]) }

  /// 32 bits, big-endian.
  func big32(_ at: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: big16(at)) << 16 | UInt32(truncatingIfNeeded: big16(at &+ 2))
  }

  /// Whether `text` stands at `at`.
  func has(_ text: StaticString, at: Int) -> Bool {
    guard at >= 0, at <= count &- text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in 0..<text.count where unsafe text[index] != self[at &+ index] { return false }
      return true
    }
  }
}

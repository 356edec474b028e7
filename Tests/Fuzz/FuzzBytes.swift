/// Takes apart what the fuzzer made up; zeros follow after its end.
struct FuzzBytes {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func byte() -> UInt8 {
    defer { index += 1 }
    return index < bytes.count ? bytes[index] : 0
  }

  mutating func half() -> UInt16 { UInt16(byte()) | UInt16(byte()) << 8 }

  mutating func word() -> UInt32 { UInt32(half()) | UInt32(half()) << 16 }

  mutating func double() -> UInt64 {
    let low = word()
    return UInt64(widening: low) | UInt64(widening: word()) << 32
  }

  /// At most so many of the next bytes.
  mutating func take(_ count: Int) -> [UInt8] {
    let start = min(index, bytes.count)
    let end = min(start + count, bytes.count)
    index = end
    return Array(bytes[start..<end])
  }

  mutating func rest() -> [UInt8] { take(bytes.count) }
}

/// What a NOR flash does, bit by bit, with nothing else in mind.
struct SlowFlash {
  private(set) var bits: [Bool]
  private(set) var operationCount = 0
  private(set) var eraseCounts: [Int: Int] = [:]

  init(byteCount: Int) { bits = [Bool](repeating: true, count: byteCount * 8) }

  /// Returns the offsets of the bytes that do not read back as written.
  mutating func write(_ bytes: [UInt8], at offset: Int) -> [Int] {
    var pages: Set<Int> = []
    var spoilt: [Int] = []
    for (index, byte) in bytes.enumerated() {
      pages.insert((offset + index) / 256)
      for bit in 0..<8 where byte & (1 << bit) == 0 { bits[(offset + index) * 8 + bit] = false }
      if self.byte(offset + index) != byte { spoilt.append(offset + index) }
    }
    operationCount += pages.count
    return spoilt
  }

  mutating func erase(sector: Int) {
    for index in sector * 4096 * 8..<(sector + 1) * 4096 * 8 { bits[index] = true }
    operationCount += 1
    eraseCounts[sector, default: 0] += 1
  }

  func byte(_ offset: Int) -> UInt8 {
    (0..<8).reduce(0) { $0 | (bits[offset * 8 + $1] ? 1 << $1 : 0) }
  }
}

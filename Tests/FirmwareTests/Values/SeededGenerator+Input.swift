import HostSim

extension SeededGenerator {
  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func byte() -> UInt8 { UInt8.random(in: 0...255, using: &self) }

  mutating func isOneIn(_ count: Int) -> Bool { below(count) == 0 }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Places at which a text of `count` bytes is cut into chunks, some of them empty.
  mutating func cuts(_ count: Int, atMost limit: Int) -> [Int] {
    (0..<below(limit + 1)).map { _ in below(count + 1) }.sorted()
  }

  /// `bytes`, changed in up to three places: flipped, inserted, deleted, repeated or cut short.
  mutating func mutated(_ bytes: [UInt8], inserting alphabet: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(3) where !bytes.isEmpty {
      let at = below(bytes.count)
      switch below(6) {
      case 0: bytes[at] ^= 1 << UInt8(below(8))
      case 1: bytes[at] = pick(alphabet)
      case 2: bytes.insert(pick(alphabet), at: at)
      case 3: bytes.remove(at: at)
      case 4: bytes.insert(contentsOf: bytes[at..<min(at + 1 + below(4), bytes.count)], at: at)
      default: if isOneIn(3) { bytes.removeSubrange(at...) }
      }
    }
    return bytes
  }
}

/// `bytes` in chunks that end at `cuts`, which are in order.
func chunks(_ bytes: [UInt8], cuts: [Int]) -> [ArraySlice<UInt8>] {
  zip([0] + cuts, cuts + [bytes.count]).map { bytes[$0..<$1] }
}

/// Where chunks of `size` bytes end in a text of `count` bytes.
func regularCuts(_ count: Int, every size: Int) -> [Int] {
  Array(stride(from: size, to: count, by: size))
}

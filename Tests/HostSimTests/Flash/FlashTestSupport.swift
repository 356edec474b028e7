import Firmware

@testable import HostSim

extension NORFlash {
  func write(_ bytes: [UInt8], at offset: Int) throws(FlashFailure) {
    try write(bytes.span, at: offset)
  }

  func bytes(at offset: Int, count: Int) throws(FlashFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    try read(at: offset, into: &span)
    return bytes
  }

  var rules: [FlashViolation.Rule] { violations.map(\.rule) }

  /// A chip full of noise, for what must not change.
  static func noisy(sectorCount: Int, seed: UInt64) -> NORFlash {
    var random = SeededGenerator(seed: ~seed)
    return NORFlash(contents: random.bytes(sectorCount * sectorByteCount), seed: seed)
  }
}

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
  }
}

/// Whether each bit of `byte` is what it was in `old` or what it was to become in `new`.
func isBetween(_ byte: UInt8, _ old: UInt8, _ new: UInt8) -> Bool {
  (byte ^ old) & ~(old ^ new) == 0
}

#if canImport(Firmware)
  @testable import Firmware
#endif

/// NOR flash in memory, which holds the updater to its rules, and whose driver or power fails.
struct FuzzFlash: UpdateFlash {
  struct Failure: HardwareFailure { var code: Int32 { 0x107 } }

  static let sector = 4_096
  private static let sectors = 3

  /// otadata, the journal, the second slot.
  var bytes = [UInt8](repeating: 0xFF, count: (4 + sectors) * sector)
  /// Calls that change something until one does so in part only, and nothing works any more; nil:
  /// none.
  var untilCut: Int?
  /// Calls that fail, all of them, from the next one on.
  var failures = 0

  var slotByteCount: UInt32 { UInt32(Self.sectors * Self.sector) }
  var runningSlot: Slot { .first }
  var isCut: Bool { untilCut == 0 }

  mutating func powerUp() { untilCut = nil }

  private mutating func fail() throws(Failure) {
    if isCut { throw Failure() }
    if failures > 0 {
      failures -= 1
      throw Failure()
    }
  }

  private mutating func countChange() -> Bool {
    guard let left = untilCut else { return false }
    untilCut = left - 1
    return left == 1
  }

  /// Where the `count` bytes from `offset` on are.
  private func place(_ region: FlashRegion, _ offset: UInt32, _ count: Int) -> Int {
    let start =
      switch region {
      case .otadata: 0
      case .journal: 2
      case .slot: 4
      }
    let room = region == .slot(.second) ? Self.sectors : 2
    let offset = Int(truncatingIfNeeded: offset)
    require(offset >= 0 && offset + count <= room * Self.sector, "a place outside of its region")
    return start * Self.sector + offset
  }

  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into buffer: inout MutableSpan<UInt8>
  ) throws(Failure) {
    require(region != .slot(.first), "the image that runs is looked at")
    let start = place(region, offset, buffer.count)
    try fail()
    for index in 0..<buffer.count { buffer[index] = bytes[start + index] }
  }

  mutating func write(
    _ source: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Failure) {
    require(region != .slot(.first), "the image that runs is written over")
    let start = place(region, offset, source.count)
    try fail()
    let isTorn = countChange()
    for index in 0..<(isTorn ? source.count / 2 : source.count) {
      bytes[start + index] &= source[index]
    }
    if isTorn { throw Failure() }
  }

  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Failure) {
    require(region != .slot(.first), "the image that runs is erased")
    require(offset % UInt32(Self.sector) == 0, "not a sector")
    let start = place(region, offset, Self.sector)
    try fail()
    let isTorn = countChange()
    for index in 0..<(isTorn ? 20 : Self.sector) { bytes[start + index] = 0xFF }
    if isTorn { throw Failure() }
  }

  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Failure) -> Bool {
    try fail()
    return byteCount != 13
  }
}

import Firmware

/// Flash in memory, just as much of it as an update of the script touches.
///
/// What is erased is kept as zeros, so that the memory is right as it is at reset. The image that
/// runs is not in it.
public struct ScriptFlash: UpdateFlash, ~Copyable {
  private static var sectorByteCount: Int { 4_096 }
  private static var slotSectorCount: Int { 7 }

  /// otadata, the journal and the second slot, each bit turned over.
  private var cleared = [45_056 of UInt8](repeating: 0)
  private let pinned = Pinned()

  public init() {}

  public var slotByteCount: UInt32 {
    UInt32(truncatingIfNeeded: Self.slotSectorCount &* Self.sectorByteCount)
  }

  public var runningSlot: Slot { .first }

  public mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(Never) {
    let start = Self.place(region, offset)
    for index in 0..<bytes.count { bytes[index] = ~cleared[start &+ index] }
  }

  public mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Never) {
    let start = Self.place(region, offset)
    for index in 0..<bytes.count { cleared[start &+ index] |= ~bytes[index] }
  }

  public mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Never) {
    let start = Self.place(region, offset)
    for index in 0..<Self.sectorByteCount { cleared[start &+ index] = 0 }
  }

  public mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Never) -> Bool { true }

  private static func place(_ region: FlashRegion, _ offset: UInt32) -> Int {
    precondition(region != .slot(.first), "the image that runs must not be touched")
    let sector =
      switch region {
      case .otadata: 0
      case .journal: 2
      case .slot: 4
      }
    return sector &* sectorByteCount &+ Int(truncatingIfNeeded: offset)
  }
}

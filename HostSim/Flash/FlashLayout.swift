import Firmware

/// Where the parts of a flash lie, as a partition table says.
public struct FlashLayout: Equatable, Sendable {
  public let flashByteCount: Int
  public let otadata: Range<Int>
  public let journal: Range<Int>
  public let firstSlot: Range<Int>
  public let secondSlot: Range<Int>

  /// The table of the ESP32 boards: 4 MiB with two slots of 1,472 KiB.
  public static let esp32 = FlashLayout(
    flashByteCount: 4 << 20, otadata: 0xF000..<0x11000, journal: 0x12000..<0x14000,
    firstSlot: 0x2_0000..<0x19_0000, secondSlot: 0x19_0000..<0x30_0000)

  /// Regions that begin and end where sectors do, do not overlap, and lie in the flash.
  public init(
    flashByteCount: Int, otadata: Range<Int>, journal: Range<Int>, firstSlot: Range<Int>,
    secondSlot: Range<Int>
  ) {
    let regions = [otadata, journal, firstSlot, secondSlot].sorted {
      $0.lowerBound < $1.lowerBound
    }
    var end = 0
    for region in regions {
      precondition(region.lowerBound >= end && !region.isEmpty)
      precondition(region.lowerBound % NORFlash.sectorByteCount == 0)
      precondition(region.count % NORFlash.sectorByteCount == 0)
      end = region.upperBound
    }
    precondition(end <= flashByteCount && flashByteCount % NORFlash.sectorByteCount == 0)
    precondition(otadata.count == 2 * NORFlash.sectorByteCount)
    precondition(journal.count == 2 * NORFlash.sectorByteCount)
    precondition(firstSlot.count == secondSlot.count)
    self.flashByteCount = flashByteCount
    self.otadata = otadata
    self.journal = journal
    self.firstSlot = firstSlot
    self.secondSlot = secondSlot
  }

  /// The least flash that holds two slots of `slotSectorCount` sectors, for tests: a sector that
  /// belongs to nobody, otadata, the journal, the slots, another sector that belongs to nobody.
  public static func compact(slotSectorCount: Int) -> FlashLayout {
    let sector = NORFlash.sectorByteCount
    let slot = slotSectorCount * sector
    let second = 5 * sector + slot
    return FlashLayout(
      flashByteCount: second + slot + sector, otadata: sector..<3 * sector,
      journal: 3 * sector..<5 * sector, firstSlot: 5 * sector..<second,
      secondSlot: second..<second + slot)
  }

  /// Where `region` lies in the chip.
  public subscript(region: FlashRegion) -> Range<Int> {
    switch region {
    case .otadata: otadata
    case .journal: journal
    case .slot(.first): firstSlot
    case .slot(.second): secondSlot
    }
  }

  public var slotByteCount: Int { firstSlot.count }
}

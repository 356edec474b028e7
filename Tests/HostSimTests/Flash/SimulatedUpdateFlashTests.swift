import Firmware
import Testing

@testable import HostSim

struct SimulatedUpdateFlashTests {
  private static let regions: [FlashRegion] = [
    .otadata, .journal, .slot(.first), .slot(.second),
  ]

  private static func make(running: Slot = .first) -> SimulatedUpdateFlash {
    let layout = FlashLayout.compact(slotSectorCount: 2)
    return SimulatedUpdateFlash(
      flash: NORFlash(byteCount: layout.flashByteCount), layout: layout, runningSlot: running,
      images: ImageLibrary())
  }

  private static func read(
    _ flash: SimulatedUpdateFlash, _ region: FlashRegion, at offset: UInt32, count: Int
  ) throws(FlashFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    try flash.read(region, at: offset, into: &span)
    return bytes
  }

  @Test func theTableIsThatOfTheBoard() {
    let layout = FlashLayout.esp32
    #expect(layout.flashByteCount == 0x40_0000)
    #expect(layout[.otadata] == 0xF000..<0xF000 + 0x2000)
    #expect(layout[.journal] == 0x12000..<0x12000 + 0x2000)
    #expect(layout[.slot(.first)] == 0x20000..<0x20000 + 0x17_0000)
    #expect(layout[.slot(.second)] == 0x19_0000..<0x19_0000 + 0x17_0000)
    #expect(layout.slotByteCount == 0x17_0000)
  }

  @Test(arguments: 1...5)
  func aCompactTableIsOne(_ slotSectorCount: Int) {
    let layout = FlashLayout.compact(slotSectorCount: slotSectorCount)
    #expect(layout.slotByteCount == slotSectorCount * 4096)
    let ranges = Self.regions.map { layout[$0] }
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      #expect(range.upperBound <= next.lowerBound)
    }
    #expect(ranges.allSatisfy { $0.lowerBound >= 4096 })
    #expect(layout.flashByteCount > layout.secondSlot.upperBound)
  }

  @Test(arguments: regions)
  func aRegionIsItsPartOfTheChip(_ region: FlashRegion) throws {
    let view = Self.make(running: region == .slot(.first) ? .second : .first)
    let range = view.layout[region]
    let byteCount = UInt32(range.count)
    try view.write([1, 2, 3].span, to: region, at: 0)
    try view.write([4, 5].span, to: region, at: byteCount - 2)
    #expect(try Self.read(view, region, at: 0, count: 4) == [1, 2, 3, 0xFF])
    let changed = view.flash.contents.indices.filter { view.flash.contents[$0] != 0xFF }
    let start = range.lowerBound
    #expect(changed == [start, start + 1, start + 2, range.upperBound - 2, range.upperBound - 1])
    try view.erase(region, sectorAt: byteCount - 4096)
    #expect(try Self.read(view, region, at: byteCount - 2, count: 2) == [0xFF, 0xFF])
    try view.erase(region, sectorAt: 0)
    #expect(view.flash.contents.allSatisfy { $0 == 0xFF })
    #expect(view.flash.violationCount == 0)
    #expect(view.slotByteCount == 8192)
  }

  @Test(arguments: regions)
  func whatLeavesItsRegionIsRefusedAndRecorded(_ region: FlashRegion) {
    let view = Self.make(running: region == .slot(.first) ? .second : .first)
    let byteCount = UInt32(view.layout[region].count)
    for (offset, count) in [(byteCount, 1), (byteCount - 1, 2), (UInt32.max, 1)] {
      let bytes = [UInt8](repeating: 0, count: count)
      let before = view.flash.violationCount
      #expect(throws: FlashFailure.outside) { try view.write(bytes.span, to: region, at: offset) }
      #expect(throws: FlashFailure.outside) {
        try Self.read(view, region, at: offset, count: count)
      }
      #expect(
        view.flash.rules.dropFirst(before) == [
          .outsideRegion(region, byteCount: count), .outsideRegion(region, byteCount: count),
        ])
    }
    #expect(throws: FlashFailure.outside) { try view.erase(region, sectorAt: byteCount) }
    #expect(throws: FlashFailure.misaligned) { try view.erase(region, sectorAt: 256) }
    #expect(view.flash.operationCount == 0)
  }

  @Test(arguments: [Slot.first, .second])
  func aChangeOfTheImageThatRunsIsRecorded(_ slot: Slot) throws {
    let view = Self.make(running: slot)
    try view.write([0].span, to: .slot(slot), at: 5)
    try view.erase(.slot(slot), sectorAt: 4096)
    _ = try Self.read(view, .slot(slot), at: 0, count: 9)
    #expect(view.flash.rules == [.runningSlotChanged(slot), .runningSlotChanged(slot)])
    let start = view.layout[.slot(slot)].lowerBound
    #expect(view.flash.violations.map(\.offset) == [start + 5, start + 4096])
  }

  @Test func bootableIsAWholeImageForThisBoard() throws {
    let layout = FlashLayout.compact(slotSectorCount: 1)
    let flash = NORFlash(byteCount: layout.flashByteCount)
    let images = ImageLibrary()
    let view = SimulatedUpdateFlash(
      flash: flash, layout: layout, runningSlot: .first, images: images)
    let image: [UInt8] = [9, 8, 7]
    flash.preload(image, at: layout.secondSlot.lowerBound)
    #expect(try !view.isBootable(.second, byteCount: 3))
    images.add(image, version: "2.0.0")
    #expect(try view.isBootable(.second, byteCount: 3))
    #expect(try !view.isBootable(.first, byteCount: 3))
    for byteCount in [UInt32(0), 2, 4, 4097, .max] {
      #expect(try !view.isBootable(.second, byteCount: byteCount))
    }
    images.add(image, version: "2.0.0", board: "other")
    #expect(try !view.isBootable(.second, byteCount: 3))
    flash.cutPower()
    #expect(throws: FlashFailure.powerLost) { try view.isBootable(.second, byteCount: 3) }
  }

  @Test func withoutPowerNothingIsAskedOrRecorded() {
    let view = Self.make()
    view.flash.cutPower()
    #expect(throws: FlashFailure.powerLost) { try view.write([0].span, to: .otadata, at: 9999) }
    #expect(throws: FlashFailure.powerLost) { try view.erase(.slot(.first), sectorAt: 0) }
    #expect(throws: FlashFailure.powerLost) { try Self.read(view, .journal, at: 0, count: 1) }
    #expect(view.flash.violationCount == 0)
  }
}

import Firmware

@testable import HostSim

/// A flash with two images, and a bootloader over it.
struct BootRig {
  typealias Entry = SimulatedBootloader.Entry

  let layout = FlashLayout.compact(slotSectorCount: 1)
  let flash: NORFlash
  let images = ImageLibrary()
  let bootloader: SimulatedBootloader

  /// - Parameter verifies: whether the image in slot 0 and in slot 1 does.
  init(_ entries: [Entry?] = [nil, nil], verifies: [Bool] = [true, true], seed: UInt64 = 1) {
    flash = NORFlash(byteCount: layout.flashByteCount, seed: seed)
    flash.recordsOperations = true
    bootloader = SimulatedBootloader(flash: flash, layout: layout, images: images)
    for slot in [Slot.first, .second] {
      let image: [UInt8] = [0xE9, slot.rawValue, 3, 4, 5]
      images.add(image, version: "\(slot.rawValue + 1).0.0")
      let isWhole = verifies[Int(slot.rawValue)]
      flash.preload(isWhole ? image : [0xE9, 0], at: layout[.slot(slot)].lowerBound)
    }
    for (index, entry) in entries.enumerated() {
      if let entry { put(entry, at: index) }
    }
  }

  /// Puts an entry into otadata, or erases the one there.
  func put(_ entry: Entry?, at index: Int) {
    flash.preload(entry?.bytes ?? [UInt8](repeating: 0xFF, count: 32), at: offset(index))
  }

  func offset(_ index: Int) -> Int { layout.otadata.lowerBound + index * 4096 }

  var entries: [Entry] {
    get throws { [try bootloader.readEntry(0), try bootloader.readEntry(1)] }
  }

  /// The operations that write the entries with these indices.
  func rewriting(_ indices: [Int]) -> [FlashOperation] {
    indices.flatMap { index in
      [.erase(sectorAt: offset(index)), .program(offset(index)..<offset(index) + 32)]
    }
  }

  /// Boots as often as the power is cut, which may be never.
  func bootToTheEnd() throws -> BootOutcome? {
    for _ in 0..<4 {
      do throws(FlashFailure) {
        return try bootloader.boot()
      } catch {
        flash.powerUp()
      }
    }
    throw FlashFailure.powerLost
  }
}

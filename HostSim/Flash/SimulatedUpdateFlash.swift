import Firmware

/// The firmware's view of a simulated flash chip: its regions, while the image of one slot runs.
///
/// Offsets outside their region and changes of the slot that runs are recorded as violations of the
/// chip; the former are refused, the latter carried out, as a board does.
public struct SimulatedUpdateFlash: UpdateFlash {
  public let flash: NORFlash
  public let layout: FlashLayout
  public let runningSlot: Slot
  private let isBootable: (Slot, Int) -> Bool

  /// - Parameters:
  ///   - flash: of `layout.flashByteCount` bytes.
  ///   - isBootable: whether the bootloader would start so many bytes in that slot.
  public init(
    flash: NORFlash, layout: FlashLayout, runningSlot: Slot,
    isBootable: @escaping (Slot, Int) -> Bool
  ) {
    precondition(flash.contents.count == layout.flashByteCount)
    self.flash = flash
    self.layout = layout
    self.runningSlot = runningSlot
    self.isBootable = isBootable
  }

  /// Bootable is what `images` knows as an image for `board`.
  public init(
    flash: NORFlash, layout: FlashLayout, runningSlot: Slot, images: ImageLibrary,
    board: String = ImageLibrary.hostBoard
  ) {
    self.init(flash: flash, layout: layout, runningSlot: runningSlot) { slot, byteCount in
      let region = layout[.slot(slot)]
      guard byteCount > 0, byteCount <= region.count else { return false }
      let image = flash.contents[region.lowerBound..<region.lowerBound + byteCount]
      return images.image(of: image)?.board == board
    }
  }

  public var slotByteCount: UInt32 { UInt32(layout.slotByteCount) }

  public func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(FlashFailure) {
    try flash.read(at: place(region, offset, byteCount: bytes.count), into: &bytes)
  }

  public func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(FlashFailure) {
    let place = try place(region, offset, byteCount: bytes.count)
    recordChange(of: region, at: place)
    try flash.write(bytes, at: place)
  }

  public func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(FlashFailure) {
    let place = try place(region, offset, byteCount: 1)
    recordChange(of: region, at: place)
    try flash.erase(sectorAt: place)
  }

  public func isBootable(_ slot: Slot, byteCount: UInt32) throws(FlashFailure) -> Bool {
    guard flash.isPowered else { throw .powerLost }
    return isBootable(slot, Int(byteCount))
  }

  /// Where in the chip `byteCount` bytes of `region` lie.
  private func place(
    _ region: FlashRegion, _ offset: UInt32, byteCount: Int
  ) throws(FlashFailure) -> Int {
    guard flash.isPowered else { throw .powerLost }
    let range = layout[region]
    let place = range.lowerBound + Int(offset)
    guard place + byteCount <= range.upperBound else {
      flash.record(.outsideRegion(region, byteCount: byteCount), at: place)
      throw .outside
    }
    return place
  }

  private func recordChange(of region: FlashRegion, at place: Int) {
    guard region == .slot(runningSlot) else { return }
    flash.record(.runningSlotChanged(runningSlot), at: place)
  }
}

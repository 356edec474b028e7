import Firmware

/// The second-stage bootloader of ESP-IDF 5.5, as far as it chooses a slot: built with
/// CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE, for a table of two slots without a factory image, and
/// without anti-rollback fuses.
///
/// Its own writes to otadata are operations of the flash at which the power may be cut.
///
/// Source: ESP-IDF, components/bootloader_support: bootloader_utility.c
/// (`bootloader_utility_get_selected_boot_partition`, `bootloader_utility_load_boot_image`,
/// `set_actual_ota_seq`) and bootloader_common_loader.c (`bootloader_common_ota_select_valid`,
/// `bootloader_common_select_otadata`).
public struct SimulatedBootloader {
  public let flash: NORFlash
  public let layout: FlashLayout
  public let images: ImageLibrary
  public let board: String

  public init(
    flash: NORFlash, layout: FlashLayout, images: ImageLibrary,
    board: String = ImageLibrary.hostBoard
  ) {
    precondition(flash.contents.count == layout.flashByteCount)
    self.flash = flash
    self.layout = layout
    self.images = images
    self.board = board
  }

  /// The image for this board with which `slot` begins.
  public func image(in slot: Slot) -> ImageLibrary.Image? {
    let image = images.image(atStartOf: flash.contents[layout[.slot(slot)]])
    return image?.board == board ? image : nil
  }

  /// Chooses a slot by otadata, brings otadata up to date, and starts the first image that verifies.
  ///
  /// - Returns: nil if neither slot is bootable.
  /// - Throws: `.powerLost` where the power was or is cut.
  public func boot() throws(FlashFailure) -> BootOutcome? {
    var entries = try [readEntry(0), readEntry(1)]
    try abortUnconfirmed(&entries)
    let active = Self.active(entries)
    let areUnusable = entries.allSatisfy(\.isInvalid)
    if let active, entries[active].state == .new {
      entries[active].state = .pendingVerify
      try write(entries[active], at: active)
    }
    // With a choice, that slot and then the other; without one, the slots in their order.
    let first = active.map { entries[$0].slot } ?? .first
    let found = load(first) ?? load(first.other)
    guard let found else { return nil }
    if areUnusable, !entries.contains(where: \.isIntact) {
      entries[0] = Entry(sequence: UInt32(found.slot.rawValue) + 1, state: .valid)
      try write(entries[0], at: 0)
    }
    return BootOutcome(
      slot: found.slot, state: Self.state(of: found.slot, entries, active: active),
      fellBack: found.slot != first, image: found.image)
  }

  private func load(_ slot: Slot) -> (slot: Slot, image: ImageLibrary.Image)? {
    image(in: slot).map { (slot, $0) }
  }

  /// An image that was started once and did not confirm itself is not started again.
  private func abortUnconfirmed(_ entries: inout [Entry]) throws(FlashFailure) {
    for index in entries.indices where entries[index].state == .pendingVerify {
      entries[index].state = .aborted
      try write(entries[index], at: index)
    }
  }

  /// The entry that counts: the valid one with the greater sequence number, the first of equals.
  private static func active(_ entries: [Entry]) -> Int? {
    let valid = entries.indices.filter { entries[$0].isValid }
    guard valid.count == 2 else { return valid.first }
    return entries[1].sequence > entries[0].sequence ? 1 : 0
  }

  private static func state(of slot: Slot, _ entries: [Entry], active: Int?) -> EntryState? {
    let naming = entries.indices.filter { entries[$0].isIntact && entries[$0].slot == slot }
    if let active, naming.contains(active) { return entries[active].state }
    return naming.first.map { entries[$0].state }
  }
}

extension SimulatedBootloader {
  /// The entry at the start of sector 0 or 1 of otadata.
  public func readEntry(_ index: Int) throws(FlashFailure) -> Entry {
    guard flash.isPowered else { throw .powerLost }
    let offset = layout.otadata.lowerBound + index * NORFlash.sectorByteCount
    return Entry(flash.contents[offset..<offset + Entry.byteCount])
  }

  private func write(_ entry: Entry, at index: Int) throws(FlashFailure) {
    let offset = layout.otadata.lowerBound + index * NORFlash.sectorByteCount
    try flash.erase(sectorAt: offset)
    try flash.write(entry.bytes.span, at: offset)
  }
}

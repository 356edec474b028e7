/// Which slot is started: the two entries of otadata, of which the newer one decides.
///
/// An entry stands at the start of a sector of its own, so that one of them is whole whenever power
/// fails. Where the device has nothing to try out, both name the running slot: no single damage
/// can make the bootloader start the other one.
///
/// Source: ESP-IDF 5.5, `esp_ota_select_entry_t` in `esp_flash_partitions.h`, and its second-stage
/// bootloader with `CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE`.
struct OTAData {
  private var entries = [2 of OTAEntry](repeating: OTAEntry())

  init<Flash: UpdateFlash & ~Copyable>(readingFrom flash: inout Flash) throws(Flash.Failure) {
    for index in 0..<2 {
      var bytes = [32 of UInt8](repeating: 0)
      var span = bytes.mutableSpan
      try flash.read(.otadata, at: Self.offset(of: index), into: &span)
      entries[index] = OTAEntry(parsing: bytes)
    }
  }

  /// The entry that decides; nil where none can.
  private var active: Int? {
    let isSecondNewer = entries[1].sequence > entries[0].sequence
    if entries[1].canDecide && (!entries[0].canDecide || isSecondNewer) { return 1 }
    return entries[0].canDecide ? 0 : nil
  }

  /// Which slot the bootloader starts; the other one only if the image there does not verify.
  var choice: Slot { active.map { entries[$0].slot } ?? .first }

  /// Whether the image in `slot` was started to be tried out, and goes back at the next start
  /// unless it is confirmed.
  func isTrial(of slot: Slot) -> Bool {
    guard let active else { return false }
    return entries[active].slot == slot && entries[active].state.isTrial
  }

  /// Whether an entry says that the image in `slot` was tried out in vain.
  func hasGivenUp(_ slot: Slot) -> Bool {
    for index in 0..<2 where entries[index].isIntact && entries[index].slot == slot {
      if entries[index].state == .aborted || entries[index].state == .invalid { return true }
    }
    return false
  }

  /// Has the bootloader start the image in `slot`: as a new one to try it out, or as a valid one.
  /// The entry that decides now stays as it is.
  mutating func select<Flash: UpdateFlash & ~Copyable>(
    _ slot: Slot, as state: OTAState, in flash: inout Flash
  ) throws(Flash.Failure) {
    let index = active.map { 1 &- $0 } ?? 0
    try write(OTAEntry(sequence: nextSequence(for: slot), state: state), at: index, to: &flash)
  }

  /// Makes the image in `slot`, which runs, the one that is started from now on.
  ///
  /// A trial is confirmed first, then the other entry is made to say the same. Entries that say so
  /// already are not written.
  mutating func settle<Flash: UpdateFlash & ~Copyable>(
    on slot: Slot, in flash: inout Flash
  ) throws(Flash.Failure) {
    let last = active ?? 1
    if isTrial(of: slot) {
      try write(
        OTAEntry(sequence: entries[last].sequence, state: .valid), at: last, to: &flash)
    }
    try restate(slot, at: 1 &- last, to: &flash)
    try restate(slot, at: last, to: &flash)
  }

  /// Makes the entry say that `slot` is to be started, unless it does.
  private mutating func restate<Flash: UpdateFlash & ~Copyable>(
    _ slot: Slot, at index: Int, to flash: inout Flash
  ) throws(Flash.Failure) {
    let entry = entries[index]
    let isRight = entry.isIntact && entry.state == .valid && entry.slot == slot
    if isRight && entry.sequence < Self.sequenceLimit { return }
    try write(OTAEntry(sequence: nextSequence(for: slot), state: .valid), at: index, to: &flash)
  }

  /// Beyond it an entry is from somebody else, and none could follow; both are numbered anew.
  private static var sequenceLimit: UInt32 { 0xFFFF_FF00 }

  private func nextSequence(for slot: Slot) -> UInt32 {
    var top: UInt32 = 0
    for index in 0..<2 where entries[index].isIntact {
      let sequence = entries[index].sequence
      if sequence < Self.sequenceLimit { top = max(top, sequence) }
    }
    let next = top &+ 1
    return OTAEntry(sequence: next, state: .new).slot == slot ? next : next &+ 1
  }

  private mutating func write<Flash: UpdateFlash & ~Copyable>(
    _ entry: OTAEntry, at index: Int, to flash: inout Flash
  ) throws(Flash.Failure) {
    let offset = Self.offset(of: index)
    try flash.erase(.otadata, sectorAt: offset)
    let bytes = entry.bytes
    try flash.write(bytes.span, to: .otadata, at: offset)
    entries[index] = entry
  }

  private static func offset(of index: Int) -> UInt32 {
    index == 0 ? 0 : Limits.flashSectorByteCount
  }
}

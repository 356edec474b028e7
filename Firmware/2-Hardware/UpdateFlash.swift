/// The flash of a board, as far as updates touch it.
///
/// NOR flash: a write only clears bits, an erase sets all bits of a sector of 4,096 bytes. Power may
/// fail in the middle of either and leave any mixture behind. Calls come with offsets that lie
/// inside their region.
public protocol UpdateFlash: ~Copyable {
  associatedtype Failure: HardwareFailure

  /// Bytes of each of the two slots, a multiple of 4,096.
  var slotByteCount: UInt32 { get }

  /// Where the image that runs was started from.
  var runningSlot: Slot { get }

  /// Fills `bytes` with what stands from `offset` on.
  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(Failure)

  /// Clears those bits from `offset` on that are clear in `bytes`.
  mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Failure)

  /// Sets all bits of the sector that begins at `offset`.
  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Failure)

  /// Whether the bootloader would start the image of `byteCount` bytes in `slot`: the board's own
  /// format, made for this chip. Asked once the image's hash is right.
  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Failure) -> Bool
}

/// The parts of the flash.
public enum FlashRegion: Equatable, Sendable {
  /// Which slot is started: two sectors, in the format of the ESP-IDF bootloader.
  case otadata
  /// What the updater must remember: two sectors.
  case journal
  case slot(Slot)
}

/// The two places of an image, in the order of the partition table.
public enum Slot: UInt8, Sendable {
  case first = 0
  case second = 1

  public var other: Slot { self == .first ? .second : .first }
}

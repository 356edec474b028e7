import CPort
import Firmware

/// The flash as updates touch it, by the port.
public struct PortFlash: UpdateFlash {
  public let slotByteCount: UInt32
  public let runningSlot: Slot

  /// The largest slot that is believed, 256 MiB.
  private static var slotByteLimit: UInt32 { 1 << 28 }
  private static var sectorByteCount: UInt32 { 4_096 }

  /// Asks for the slots. Where what is said of them cannot be, they have no byte: nothing is ever
  /// installed.
  public init() {
    let byteCount = sleeve_flash_slot_bytes()
    if byteCount == 0 {
      slotByteCount = 0
      runningSlot = .first
      return
    }
    do throws(PortFailure) {
      let isSecond = try PortFailure.flag(
        "sleeve_flash_running_slot", sleeve_flash_running_slot())
      if byteCount > Self.slotByteLimit || byteCount % Self.sectorByteCount != 0 {
        PortLog.nonsense("sleeve_flash_slot_bytes", Int32(truncatingIfNeeded: byteCount))
        throw .nonsense
      }
      slotByteCount = byteCount
      runningSlot = isSecond ? .second : .first
    } catch {
      PortLog.failure("sleeve_flash_running_slot", error)
      slotByteCount = 0
      runningSlot = .first
    }
  }

  /// Whether the board can update itself.
  var canUpdate: Bool { slotByteCount > 0 }

  public mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(PortFailure) {
    let answer = unsafe bytes.withPortBytes {
      unsafe sleeve_flash_read(region.number, offset, $0, $1)
    }
    try PortFailure.check("sleeve_flash_read", answer)
  }

  public mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(PortFailure) {
    let answer = unsafe bytes.withPortBytes {
      unsafe sleeve_flash_write(region.number, offset, $0, $1)
    }
    try PortFailure.check("sleeve_flash_write", answer)
  }

  public mutating func erase(
    _ region: FlashRegion, sectorAt offset: UInt32
  ) throws(PortFailure) {
    try PortFailure.check("sleeve_flash_erase", sleeve_flash_erase(region.number, offset))
  }

  public mutating func isBootable(
    _ slot: Slot, byteCount: UInt32
  ) throws(PortFailure) -> Bool {
    try PortFailure.flag(
      "sleeve_flash_bootable", sleeve_flash_bootable(UInt32(slot.rawValue), byteCount))
  }
}

extension FlashRegion {
  fileprivate var number: UInt32 {
    switch self {
    case .otadata: UInt32(SLEEVE_FLASH_OTADATA)
    case .journal: UInt32(SLEEVE_FLASH_JOURNAL)
    case .slot(.first): UInt32(SLEEVE_FLASH_SLOT_0)
    case .slot(.second): UInt32(SLEEVE_FLASH_SLOT_1)
    }
  }
}

import Firmware

/// A flash whose driver refuses now and then, around one that does not.
struct FaultyFlash<Inner: UpdateFlash>: UpdateFlash {
  enum Failure: HardwareFailure {
    /// The flash's own.
    case flash(code: Int32)
    /// The fault's.
    case refused

    /// ESP_ERR_TIMEOUT: the chip stays busy.
    var code: Int32 {
      switch self {
      case .flash(let code): code
      case .refused: 0x107
      }
    }
  }

  var inner: Inner
  let plan: FaultPlan
  let traffic: SoakTraffic
  var random: SeededGenerator

  var slotByteCount: UInt32 { inner.slotByteCount }
  var runningSlot: Slot { inner.runningSlot }

  /// Of the calls that come while the fault is there, one in eight fails, before it does anything.
  private mutating func refuse() throws(Failure) {
    guard plan.active(.flash, at: traffic.milliseconds)?.kind == .failingCalls else { return }
    if Int.random(in: 0..<8, using: &random) == 0 { throw .refused }
  }

  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(Failure) {
    try refuse()
    do throws(Inner.Failure) {
      try inner.read(region, at: offset, into: &bytes)
    } catch {
      throw .flash(code: error.code)
    }
  }

  mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Failure) {
    try refuse()
    do throws(Inner.Failure) {
      try inner.write(bytes, to: region, at: offset)
    } catch {
      throw .flash(code: error.code)
    }
  }

  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Failure) {
    try refuse()
    do throws(Inner.Failure) {
      try inner.erase(region, sectorAt: offset)
    } catch {
      throw .flash(code: error.code)
    }
  }

  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Failure) -> Bool {
    try refuse()
    do throws(Inner.Failure) {
      return try inner.isBootable(slot, byteCount: byteCount)
    } catch {
      throw .flash(code: error.code)
    }
  }
}

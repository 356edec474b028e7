@testable import Firmware
@testable import HostSim

/// A flash that refuses some calls, and does nothing of what it was asked for then.
struct RigFlash: UpdateFlash {
  let rig: UpdateRig
  let flash: SimulatedUpdateFlash

  var slotByteCount: UInt32 { flash.slotByteCount }
  var runningSlot: Slot { flash.runningSlot }

  func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(FlashFailure) {
    try countRead()
    try flash.read(region, at: offset, into: &bytes)
  }

  func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(FlashFailure) {
    try countCall(region)
    try flash.write(bytes, to: region, at: offset)
  }

  func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(FlashFailure) {
    try countCall(region)
    try flash.erase(region, sectorAt: offset)
  }

  func isBootable(_ slot: Slot, byteCount: UInt32) throws(FlashFailure) -> Bool {
    try countRead()
    return try flash.isBootable(slot, byteCount: byteCount)
  }

  private func countCall(_ region: FlashRegion) throws(FlashFailure) {
    rig.flashCalls += 1
    if rig.flashCalls == rig.refusedCall || region == rig.refusedRegion { throw .outside }
  }

  private func countRead() throws(FlashFailure) {
    rig.flashReads += 1
    if rig.refusedReads.contains(rig.flashReads) { throw .misaligned }
  }
}

import Firmware

/// Tells how much memory the core's own state takes: the values that a board keeps for it, without
/// what the board itself puts in them.
enum CoreState {
  static func report() {
    Console.write("state ")
    let device = MemoryLayout<Device<NoBus, NoClient, NoTime>>.size
    let updater = MemoryLayout<Updater<NoClient, NoFlash, NoKeys, SHA256>>.size
    let supervisor = MemoryLayout<Supervisor<ScriptInterface>>.size
    Console.write(UInt32(truncatingIfNeeded: device + updater + supervisor))
    Console.write("\n")
  }
}

/// A bus that holds nothing, so that a value with it measures what the core needs.
struct NoBus: DisplayBus {
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {}
  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) {}
  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin { .absent }
  mutating func setBacklight(percent: UInt8) throws(Never) {}
}

private struct NoClient: HTTPClient {
  mutating func open(_ request: HTTPRequest) {}
  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent { .pending }
  mutating func cancel() {}
}

private struct NoFlash: UpdateFlash {
  var slotByteCount: UInt32 { 0 }
  var runningSlot: Slot { .first }
  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(Never) {}
  mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Never) {}
  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Never) {}
  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Never) -> Bool { false }
}

private struct NoTime: TimeSource {
  mutating func unixMilliseconds() -> UInt64? { nil }
}

import CPort
import Firmware

// What stands for a board in the images that are measured and not run: each function calls the port and
// nothing else, out of line, so that what is linked of the core is the core's alone.

struct MeasuredBus: DisplayBus {
  @inline(never)
  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Never) {
    unsafe parameters.withAddress { unsafe _ = sleeve_panel_command(UInt32(opcode), $0, $1) }
  }

  @inline(never)
  mutating func pixels(_ bytes: Span<UInt8>) throws(Never) {
    unsafe bytes.withAddress { unsafe _ = sleeve_panel_pixels($0, $1) }
  }

  @inline(never)
  mutating func setReset(_ level: PinLevel) throws(Never) -> ResetPin {
    sleeve_panel_reset(level == .low ? 0 : 1) == 1 ? .driven : .absent
  }

  @inline(never)
  mutating func setBacklight(percent: UInt8) throws(Never) {
    _ = sleeve_panel_backlight(UInt32(percent))
  }
}

struct MeasuredClient: HTTPClient {
  @inline(never)
  mutating func open(_ request: HTTPRequest) {
    // No table of values: one would bring all constants of the image.
    sleeve_http_cancel(UInt32(request.imageURL.count))
  }

  @inline(never)
  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    let status = sleeve_http_status(0)
    switch status {
    case 0: return .pending
    case 1: return .end
    case 2...9: return .failed(status == 2 ? .noNetwork : .broken)
    case 10...99: return .body(count: Int(status))
    default: return .head(HTTPHead(status: UInt16(truncatingIfNeeded: status)))
    }
  }

  @inline(never)
  mutating func cancel() { sleeve_http_cancel(0) }
}

struct MeasuredTime: TimeSource {
  @inline(never)
  mutating func unixMilliseconds() -> UInt64? { sleeve_unix_ms() }
}

struct MeasuredNetwork: NetworkInterface {
  @inline(never)
  mutating func state() -> NetworkState { sleeve_network_state() == 0 ? .up : .down(.outOfReach) }
  @inline(never)
  mutating func start() throws(Never) { _ = sleeve_network_start() }
  @inline(never)
  mutating func restartRadio() throws(Never) { _ = sleeve_network_restart_radio() }
  @inline(never)
  mutating func rejoin() throws(Never) { _ = sleeve_network_rejoin() }
  @inline(never)
  mutating func lookAround() { sleeve_network_look_around() }
}

struct MeasuredFlash: UpdateFlash {
  var slotByteCount: UInt32 { sleeve_flash_slot_bytes() }
  var runningSlot: Slot { sleeve_flash_running_slot() == 0 ? .first : .second }

  @inline(never)
  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(Never) {
    unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe _ = sleeve_flash_read(0, offset, $0.baseAddress!, UInt32($0.count))
    }
  }

  @inline(never)
  mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(Never) { unsafe bytes.withAddress { unsafe _ = sleeve_flash_write(0, offset, $0, $1) } }

  @inline(never)
  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(Never) {
    _ = sleeve_flash_erase(0, offset)
  }

  @inline(never)
  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(Never) -> Bool {
    sleeve_flash_bootable(0, byteCount) == 1
  }
}

extension Span<UInt8> {
  @unsafe fileprivate func withAddress(_ body: (UnsafePointer<UInt8>, UInt32) -> Void) {
    unsafe withUnsafeBufferPointer {
      unsafe body($0.baseAddress!, UInt32(truncatingIfNeeded: $0.count))
    }
  }
}

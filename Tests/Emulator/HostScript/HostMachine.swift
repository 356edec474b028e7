import CScript
import Firmware
import Foundation
import HostSim

/// What the script finds on this machine: the simulated panel, and the documents from their files.
final class HostMachine {
  /// Transfers take no time: that of the script stands still meanwhile.
  let desk = SimulatedDesk(timing: .none)
  let files: ScriptFiles
  let version: UnsafePointer<CChar>

  init(files: ScriptFiles, version: String) {
    self.files = files
    self.version = UnsafePointer(strdup(version)!)
  }

  /// The checksum of what the glass shows: see `panel.c`.
  func checksum() -> UInt32 {
    let model = desk.model
    var sum = CRC32()
    for isSet in [model.isAsleep, model.isOn, model.isInverted, model.isBGR] {
      sum.add(isSet ? 1 : 0)
    }
    sum.add(model.backlightPercent)
    let glass = desk.glass
    for row in glass.row..<glass.row + glass.height {
      for column in glass.column..<glass.column + glass.width {
        let pixel = model.memory[column: column, row: row]
        sum.add(UInt8(pixel >> 8))
        sum.add(UInt8(truncatingIfNeeded: pixel))
      }
    }
    return sum.value
  }
}

nonisolated(unsafe) var machine: HostMachine!

// MARK: `script.h`

@c(script_document)
func document(_ index: UInt32) -> script_bytes { machine.files.documents[Int(index)] }
@c(script_fallback)
func fallback() -> script_bytes { machine.files.fallback }
@c(script_version)
func version() -> UnsafePointer<CChar> { machine.version }
@c(script_put)
func put(_ byte: UInt8) { putchar(Int32(byte)) }
@c(script_wait)
func wait(_ now: UInt32) { machine.desk.wait(until: Instant(milliseconds: now)) }
@c(script_checksum)
func checksum() -> UInt32 { machine.checksum() }
@c(script_complaint)
func complaint() -> UnsafePointer<CChar>? {
  machine.desk.complaint.map { UnsafePointer(strdup($0)!) }
}

// MARK: The panel's functions of `sleeve_port.h`

@c(sleeve_panel_command)
func panelCommand(_ opcode: UInt32, _ bytes: UnsafePointer<UInt8>, _ count: UInt32) -> Int32 {
  let parameters = UnsafeBufferPointer(start: bytes, count: Int(count))
  return attempt { try machine.desk.bus.command(UInt8(opcode), parameters.span) }
}
@c(sleeve_panel_pixels)
func panelPixels(_ bytes: UnsafePointer<UInt8>, _ count: UInt32) -> Int32 {
  let pixels = UnsafeBufferPointer(start: bytes, count: Int(count))
  return attempt { try machine.desk.bus.pixels(pixels.span) }
}
@c(sleeve_panel_reset)
func panelReset(_ level: UInt32) -> Int32 {
  attempt { _ = try machine.desk.bus.setReset(level == 0 ? .low : .high) } == 0 ? 1 : -1
}
@c(sleeve_panel_backlight)
func panelBacklight(_ percent: UInt32) -> Int32 {
  attempt { try machine.desk.bus.setBacklight(percent: UInt8(percent)) }
}

private func attempt(_ body: () throws -> Void) -> Int32 {
  do {
    try body()
    return 0
  } catch {
    return -1
  }
}

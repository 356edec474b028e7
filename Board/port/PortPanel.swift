import CPort
import Firmware

/// The panel's wires, by the port.
public struct PortPanel: DisplayBus {
  public init() {}

  @inline(never)
  public mutating func command(
    _ opcode: UInt8, _ parameters: Span<UInt8>
  ) throws(PortFailure) {
    let answer = unsafe parameters.withPortBytes {
      unsafe sleeve_panel_command(UInt32(opcode), $0, $1)
    }
    try PortFailure.check("sleeve_panel_command", answer)
  }

  @inline(never)
  public mutating func pixels(_ bytes: Span<UInt8>) throws(PortFailure) {
    let answer = unsafe bytes.withPortBytes { unsafe sleeve_panel_pixels($0, $1) }
    try PortFailure.check("sleeve_panel_pixels", answer)
  }

  public mutating func setReset(_ level: PinLevel) throws(PortFailure) -> ResetPin {
    let answer = sleeve_panel_reset(level == .low ? 0 : 1)
    return try PortFailure.flag("sleeve_panel_reset", answer) ? .driven : .absent
  }

  public mutating func setBacklight(percent: UInt8) throws(PortFailure) {
    try PortFailure.check("sleeve_panel_backlight", sleeve_panel_backlight(UInt32(percent)))
  }
}

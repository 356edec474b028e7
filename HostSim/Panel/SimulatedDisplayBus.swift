import Firmware

/// The firmware's end of the wires to a simulated panel.
///
/// Each transfer takes virtual time for its bits (see ``SerialTiming``) and has happened when the
/// call returns. A command and its parameters are two transfers. A transfer fails only where
/// ``PanelWiring/failNext(afterTransfers:)`` asked for it, and then nothing of it reaches the panel.
public struct SimulatedDisplayBus: DisplayBus {
  public let wiring: PanelWiring

  public init(wiring: PanelWiring) { self.wiring = wiring }

  public func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(SimulatedBusFailure) {
    try wiring.command(opcode)
    if !parameters.isEmpty { try wiring.data(copy(parameters)) }
  }

  public func pixels(_ bytes: Span<UInt8>) throws(SimulatedBusFailure) {
    try wiring.pixels(copy(bytes))
  }

  public func setReset(_ level: PinLevel) throws(SimulatedBusFailure) -> ResetPin {
    wiring.reset(level)
  }

  public func setBacklight(percent: UInt8) throws(SimulatedBusFailure) {
    wiring.backlight(percent: percent)
  }

  private func copy(_ span: Span<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: span.count) { target, count in
      span.withUnsafeBufferPointer { source in _ = target.initialize(fromContentsOf: source) }
      count = span.count
    }
  }
}

import Firmware

/// The wires to the panel, which lose or repeat a byte now and then, around those that do not. Nobody
/// notices: nothing can be read back.
struct FaultyBus<Inner: DisplayBus>: DisplayBus {
  var inner: Inner
  let wires: SoakWires

  mutating func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(Inner.Failure) {
    try inner.command(opcode, parameters)
  }

  mutating func pixels(_ bytes: Span<UInt8>) throws(Inner.Failure) {
    guard let fault = wires.takeFault() else { return try inner.pixels(bytes) }
    // The rest of the transfer is shifted; the panel still gets as many bytes as its window holds.
    let shift = min(bytes.count, 1 + Int(fault.value % 5))
    let kept = bytes.withUnsafeBufferPointer { Array($0) }.dropLast(shift)
    let spoiled =
      fault.kind == .lostBytes
      ? Array(kept.dropFirst(shift)) + Array(repeating: 0, count: bytes.count - kept.count)
        + Array(kept.prefix(shift))
      : Array(kept.prefix(shift)) + kept
    try inner.pixels(spoiled.span)
  }

  mutating func setReset(_ level: PinLevel) throws(Inner.Failure) -> ResetPin {
    try inner.setReset(level)
  }

  mutating func setBacklight(percent: UInt8) throws(Inner.Failure) {
    try inner.setBacklight(percent: percent)
  }
}

/// What is wrong with the wires of a soak, and since when.
final class SoakWires {
  private let desk: SimulatedDesk
  private let startMs: UInt64
  private var pending: Fault?
  /// When what the glass shows was spoiled last without a sign to the device; nil since its start.
  private(set) var spoiledMs: UInt64?

  init(desk: SimulatedDesk, startMs: UInt64) {
    self.desk = desk
    self.startMs = startMs
  }

  /// The device starts anew, and draws all of the glass.
  func restart() { (pending, spoiledMs) = (nil, nil) }

  func begin(_ fault: Fault) {
    if fault.kind == .panelReset {
      desk.model.discharge(seed: fault.value)
      note()
    } else {
      pending = fault
    }
  }

  /// The fault that the next pixels meet.
  func takeFault() -> Fault? {
    guard let fault = pending else { return nil }
    pending = nil
    note()
    return fault
  }

  private func note() { spoiledMs = desk.clock.nanoseconds / 1_000_000 - startMs }
}

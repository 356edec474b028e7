import Firmware

/// A panel on a desk: controller, glass and the wires to them, on one virtual clock.
public final class SimulatedDesk {
  public let clock = VirtualClock()
  public let model: ST7789Model
  public let glass: SimulatedGlass
  public let wiring: PanelWiring

  public init(
    glass: SimulatedGlass = .size240x280, seed: UInt64 = 1, timing: SerialTiming = SerialTiming(),
    resetPin: ResetPin = .driven
  ) {
    model = ST7789Model(clock: clock, seed: seed)
    self.glass = glass
    wiring = PanelWiring(model: model, timing: timing, resetPin: resetPin)
  }

  public var bus: SimulatedDisplayBus { SimulatedDisplayBus(wiring: wiring) }

  public var now: Instant { clock.now }

  /// Lets time pass until `deadline`, unless it has come already.
  public func wait(until deadline: Instant) { clock.wait(until: deadline) }

  /// What a person in front of it sees.
  public var picture: Picture { glass.picture(of: model) }

  /// What the controller's datasheet forbids and the firmware did, the first of it.
  public var complaint: String? {
    guard let first = model.violations.first else { return nil }
    return "\(model.violationCount) violations of the panel's protocol, first: \(first.text)"
  }
}

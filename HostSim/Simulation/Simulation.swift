import Firmware

/// The firmware on a desk, in virtual time.
final class Simulation {
  let desk: SimulatedDesk
  private let gateway: SimulatedGateway

  init(program: GatewayProgram, seed: UInt64, logs: BusLogs) {
    desk = SimulatedDesk(seed: seed)
    logs.attach(to: desk.wiring)
    gateway = SimulatedGateway(clock: desk.clock, seed: seed, answer: program.answer)
  }

  /// Runs for `durationMs` and adds a picture at each change of screen and at the end.
  func run(durationMs: Int, _ timeline: Timeline) throws(CommandFailure) {
    var device = Device(
      bus: desk.bus, client: SimulatedClient(gateway: gateway), version: Version("0.0.0"),
      fallback: FallbackFont.load(FallbackFont.shippedFile))
    var shown: ScreenKind?
    try onBus { () throws(PanelError<SimulatedBusFailure>) in try device.start(now: desk.now) }
    while milliseconds < durationMs {
      var next = desk.now
      try onBus { () throws(PanelError<SimulatedBusFailure>) in
        next = try device.step(now: desk.now)
      }
      if let screen = device.screenKind, screen != shown {
        shown = screen
        try timeline.add("\(screen)", desk.picture, at: milliseconds)
      }
      desk.wait(until: next)
    }
    try timeline.add("end", desk.picture, at: milliseconds)
  }

  private func onBus(
    _ body: () throws(PanelError<SimulatedBusFailure>) -> Void
  ) throws(CommandFailure) {
    do throws(PanelError<SimulatedBusFailure>) {
      try body()
    } catch {
      throw .failed("the display failed at \(milliseconds) ms: \(error)")
    }
  }

  private var milliseconds: UInt64 { desk.clock.nanoseconds / 1_000_000 }
}

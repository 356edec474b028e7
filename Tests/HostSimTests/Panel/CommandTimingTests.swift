import Testing

@testable import HostSim

/// Every waiting time of the controller: one nanosecond short is a violation, the time itself not.
struct CommandTimingTests {
  enum Start: CaseIterable {
    case resetAsleep, resetAwake, softwareReset, softwareResetAwake, sleepOut, sleepIn
    case sleepOutAwake, sleepInAsleep
  }
  struct Case: Sendable, CustomStringConvertible {
    let start: Start
    let opcode: UInt8
    let wait: UInt64
    var description: String { "\(start), then \(String(opcode, radix: 16))h after \(wait) ns" }
  }

  static let cases: [Case] = [
    Case(start: .resetAsleep, opcode: 0x00, wait: 5_000_000),
    Case(start: .resetAsleep, opcode: 0x11, wait: 120_000_000),
    Case(start: .resetAwake, opcode: 0x00, wait: 120_000_000),
    Case(start: .resetAwake, opcode: 0x11, wait: 120_000_000),
    Case(start: .softwareReset, opcode: 0x36, wait: 5_000_000),
    Case(start: .softwareReset, opcode: 0x11, wait: 120_000_000),
    Case(start: .softwareResetAwake, opcode: 0x36, wait: 5_000_000),
    Case(start: .softwareResetAwake, opcode: 0x11, wait: 120_000_000),
    Case(start: .sleepOut, opcode: 0x13, wait: 5_000_000),
    Case(start: .sleepOut, opcode: 0x29, wait: 120_000_000),
    Case(start: .sleepOut, opcode: 0x10, wait: 120_000_000),
    Case(start: .sleepOut, opcode: 0x01, wait: 120_000_000),
    Case(start: .sleepIn, opcode: 0x28, wait: 5_000_000),
    Case(start: .sleepIn, opcode: 0x10, wait: 5_000_000),
    Case(start: .sleepIn, opcode: 0x11, wait: 120_000_000),
    // A command without effect must be waited for, too, but not for the supplies.
    Case(start: .sleepOutAwake, opcode: 0x29, wait: 5_000_000),
    Case(start: .sleepOutAwake, opcode: 0x10, wait: 5_000_000),
    Case(start: .sleepInAsleep, opcode: 0x11, wait: 5_000_000),
  ]

  private func model(after start: Start) -> ST7789Model {
    let model = ST7789Model.asPoweredOn()
    if [.resetAwake, .softwareResetAwake, .sleepIn, .sleepOutAwake].contains(start) {
      model.command(0x11)
      model.clock.advance(milliseconds: 120)
    }
    switch start {
    case .resetAsleep, .resetAwake:
      model.reset(.low)
      model.clock.advance(nanoseconds: 10_000)
      model.reset(.high)
    case .softwareReset, .softwareResetAwake: model.command(0x01)
    case .sleepOut, .sleepOutAwake: model.command(0x11)
    case .sleepIn, .sleepInAsleep: model.command(0x10)
    }
    return model
  }

  @Test(arguments: cases)
  func theWaitIsNeededAndEnough(_ timing: Case) {
    let early = model(after: timing.start)
    early.clock.advance(nanoseconds: timing.wait - 1)
    early.command(timing.opcode, timing.opcode == 0x36 ? [0] : [])
    guard case .commandTooEarly(timing.opcode, _, missingNanoseconds: 1)? = early.rules.first,
      early.rules.count == 1
    else {
      Issue.record("\(early.rules)")
      return
    }
    let inTime = model(after: timing.start)
    inTime.clock.advance(nanoseconds: timing.wait)
    inTime.command(timing.opcode, timing.opcode == 0x36 ? [0] : [])
    #expect(inTime.rules.isEmpty)
  }

  /// On a bus, a wait begins when the command's last bit has been on it.
  @Test(arguments: [UInt64(16), 1_000])
  func aWaitBeginsAtTheEndOfItsCommand(bitNanoseconds: UInt64) throws {
    for early in [UInt64(0), 1] {
      let timing = SerialTiming(bitNanoseconds: bitNanoseconds)
      let bus = SimulatedDisplayBus(wiring: PanelWiring(model: .asPoweredOn(), timing: timing))
      let start = bus.wiring.model.clock.nanoseconds
      try bus.send(0x11)
      bus.wiring.model.clock.advance(to: start + 8 * bitNanoseconds + 120_000_000 - early)
      try bus.send(0x29)
      #expect(bus.wiring.model.violationCount == Int(early))
    }
  }

  /// A discharge leaves the host with a controller of which it does not know that it was reset.
  @Test
  func aDischargeIsNoFaultOfTheHost() {
    let model = ST7789Model.ready()
    model.setWindow(0...9, 0...9)
    model.command(0x2C, pixelBytes([1, 2, 3]))
    let before = model.memory
    model.discharge(seed: 9)
    #expect(model.isAsleep && !model.isOn && model.memory != before)
    let noise = model.memory
    model.data([4, 5])
    // A window that is right only with the axes exchanged.
    model.setWindow(0...319, 0...9)
    model.command(0x2C, pixelBytes([6]))
    #expect(model.violations == [])
    #expect(model.memory == noise)
    // What it asks for has to be waited for all the same.
    model.command(0x11)
    model.command(0x3A, [0x55])
    #expect(model.violationCount == 1)
    model.clock.advance(milliseconds: 5)
    model.command(0x36, [0])
    model.setWindow(0...319, 0...9)
    model.command(0x2C, pixelBytes([7]))
    #expect(model.violationCount == 2)
  }

  @Test(arguments: [
    (UInt64(4_999), true, false), (5_000, true, true), (9_999, true, true), (10_000, false, true),
  ])
  func resetNeedsAPulse(width: UInt64, isViolation: Bool, resets: Bool) {
    let model = ST7789Model.ready()
    model.reset(.low)
    model.clock.advance(nanoseconds: width)
    model.reset(.high)
    #expect(model.rules == (isViolation ? [.resetPulseTooShort(nanoseconds: width)] : []))
    #expect(model.mode.isAsleep == resets)
  }

  @Test
  func nothingIsHeardDuringReset() {
    let model = ST7789Model.ready()
    model.reset(.low)
    model.clock.advance(nanoseconds: 20_000)
    model.reset(.low)
    model.command(0x21)
    model.data([1])
    #expect(model.rules == [.commandDuringReset(opcode: 0x21), .unexpectedData(after: nil)])
    #expect(!model.mode.isInverted)
    model.reset(.high)
    model.reset(.high)
    #expect(model.violationCount == 2)
  }
}

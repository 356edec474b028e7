import Firmware
import Testing

@testable import HostSim

struct SimulatedDisplayBusTests {
  @Test(arguments: [UInt64(16), 25, 100])
  func everyBitTakesTime(bitNanoseconds: UInt64) throws {
    let timing = SerialTiming(bitNanoseconds: bitNanoseconds)
    let overhead = timing.duration(byteCount: 0)
    let wiring = PanelWiring(model: .ready(), timing: timing)
    let bus = SimulatedDisplayBus(wiring: wiring)
    let clock = wiring.model.clock
    var before = clock.nanoseconds
    try bus.send(0x00)
    #expect(clock.nanoseconds - before == 8 * bitNanoseconds + overhead)
    before = clock.nanoseconds
    try bus.send(0x2A, words(0, 9))
    #expect(clock.nanoseconds - before == 5 * 8 * bitNanoseconds + 2 * overhead)
    try bus.send(0x2C)
    before = clock.nanoseconds
    try bus.pixels([UInt8](repeating: 0, count: 20).span)
    #expect(clock.nanoseconds - before == 20 * 8 * bitNanoseconds + overhead)
    before = clock.nanoseconds
    _ = try bus.setReset(.high)
    try bus.setBacklight(percent: 7)
    #expect(clock.nanoseconds == before)
    #expect(wiring.model.violations.isEmpty)
  }

  @Test
  func aClockTooFastIsAViolation() {
    let slow = PanelWiring(model: .asPoweredOn(), timing: SerialTiming(bitNanoseconds: 16))
    #expect(slow.model.rules == [])
    let fast = PanelWiring(model: .asPoweredOn(), timing: SerialTiming(bitNanoseconds: 12))
    #expect(fast.model.rules == [.clockTooFast(periodNanoseconds: 12)])
  }

  @Test
  func transfersAndPixelsAreCounted() throws {
    let wiring = PanelWiring(model: .ready())
    let bus = SimulatedDisplayBus(wiring: wiring)
    try bus.send(0x2A, words(0, 9))
    try bus.send(0x2C)
    try bus.pixels([1, 2, 3, 4].span)
    #expect(
      wiring.takeStatistics()
        == BusStatistics(transfers: 4, bytes: 10, commands: 2, pixelBytes: 4))
    #expect(wiring.takeStatistics() == BusStatistics())
    try bus.pixels([1, 2].span)
    #expect(wiring.takeStatistics().pixels == 1)
    #expect(wiring.statistics.pixels == 3)
  }

  @Test
  func aFailureHitsOneTransferAndLeavesThePanelAlone() throws {
    for count in 0..<6 {
      let wiring = PanelWiring(model: .ready())
      let bus = SimulatedDisplayBus(wiring: wiring)
      let observed = LogText()
      let trace = BusTrace(stream: observed.stream())
      wiring.add(trace)
      wiring.failNext(afterTransfers: count)
      for _ in 0..<count { try bus.send(0x00) }
      let time = wiring.model.clock.nanoseconds
      #expect(throws: SimulatedBusFailure(transferIndex: count)) { try bus.send(0x21) }
      #expect(!wiring.model.mode.isInverted)
      #expect(wiring.model.clock.nanoseconds == time)
      try bus.send(0x21)
      #expect(wiring.model.mode.isInverted)
      try trace.finish()
      #expect(observed.text.split(separator: "\n").count == count + 1)
    }
  }

  @Test
  func aFailureMayComeBetweenACommandAndItsParameters() throws {
    let wiring = PanelWiring(model: .ready())
    let bus = SimulatedDisplayBus(wiring: wiring)
    wiring.failNext(afterTransfers: 1)
    #expect(throws: SimulatedBusFailure(transferIndex: 1)) { try bus.send(0x2A, words(0, 9)) }
    try bus.send(0x2C)
    wiring.failNext()
    #expect(throws: SimulatedBusFailure(transferIndex: 2)) { try bus.pixels([1, 2].span) }
    #expect(wiring.statistics.pixelBytes == 0)
    #expect(
      wiring.model.rules == [.missingParameters(opcode: 0x2A, expected: 4, received: 0)])
  }

  @Test
  func anAbsentResetPinDoesNothing() throws {
    for pin in [ResetPin.absent, .driven] {
      let wiring = PanelWiring(model: .ready(), resetPin: pin)
      let bus = SimulatedDisplayBus(wiring: wiring)
      let low = try bus.setReset(.low)
      wiring.model.clock.advance(nanoseconds: 10_000)
      let high = try bus.setReset(.high)
      #expect(low == pin && high == pin)
      #expect(wiring.model.mode.isAsleep == (pin == .driven))
    }
  }

  @Test
  func drawnWindowsAreRecordedIfAskedFor() throws {
    let model = ST7789Model.ready()
    let bus = SimulatedDisplayBus(wiring: PanelWiring(model: model))
    try bus.send(0x36, [0xA0])
    try bus.send(0x2A, words(10, 19))
    try bus.send(0x2B, words(30, 34))
    try bus.send(0x2C, [1, 1])
    #expect(model.drawnWindows.isEmpty)
    model.recordsDrawnWindows = true
    try bus.send(0x2C)
    let time = model.clock.nanoseconds - bus.wiring.timing.duration(byteCount: 1)
    try bus.pixels([1, 2, 3, 4].span)
    try bus.pixels([5, 6].span)
    let expected = ST7789Model.DrawnWindow(
      time: time, addressed: Rect(x: 10, y: 30, width: 10, height: 5),
      inMemory: Rect(x: 30, y: 300, width: 5, height: 10), pixelCount: 3)
    let taken = model.takeDrawnWindows()
    #expect(taken == [expected])
    try bus.pixels([7, 8].span)
    let rest = model.takeDrawnWindows()
    #expect(rest.isEmpty)
    #expect(model.violations.isEmpty)
  }
}

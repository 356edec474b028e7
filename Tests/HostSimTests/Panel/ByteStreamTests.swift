import Testing

@testable import HostSim

/// The byte stream counts, not how it was cut into transfers.
struct ByteStreamTests {
  private let script: [(opcode: UInt8, bytes: [UInt8])] = [
    (0x36, [0x68]), (0x2A, words(30, 34)), (0x2B, words(7, 9)),
    (0x2C, pixelBytes((0..<15).map { UInt16($0) &* 4111 })),
    (0x33, words(20, 280, 20)), (0x37, words(25)), (0x21, []),
    (0xE0, [UInt8](repeating: 7, count: 14)),
    (0x3C, []),
  ]

  private func play(_ deliver: (ST7789Model, UInt8, [UInt8]) -> Void) -> ST7789Model {
    let model = ST7789Model.ready()
    for step in script { deliver(model, step.opcode, step.bytes) }
    return model
  }

  private func expectSame(_ model: ST7789Model, _ other: ST7789Model) {
    #expect(model.memory == other.memory)
    #expect(model.rules == other.rules)
    let glass = SimulatedGlass.size240x280
    #expect(glass.picture(of: model) == glass.picture(of: other))
  }

  @Test
  func dataMayBeSplitAtEveryByte() {
    let whole = play { $0.command($1, $2) }
    #expect(whole.violations.isEmpty)
    #expect(whole.memory != ST7789Model.ready().memory)
    for cut in 0...30 {
      let split = play { model, opcode, bytes in
        let at = min(cut, bytes.count)
        model.command(opcode, Array(bytes[..<at]))
        if at < bytes.count { model.data(Array(bytes[at...])) }
      }
      #expect(split.memory == whole.memory, "cut at \(cut)")
      #expect(split.violations.isEmpty, "cut at \(cut)")
    }
  }

  @Test
  func dataMayComeByteByByte() {
    let whole = play { $0.command($1, $2) }
    let bytewise = play { model, opcode, bytes in
      model.command(opcode)
      for byte in bytes { model.data([byte]) }
    }
    expectSame(whole, bytewise)
  }

  @Test
  func aBrokenOffCommandKeepsTheParametersThatCame() {
    let model = ST7789Model.ready()
    model.setWindow(10...19, 20...29)
    model.command(0x2A, words(15))
    model.command(0x2C, pixelBytes([0xBEEF]))
    #expect(model.memory[column: 15, row: 20] == 0xBEEF)
    #expect(model.registers.columns.end == 19)
    #expect(model.rules == [.missingParameters(opcode: 0x2A, expected: 4, received: 2)])
  }

  @Test
  func noiseDependsOnTheSeedAndSurvivesReset() {
    let model = ST7789Model.asPoweredOn(seed: 5)
    #expect(model.memory == ST7789Model.asPoweredOn(seed: 5).memory)
    #expect(model.memory != ST7789Model.asPoweredOn(seed: 6).memory)
    let distinct = Set((0..<240).map { model.memory[column: $0, row: 0] })
    #expect(distinct.count > 200)
    let before = model.memory
    model.command(0x01)
    model.clock.advance(milliseconds: 120)
    model.reset(.low)
    model.clock.advance(nanoseconds: 10_000)
    model.reset(.high)
    #expect(model.memory == before)
  }

  @Test
  func hardwareResetForgetsTheRegisters() {
    let model = ST7789Model.ready()
    for step in script { model.command(step.opcode, step.bytes) }
    model.command(0x39)
    model.command(0x35, [1])
    #expect(model.mode.tearingEffect == .allBlanking)
    model.command(0x51, [200])
    #expect(model.registers.brightness == 200)
    model.reset(.low)
    model.clock.advance(nanoseconds: 10_000)
    model.reset(.high)
    #expect(model.mode == ST7789Model.DisplayMode())
    #expect(model.registers.addressMode.rawValue == 0)
    #expect(model.registers.pixelFormat == nil)
    #expect(model.registers.columns == (0, 239))
    #expect(model.registers.scroll == ST7789Model.asPoweredOn().registers.scroll)
    #expect(model.registers.brightness == 0)
    #expect(model.violations.isEmpty)
    model.clock.advance(milliseconds: 120)
    model.command(0x3A, [0x55])
    model.command(0x3C)
    #expect(model.rules == [.continueWithoutWrite])
  }
}

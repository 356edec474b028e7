import Testing

@testable import HostSim

/// Each rule broken, and its nearest legal neighbour not.
struct PanelViolationTests {
  private let parameterCounts: [UInt8: Int] = [
    0x26: 1, 0x2A: 4, 0x2B: 4, 0x30: 4, 0x33: 6, 0x35: 1, 0x36: 1, 0x37: 2, 0x3A: 1, 0x44: 2,
    0x51: 1, 0x53: 1, 0x55: 1, 0x5E: 1, 0xB0: 2, 0xB1: 3, 0xB2: 5, 0xB3: 3, 0xB5: 1, 0xB7: 1,
    0xB8: 4, 0xBA: 1, 0xBB: 1, 0xBC: 1, 0xBD: 1, 0xC0: 1, 0xC1: 3, 0xC2: 2, 0xC3: 1, 0xC4: 1,
    0xC5: 1, 0xC6: 1, 0xC7: 1, 0xC8: 1, 0xCA: 1, 0xCC: 1, 0xD0: 2, 0xD2: 1, 0xDF: 4, 0xE0: 14,
    0xE1: 14, 0xE2: 64, 0xE3: 64, 0xE4: 3, 0xE7: 1, 0xE8: 1, 0xE9: 3,
  ]
  private let withoutParameters: Set<UInt8> = [
    0x00, 0x01, 0x10, 0x11, 0x12, 0x13, 0x20, 0x21, 0x28, 0x29, 0x2C, 0x34, 0x38, 0x39, 0x3C,
  ]
  private let reads: Set<UInt8> = [
    0x04, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x2E, 0x3E, 0x45, 0x52, 0x54, 0x56, 0x5F,
    0x68, 0xDA, 0xDB, 0xDC,
  ]

  @Test(arguments: UInt8.min...UInt8.max)
  func parametersAreCounted(opcode: UInt8) {
    guard let count = parameterCounts[opcode] else { return }
    // All zero is in range for every command except the scroll definition.
    let zeros = opcode == 0x33 ? words(0, 320, 0) : [UInt8](repeating: 0, count: count)
    let exact = ST7789Model.ready()
    exact.command(opcode, zeros)
    exact.command(0x00)
    #expect(exact.rules.isEmpty)
    let short = ST7789Model.ready()
    short.command(opcode, Array(zeros.dropLast()))
    #expect(short.rules.isEmpty)
    short.command(0x00)
    #expect(
      short.rules == [.missingParameters(opcode: opcode, expected: count, received: count - 1)])
    let long = ST7789Model.ready()
    long.command(opcode, zeros + [0])
    #expect(long.rules == [.unexpectedData(after: opcode)])
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func everyOpcodeIsKnownReadOrRefused(opcode: UInt8) {
    let model = ST7789Model.ready()
    // From power-on each sleep command would be early; here only the opcode counts.
    model.clock.advance(milliseconds: 120)
    model.command(opcode)
    if reads.contains(opcode) {
      #expect(model.rules == [.readWithoutDataLine(opcode: opcode)])
    } else if opcode == 0x3C {
      #expect(model.rules == [.continueWithoutWrite])
    } else if withoutParameters.contains(opcode) || parameterCounts[opcode] != nil {
      #expect(model.rules.isEmpty)
    } else {
      #expect(model.rules == [.unknownCommand(opcode: opcode)])
    }
  }

  @Test
  func dataNeedsACommand() {
    let model = ST7789Model.ready()
    model.command(0x21)
    model.data([1])
    #expect(model.rules == [.unexpectedData(after: 0x21)])
    let fresh = ST7789Model.asPoweredOn()
    fresh.data([1])
    #expect(fresh.rules == [.unexpectedData(after: nil)])
  }

  @Test
  func halfAPixelIsSeenAtTheNextCommand() {
    let model = ST7789Model.ready()
    model.command(0x2C, [1, 2, 3])
    #expect(model.rules.isEmpty)
    model.data([4])
    model.command(0x00)
    #expect(model.rules.isEmpty)
    model.command(0x2C, [1, 2, 3])
    model.command(0x00)
    #expect(model.rules == [.incompletePixel])
  }

  @Test(arguments: [nil, 0x55, 0x05, 0x66, 0x53, 0x03, 0x50, 0x15] as [UInt8?])
  func onlySixteenBitPixelsAreDrawn(format: UInt8?) {
    let model = ST7789Model.asPoweredOn()
    if let format { model.command(0x3A, [format]) }
    model.setWindow(0...1, 0...0)
    let before = model.memory
    #expect(model.rules.isEmpty)
    model.command(0x2C, [0x12, 0x34, 0x56, 0x78])
    switch format {
    case 0x55, 0x05:
      #expect(model.rules.isEmpty)
      #expect(model.memory[column: 0, row: 0] == 0x1234)
    case nil: #expect(model.rules == [.pixelFormatNotSet])
    case .some(let other): #expect(model.rules == [.pixelFormatNotSupported(other)])
    }
    #expect((model.memory == before) == (format != 0x55 && format != 0x05))
  }

  @Test(arguments: [
    // MADCTL, last legal column, last legal row.
    (UInt8(0x00), 239, 319), (0xC0, 239, 319), (0x20, 319, 239), (0xA0, 319, 239),
  ])
  func windowsEndWithTheMemory(madctl: UInt8, lastColumn: Int, lastRow: Int) {
    for (extraColumns, extraRows) in [(0, 0), (1, 0), (0, 1), (30, 40)] {
      let model = ST7789Model.ready()
      model.command(0x36, [madctl])
      let (endColumn, endRow) = (lastColumn + extraColumns, lastRow + extraRows)
      model.setWindow(lastColumn - 1...endColumn, lastRow - 1...endRow)
      let count = (2 + extraColumns) * (2 + extraRows)
      model.command(0x2C, pixelBytes([UInt16](repeating: 1, count: count)))
      if extraColumns + extraRows == 0 {
        #expect(model.rules.isEmpty)
        continue
      }
      #expect(
        model.rules == [
          .windowOutsideMemory(lastColumn: endColumn, lastRow: endRow), .pixelOutsideMemory,
        ])
      #expect(model.violations.last?.count == count - 4)
    }
  }

  @Test
  func pixelsOutsideAreCountedOverManyTransfersAndLeaveTheMemoryAlone() {
    let model = ST7789Model.ready()
    model.setWindow(240...249, 0...9)
    let before = model.memory
    model.command(0x2C)
    for byte in [UInt8](repeating: 9, count: 50) { model.data([byte]) }
    #expect(model.rules.last == .pixelOutsideMemory)
    #expect(model.violations.last?.count == 25)
    #expect(model.violationCount == 2)
    #expect(model.memory == before)
  }

  @Test(arguments: [(9, 10, false), (10, 10, false), (11, 10, true)])
  func windowsMayNotEndBeforeTheyStart(start: Int, end: Int, isViolation: Bool) {
    for axis in [UInt8(0x2A), 0x2B] {
      let model = ST7789Model.ready()
      let before = model.memory
      model.command(axis, words(start, end))
      model.command(0x2C, [1, 2])
      #expect(model.rules == (isViolation ? [.windowBackwards, .pixelOutsideMemory] : []))
      #expect((model.memory == before) == isViolation)
    }
  }

  @Test
  func aFullWindowTakesNoMore() {
    let model = ST7789Model.ready()
    model.setWindow(3...6, 8...9)
    model.command(0x2C, pixelBytes([UInt16](repeating: 3, count: 8)))
    #expect(model.rules.isEmpty)
    model.data([1])
    #expect(model.rules.isEmpty)
    model.data([1])
    #expect(model.rules == [.windowOverrun])
    model.command(0x2C, [1, 1])
    #expect(model.violationCount == 1)
  }

  @Test(arguments: [UInt8(0x2A), 0x2B, 0x36])
  func writeContinueNeedsAWriteSinceTheAddressesChanged(opcode: UInt8) {
    let model = ST7789Model.ready()
    model.command(0x2C, [1, 1])
    model.command(0x3C, [1, 1])
    #expect(model.rules.isEmpty)
    model.command(opcode, opcode == 0x36 ? [0] : words(0, 9))
    model.command(0x3C, [1, 1])
    #expect(model.rules == [.continueWithoutWrite])
  }

  @Test(arguments: [(0, 320, 0), (20, 280, 20), (0, 319, 0), (0, 321, 0), (20, 280, 40)])
  func scrollAreasMakeUpTheMemory(top: Int, area: Int, bottom: Int) {
    let model = ST7789Model.ready()
    model.command(0x33, words(top, area, bottom))
    let sum = top + area + bottom
    #expect(model.rules == (sum == 320 ? [] : [.scrollAreasDoNotFit(sum: sum)]))
  }

  @Test(arguments: [(19, true), (20, false), (299, false), (300, true), (320, true)])
  func scrollStartsInItsArea(start: Int, isViolation: Bool) {
    let model = ST7789Model.ready()
    model.command(0x33, words(20, 280, 20))
    model.command(0x37, words(start))
    #expect(model.rules == (isViolation ? [.scrollStartOutsideArea(start)] : []))
  }

  @Test(arguments: [(UInt64(15), true), (16, false), (25, false)])
  func theSerialClockHasAShortestPeriod(period: UInt64, isViolation: Bool) {
    let model = ST7789Model.asPoweredOn()
    model.serialClock(periodNanoseconds: period)
    #expect(model.rules == (isViolation ? [.clockTooFast(periodNanoseconds: period)] : []))
  }

  @Test
  func violationsAreBoundedAndCounted() {
    let model = ST7789Model.ready()
    for _ in 0..<ST7789Model.violationLimit + 5 { model.command(0xFF) }
    #expect(model.violations.count == ST7789Model.violationLimit)
    #expect(model.violationCount == ST7789Model.violationLimit + 5)
    // A pixel fault that finds no room must not be counted on another's record.
    let kept = model.violations
    model.setWindow(240...241, 0...0)
    model.command(0x2C, [1, 1, 1, 1])
    model.data([1, 1])
    #expect(model.violations == kept)
  }

  @Test
  func aReportNamesTimeCommandAndSource() {
    let model = ST7789Model.ready()
    model.command(0x2A, [1])
    model.command(0x00)
    let text = model.violations[0].text
    #expect(text.hasPrefix("120000000 ns: CASET (2Ah) got 1 of 4 parameters"))
    #expect(text.contains("datasheet"))
  }
}

import Firmware
import Testing

@testable import HostSim

struct BusTraceTests {
  @Test
  func aTraceReplaysToTheSamePanel() throws {
    for seed in UInt64(1)...3 {
      var random = PanelTestRandom(seed: seed)
      let pixels = (0..<600).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
      let log = LogText()
      let trace = BusTrace(stream: log.stream())
      let wiring = PanelWiring(model: .asPoweredOn(seed: seed))
      wiring.add(trace)
      try SimulatedDisplayBus(wiring: wiring)
        .drawSample(columns: 40...69, rows: 50...69, pixels: pixels)
      // A mistake too: its time must come out the same.
      try SimulatedDisplayBus(wiring: wiring).send(0x2A, [1])
      try SimulatedDisplayBus(wiring: wiring).send(0x00)
      try trace.finish()

      let replayed = ST7789Model.asPoweredOn(seed: seed)
      try BusTraceReader.play(log.text, on: replayed)
      #expect(replayed.memory == wiring.model.memory)
      #expect(replayed.memory != ST7789Model.asPoweredOn(seed: seed).memory)
      #expect(replayed.violations == wiring.model.violations)
      #expect(replayed.violationCount == 1)
      let glass = SimulatedGlass.size240x280
      #expect(glass.picture(of: replayed) == glass.picture(of: wiring.model))
    }
  }

  @Test
  func aLineIsATransfer() throws {
    let log = LogText()
    let trace = BusTrace(stream: log.stream())
    trace.reset(.low, at: 0)
    trace.reset(.high, at: 10_000)
    trace.backlight(percent: 3, at: 10_001)
    trace.command(0x2A, at: 20_000)
    trace.data([0x00, 0x14, 0xAB, 0xFF], at: 20_200)
    try trace.finish()
    #expect(log.text == "0 R 0\n10000 R 1\n20000 C 2a\n20200 D 0014abff\n")
  }

  @Test
  func aLongTraceIsHandedOverInPieces() throws {
    let log = LogText()
    let trace = BusTrace(stream: log.stream())
    for time in UInt64(0)..<300 { trace.data([UInt8](repeating: 1, count: 512), at: time) }
    #expect(log.writeCount >= 4)
    try trace.finish()
    #expect(log.bytes.filter { $0 == UInt8(ascii: "\n") }.count == 300)
  }

  @Test
  func aFailedWriteEndsTheTraceAndIsReported() {
    var accepted = 0
    let stream = LogStream { (text: [UInt8]) throws(LogFailure) in
      if accepted == 1 { throw LogFailure(reason: "disk full") }
      accepted += 1
    }
    let trace = BusTrace(stream: stream)
    for time in UInt64(0)..<500 { trace.data([UInt8](repeating: 1, count: 512), at: time) }
    #expect(throws: LogFailure(reason: "disk full")) { try trace.finish() }
    #expect(throws: LogFailure(reason: "disk full")) { try trace.finish() }
    #expect(accepted == 1)
  }

  static let malformed: [(String, BusTraceError.Reason)] = [
    ("1", .fields), ("1 C", .fields), ("C 2a", .fields), ("1 CC 2a", .fields), ("x C 2a", .time),
    ("-1 C 2a", .time), ("18446744073709551616 C 2a", .time), ("4 C 2a", .timeRunsBackwards),
    ("9 X 2a", .kind), ("9 c 2a", .kind), ("9 C 2a2b", .value), ("9 C 2", .value),
    ("9 C 2g", .value), ("9 D 2 a", .value), ("9 D 0", .value), ("9 R 2", .value),
    ("9 R 01", .value), ("9 R x", .value),
  ]

  @Test(arguments: malformed)
  func aMalformedLineIsNamed(_ line: String, _ reason: BusTraceError.Reason) {
    for ending in ["", "\n", "\r\n10 C 00\n"] {
      let model = ST7789Model.asPoweredOn()
      #expect(throws: BusTraceError(line: 4, reason: reason)) {
        try BusTraceReader.play("3 R 0\n\n5 R 1\n" + line + ending, on: model)
      }
    }
  }

  @Test(arguments: [
    ("9 D 00ff7F", BusTraceEntry.Event.data([0x00, 0xFF, 0x7F])),
    ("9 D 00 ff 7F ", .data([0x00, 0xFF, 0x7F])), ("9 C 2A\r", .command(0x2A)),
    ("9 R 0", .reset(.low)), ("18446744073709551615 R 1", .reset(.high)),
  ])
  func hexIsTakenInEveryUsualForm(_ line: String, _ event: BusTraceEntry.Event) throws {
    var reader = BusTraceReader()
    let entry = try reader.parse(line.utf8)
    #expect(entry?.event == event)
  }

  @Test
  func anEmptyLineIsNothing() throws {
    var reader = BusTraceReader()
    let entry = try reader.parse("".utf8)
    #expect(entry == nil)
  }
}

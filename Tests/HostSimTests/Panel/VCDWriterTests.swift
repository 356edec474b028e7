import Firmware
import Testing

@testable import HostSim

/// Reads a dump back as a logic analyser does.
private struct DecodedDump {
  enum Item: Equatable {
    case byte(UInt8, isData: Bool)
    case reset(Bool)
    case backlight(Bool)
  }

  var names: [Substring: String] = [:]
  var levels: [String: Bool] = [:]
  var items: [Item] = []
  var problems: [String] = []
  var transferCount = 0
  var shortestClockPeriod = Int.max

  init(_ text: String) {
    var time = -1
    var bits: [Bool] = []
    var lastRise = Int.min / 2
    var isInHeader = true
    for line in text.split(separator: "\n") {
      if line.hasPrefix("$var") {
        let fields = line.split(separator: " ")
        names[fields[3]] = String(fields[4])
      } else if line.hasPrefix("$") {
        if line == "$enddefinitions $end" { isInHeader = false }
      } else if isInHeader {
        problems.append("in the header: \(line)")
      } else if line.hasPrefix("#") {
        let next = Int(line.dropFirst()) ?? -1
        if next <= time { problems.append("time \(next) after \(time)") }
        time = next
      } else if let name = names[line.dropFirst()] {
        change(name, line.hasPrefix("1"), at: time, &bits, &lastRise)
      } else {
        problems.append("unknown wire: \(line)")
      }
    }
  }

  private mutating func change(
    _ name: String, _ level: Bool, at time: Int, _ bits: inout [Bool], _ lastRise: inout Int
  ) {
    let before = levels[name]
    levels[name] = level
    guard let before else { return }
    if before == level { problems.append("\(name) changes to what it is at \(time)") }
    switch name {
    case "cs" where level:
      if !bits.isEmpty { problems.append("\(bits.count) bits left at \(time)") }
    case "cs":
      transferCount += 1
      if levels["clk"] == true { problems.append("clk high when selected at \(time)") }
    case "clk" where level && levels["cs"] == false:
      shortestClockPeriod = min(shortestClockPeriod, time - lastRise)
      lastRise = time
      bits.append(levels["mosi"] ?? false)
      if bits.count == 8 {
        let byte = bits.reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        items.append(.byte(byte, isData: levels["dc"] ?? false))
        bits = []
      }
    case "rst": items.append(.reset(level))
    case "bl": items.append(.backlight(level))
    default: break
    }
  }
}

/// Notes what a dump must decode to.
private final class ExpectedItems: BusObserver {
  var items: [DecodedDump.Item] = []
  var transferCount = 0

  func command(_ opcode: UInt8, at time: UInt64) {
    items.append(.byte(opcode, isData: false))
    transferCount += 1
  }
  func data(_ bytes: [UInt8], at time: UInt64) {
    items += bytes.map { .byte($0, isData: true) }
    transferCount += 1
  }
  func reset(_ level: PinLevel, at time: UInt64) { items.append(.reset(level == .high)) }
  func backlight(percent: UInt8, at time: UInt64) { items.append(.backlight(percent > 0)) }
}

struct VCDWriterTests {
  @Test(arguments: [UInt64(2), 3, 16, 25])
  func aDumpDecodesToWhatWasSent(bitNanoseconds: UInt64) throws {
    var random = PanelTestRandom(seed: bitNanoseconds)
    let pixels = (0..<200).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
    let timing = SerialTiming(bitNanoseconds: bitNanoseconds)
    let wiring = PanelWiring(model: .asPoweredOn(), timing: timing)
    let log = LogText()
    let writer = VCDWriter(stream: log.stream(), timing: timing)
    let expected = ExpectedItems()
    wiring.add(writer)
    wiring.add(expected)
    try SimulatedDisplayBus(wiring: wiring)
      .drawSample(columns: 0...9, rows: 0...19, pixels: pixels)
    try writer.finish()

    let decoded = DecodedDump(log.text)
    #expect(decoded.problems == [])
    #expect(decoded.items == expected.items)
    #expect(decoded.transferCount == expected.transferCount)
    #expect(decoded.shortestClockPeriod == Int(bitNanoseconds))
    #expect(Set(decoded.names.values) == ["cs", "clk", "mosi", "dc", "rst", "bl"])
    #expect(decoded.levels["cs"] == true && decoded.levels["clk"] == false)
  }

  @Test
  func aDumpIsWrittenAsTheStandardSays() throws {
    let log = LogText()
    let writer = VCDWriter(
      stream: log.stream(),
      timing: SerialTiming(
        bitNanoseconds: 10, selectNanoseconds: 20, holdNanoseconds: 30, idleNanoseconds: 40))
    writer.command(0x01, at: 100)
    try writer.finish()
    #expect(
      log.text == """
        $version Sleeve panel bus $end
        $timescale 1 ns $end
        $scope module panel $end
        $var wire 1 ! cs $end
        $var wire 1 " clk $end
        $var wire 1 # mosi $end
        $var wire 1 $ dc $end
        $var wire 1 % rst $end
        $var wire 1 & bl $end
        $upscope $end
        $enddefinitions $end
        #0
        $dumpvars
        1!
        0"
        0#
        0$
        1%
        0&
        $end
        #100
        0!
        \((0..<7).map { "#\(125 + $0 * 10)\n1\"\n#\(130 + $0 * 10)\n0\"\n" }.joined())1#
        #195
        1"
        #200
        0"
        #230
        1!

        """)
  }

  @Test
  func timeStampsCountLikeNumbers() {
    var random = PanelTestRandom(seed: 1)
    var stamp = VCDTimeStamp()
    #expect(stamp.line == Array("#0\n".utf8))
    var time: UInt64 = 0
    for round in UInt64(0)..<2000 {
      time += random.next() >> (14 + round * 50 / 2000)
      stamp.advance(to: time)
      #expect(stamp.line == Array("#\(time)\n".utf8))
    }
  }
}

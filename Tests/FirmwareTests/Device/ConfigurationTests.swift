import Testing

@testable import Firmware
@testable import HostSim

/// Settings in a table.
private struct Table: SettingsStore {
  var values: [UInt8: String]

  init(_ values: [Setting: String]) {
    self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  mutating func read(_ setting: Setting, into buffer: inout MutableSpan<UInt8>) -> Int? {
    guard let value = values[setting.rawValue] else { return nil }
    let bytes = Array(value.utf8)
    if bytes.count <= buffer.count {
      for (index, byte) in bytes.enumerated() { buffer[index] = byte }
    }
    return bytes.count
  }
}

@Suite struct ConfigurationTests {
  @Test func nothingSetIsTheDefault() throws {
    var table = Table([:])
    let configuration = Configuration(from: &table)
    #expect(configuration.pollPeriodMs == 3_000)
    #expect(configuration.idleDelayMs == 60_000)
    #expect(configuration.rotation == .degrees0)
    #expect(configuration.panel.glass == Size(width: 240, height: 280))
  }

  @Test func takesEverySetting() throws {
    var table = Table([
      .pollPeriodMs: "1000", .idleDelayMs: "3600000", .dayBrightness: "0",
      .nightBrightness: "100", .nightBegins: "1439", .nightEnds: "0", .rotation: "270",
      .panel: "135240", .timeZone: "CET-1CEST,M3.5.0,M10.5.0/3",
    ])
    let configuration = Configuration(from: &table)
    #expect(configuration.pollPeriodMs == 1_000)
    #expect(configuration.idleDelayMs == 3_600_000)
    #expect(configuration.rotation == .degrees270)
    #expect(configuration.panel.glass == Size(width: 135, height: 240))
    #expect(configuration.brightness(at: nil) == 0)
  }

  @Test(arguments: [
    (Setting.pollPeriodMs, "999"), (.pollPeriodMs, "60001"), (.pollPeriodMs, ""),
    (.pollPeriodMs, "3s"), (.pollPeriodMs, "99999999999999999999"), (.idleDelayMs, "4999"),
    (.dayBrightness, "101"), (.nightBrightness, "-1"), (.nightBegins, "1440"),
    (.rotation, "45"), (.rotation, "360"), (.rotation, ""), (.rotation, "90 180"),
    (.timeZone, "Mars/Olympus"), (.nightBegins, "24:00"), (.nightEnds, "7:60"),
    (.nightEnds, "7:5"), (.nightEnds, ":05"), (.nightBegins, "1:100"), (.nightBegins, "-1:00"),
    (.colorOrder, "RGB"), (.colorOrder, "1"), (.inverted, "2"), (.inverted, "yes"), (.mirror, "on"),
    (.backlight, "1"), (.spiHz, "999999"), (.spiHz, "80000001"), (.testCard, "1"),
    (.layout, "both"), (.layout, ""),
    (.language, "xx"), (.language, "EN"), (.clock, "13"), (.idleOffMs, "86400001"),
    (.nightWake, "2"),
    (.pinSCLK, "49"), (.pinSCLK, "-1"), (.pinMOSI, "-1"), (.pinDC, "-1"), (.pinCS, "-2"),
    (.pinReset, "-"), (.pinBacklight, "-11"), (.panel, "240241"), (.panel, ""),
    (.panel, "waveshare-1.8"), (.panel, "waveshare-1.833"), (.panel, "Waveshare-1.83"),
    (.panel, "waveshare-1.83 240280"), (.panel, " "), (.panel, "172x320"), (.panel, "172x320+34"),
    (.panel, "172x320+34+0+0"), (.panel, "172x320+34+"), (.panel, "172x320-34+0"),
    (.panel, "172x320+69+0"), (.panel, "172x320+34+1"), (.panel, "241x320+0+0"),
    (.panel, "63x320+0+0"), (.panel, "0x0+0+0"), (.panel, "999x999+999+999"),
    (.panel, "0172x320+34+0"), (.panel, "172X320+34+0"),
    (.timeZone, String(repeating: "A", count: 129)),
    (.gatewayURL, ""), (.gatewayURL, "https://"), (.gatewayURL, "ftp://a"),
    (.gatewayURL, "gateway"),
    (.gatewayURL, "https://a b"), (.gatewayURL, "https://ä"),
    (.gatewayURL, "https://" + String(repeating: "a", count: 121)),
    (.deviceID, ""), (.deviceID, "a b"), (.deviceID, "a/b"),
    (.deviceID, String(repeating: "a", count: 33)),
  ]) func whatLiesOutsideIsNamedAndNothingElseIsLost(_ setting: Setting, _ value: String) {
    let others: [Setting: String] = [
      .dayBrightness: "33", .deviceID: "desk", .colorOrder: "rgb", .gatewayURL: "http://g",
    ]
    var table = Table(others.merging([setting: value]) { _, new in new })
    let configuration = Configuration(from: &table)
    #expect(Setting.allCases.filter(configuration.isRefused) == [setting])
    #expect(configuration.number(setting) == setting.fallback)
    #expect(configuration.panel.glass == PanelDescription.standard.glass)
    if setting != .dayBrightness { #expect(configuration.brightness(at: nil) == 33) }
    if setting != .colorOrder { #expect(configuration.panel.colorOrder == .rgb) }
    if setting != .deviceID { #expect(configuration.deviceID.count == 4) }
    if setting != .gatewayURL { #expect(configuration.gatewayURL.count == 8) }
    #expect(setting.text.hasPrefix("\(setting.key) must be "))
  }

  @Test func everyWrongOneIsTold() {
    let wrong: [Setting] = [.pollPeriodMs, .panel, .timeZone, .testCard]
    var table = Table(Dictionary(uniqueKeysWithValues: wrong.map { ($0, "?") }))
    let configuration = Configuration(from: &table)
    #expect(Setting.allCases.filter(configuration.isRefused) == wrong)
  }

  /// No input can trap.
  @Test func anyBytesAreReadOrRefused() {
    var random = SeededGenerator(seed: 8)
    let alphabet = Array("0123456789x+-: waveshredif.lon".utf8)
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      let value = String(decoding: text, as: UTF8.self)
      var table = Table(Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0, value) }))
      let panel = Configuration(from: &table).panel
      #expect(panel.offset.x + panel.glass.width <= 240)
      #expect(panel.offset.y + panel.glass.height <= 320)
    }
  }

  @Test func aSettingIsOneOfTheTable() {
    #expect(Setting.allCases.count == Setting.count)
    #expect(Setting.allCases.map { Int($0.rawValue) } == Array(0..<Setting.count))
    #expect(Set(Setting.allCases.map { "\($0.key)" }).count == Setting.count)
    #expect(Setting.allCases.allSatisfy { 1...15 ~= $0.key.utf8CodeUnitCount })
  }

  /// What the glass of a module is comes from its datasheet, not from the driver.
  @Test(arguments: SimulatedGlass.modules.keys.sorted() + ["172x320+34+0", "64x64+176+256"])
  func aPanelIsTheGlassOfItsName(_ name: String) throws {
    var table = Table([.panel: name])
    let configuration = Configuration(from: &table)
    let panel = configuration.panel
    let glass = try #require(SimulatedGlass.named(name))
    #expect((Int(panel.glass.width), Int(panel.glass.height)) == (glass.width, glass.height))
    #expect((Int(panel.offset.x), Int(panel.offset.y)) == (glass.column, glass.row))
    #expect((panel.colorOrder == .bgr) == (glass.colorOrder == .bgr))
    #expect((panel.inversion == .on) == (glass.polarity == .inverted))
    let called = configuration.panelName
    #expect((0..<called.count).map { called[$0] } == Array(name.utf8))
  }

  @Test func allNamesAreThose() {
    let names = "\(panelNames)".split { $0.isWhitespace }.map(String.init)
    #expect(Set(names) == Set(SimulatedGlass.modules.keys))
    #expect(names.count == SimulatedGlass.modules.count)
  }

  @Test func wordsWinOverThePanelsName() {
    var table = Table([.panel: "waveshare-1.47", .colorOrder: "bgr", .inverted: "0", .mirror: "1"])
    let panel = Configuration(from: &table).panel
    #expect(panel.glass == Size(width: 172, height: 320))
    #expect(panel.colorOrder == .bgr && panel.inversion == .off && panel.isMirrored)
  }

  @Test func wiresAreNumbers() {
    var table = Table([
      .spiHz: "26000000", .pinSCLK: "0", .pinMOSI: "48", .pinCS: "-1", .backlight: "low",
    ])
    let configuration = Configuration(from: &table)
    let wires: [Setting] = [.spiHz, .pinSCLK, .pinMOSI, .pinCS, .backlight, .pinDC]
    #expect(
      wires.map(configuration.number) == [26_000_000, 0, 48, Configuration.noPin, 0, nil])
  }

  @Test func keepsAddressAndName() throws {
    let url = "https://" + String(repeating: "g", count: 120)
    let name = String(repeating: "N", count: 28) + "a.-_"
    var table = Table([.gatewayURL: url, .deviceID: name])
    let configuration = Configuration(from: &table)
    let (kept, called) = (configuration.gatewayURL, configuration.deviceID)
    #expect((0..<kept.count).map { kept[$0] } == Array(url.utf8))
    #expect((0..<called.count).map { called[$0] } == Array(name.utf8))
  }

  @Test func brightnessFollowsTheHours() throws {
    func at(_ hour: UInt8, _ minute: UInt8) throws -> CivilTime {
      let date = try #require(CivilDate(year: 2026, month: .november, day: 20))
      return try #require(CivilTime(date: date, hour: hour, minute: minute, second: 0))
    }
    var table = Table([.nightBegins: "1320", .nightEnds: "420", .nightBrightness: "5"])
    let overnight = Configuration(from: &table)
    #expect(overnight.brightness(at: try at(21, 59)) == 100)
    #expect(overnight.brightness(at: try at(22, 0)) == 5)
    #expect(overnight.brightness(at: try at(6, 59)) == 5)
    #expect(overnight.brightness(at: try at(7, 0)) == 100)
    table = Table([.nightBegins: "1:00", .nightEnds: "02:00"])
    let short = Configuration(from: &table)
    #expect(short.brightness(at: try at(0, 59)) == 100)
    #expect(short.brightness(at: try at(1, 0)) == 20)
    #expect(short.brightness(at: try at(2, 0)) == 100)
  }
}

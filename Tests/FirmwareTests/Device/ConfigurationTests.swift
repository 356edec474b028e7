import Testing

@testable import Firmware

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
    let configuration = try Configuration(from: &table)
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
    let configuration = try Configuration(from: &table)
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
    (.rotation, "45"), (.rotation, "360"), (.panel, "240241"), (.timeZone, "Mars/Olympus"),
    (.timeZone, String(repeating: "A", count: 129)),
    (.gatewayURL, ""), (.gatewayURL, "https://"), (.gatewayURL, "ftp://a"),
    (.gatewayURL, "gateway"),
    (.gatewayURL, "https://a b"), (.gatewayURL, "https://ä"),
    (.gatewayURL, "https://" + String(repeating: "a", count: 121)),
    (.deviceID, ""), (.deviceID, "a b"), (.deviceID, "a/b"),
    (.deviceID, String(repeating: "a", count: 33)),
  ]) func refusesWhatLiesOutsideAndNamesIt(_ setting: Setting, _ value: String) {
    var table = Table([setting: value])
    #expect(throws: ConfigurationError(setting: setting)) { try Configuration(from: &table) }
  }

  @Test func keepsAddressAndName() throws {
    let url = "https://" + String(repeating: "g", count: 120)
    let name = String(repeating: "N", count: 28) + "a.-_"
    var table = Table([.gatewayURL: url, .deviceID: name])
    let configuration = try Configuration(from: &table)
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
    let overnight = try Configuration(from: &table)
    #expect(overnight.brightness(at: try at(21, 59)) == 100)
    #expect(overnight.brightness(at: try at(22, 0)) == 5)
    #expect(overnight.brightness(at: try at(6, 59)) == 5)
    #expect(overnight.brightness(at: try at(7, 0)) == 100)
    table = Table([.nightBegins: "60", .nightEnds: "120"])
    let short = try Configuration(from: &table)
    #expect(short.brightness(at: try at(0, 59)) == 100)
    #expect(short.brightness(at: try at(1, 0)) == 20)
    #expect(short.brightness(at: try at(2, 0)) == 100)
  }
}

import Testing

@testable import Firmware
@testable import HostSim

@Suite struct SettingsFileTests {
  private func configuration(_ text: String) throws -> Configuration {
    let scratch = try Scratch()
    return try SettingsFile(path: scratch.write("settings.txt", text.utf8)).configuration()
  }

  private func refusal(_ text: String) throws -> String {
    let scratch = try Scratch()
    let said = hostsim(
      "run", "--for", "1s", "--out", scratch.path("run"), "--settings",
      try scratch.write("settings.txt", text.utf8))
    #expect(said.status == 1 && said.err.count == 1)
    return said.err.joined().replacing(scratch.path("settings.txt"), with: "FILE")
  }

  @Test func takesWhatAPersonMayWrite() throws {
    let configuration = try configuration(
      "\u{FEFF}# a desk\r\nnight_begins = 21:30\r\nnight_ends=405\r\n\r\n  panel =135240\r\n"
        + "rotation = 90\r\npoll_ms = 9000\r\nwifi_ssid = home = sweet\r\ngateway_secret = s")
    #expect(configuration.nightBegins == 21 * 60 + 30)
    #expect(configuration.nightEnds == 405)
    #expect(configuration.panel.glass == Size(width: 135, height: 240))
    #expect(configuration.rotation == .degrees90)
    #expect(configuration.pollPeriodMs == 9_000)
  }

  @Test(arguments: [
    ("poll_ms = 999", #"FILE:1: poll_ms "999" must be a whole number from 1000 to 60000"#),
    ("\n\nrotation = 45", #"FILE:3: rotation "45" must be one of 0, 90, 180, 270"#),
    ("night_begins = 24:00", #"FILE:1: night_begins "24:00" must be a time such as 22:00"#),
    ("night_ends = 7:5", #"FILE:1: night_ends "7:5" must be a time such as 22:00"#),
    ("device_id =", "FILE:1: device_id \"\" must be 1 to 32 letters, digits, '.', '_' or '-'"),
    ("colour = red", #"FILE:1: no setting is called "colour""#),
    ("rotation", "FILE:1: is not key = value"),
    ("rotation = 0\nrotation = 90", "FILE:2: rotation is set twice"),
  ]) func saysWhatIsWrongAndWhere(_ text: String, _ complaint: String) throws {
    #expect(try refusal(text) == "hostsim run: \(complaint)")
  }

  @Test(.enabled(if: NamedTimeZone.rule("Europe/Berlin") != nil))
  func aZoneIsFoundByItsName() throws {
    let text = "time_zone = Europe/Berlin"
    let rule = try configuration("time_zone = CET-1CEST,M3.5.0,M10.5.0/3").timeZone
    #expect(try "\(configuration(text).timeZone)" == "\(rule)")
    for name in ["Mars/Olympus", "../../etc/passwd", "Europe", "", "tzdata.zi"] {
      #expect(NamedTimeZone.rule(name) == nil)
    }
  }

  @Test func aWrongOptionIsWrongUsage() throws {
    let said = hostsim("run", "--time-zone", "Mars/Olympus", "--out", "/nonexistent/x")
    #expect(said.status == 2)
    #expect(said.err.joined().contains("--time-zone \"Mars/Olympus\" must be a time zone"))
  }

  @Test func theGlassIsTheOneThatIsSet() throws {
    let scratch = try Scratch()
    let settings = try scratch.write("s", "panel = 135240\nrotation = 270".utf8)
    let said = hostsim(
      "run", "--settings", settings, "--for", "8s", "--out", scratch.path("run"))
    #expect(said.status == 0, "\(said.err)")
    let last = try #require(said.out.last { $0.hasSuffix("-end.png") })
    let name = last.split(separator: " ").last.map(String.init) ?? ""
    let picture = try PictureFile.load(path: scratch.path("run/\(name)"))
    #expect((picture.width, picture.height) == (240, 135))
  }
}

import Testing

@testable import Firmware
@testable import HostSim

@Suite struct SettingsFileTests {
  private func configuration(_ text: String) throws -> Configuration {
    let scratch = try Scratch()
    var file = try SettingsFile(path: scratch.write("settings.txt", text.utf8))
    defer { #expect(file.complaints.isEmpty) }
    return try file.configuration()
  }

  private func complaints(_ text: String) throws -> [String] {
    let scratch = try Scratch()
    let said = hostsim(
      "run", "--for", "1s", "--out", scratch.path("run"), "--settings",
      try scratch.write("settings.txt", text.utf8))
    #expect(said.status == 0)
    return said.err.map { $0.replacing(scratch.path("settings.txt"), with: "FILE") }
  }

  @Test func takesWhatAPersonMayWrite() throws {
    let configuration = try configuration(
      "\u{FEFF}# a desk\r\nnight_begins = 21:30\r\nnight_ends=405\r\n\r\n  panel =135240\r\n"
        + "rotation = 90\r\npoll_ms = 9000\r\nwifi_ssid = home = sweet\r\ngateway_secret = s")
    #expect(configuration.number(.nightBegins) == 1_290)
    #expect(configuration.number(.nightEnds) == 405)
    #expect(configuration.panel.glass == Size(width: 135, height: 240))
    #expect(configuration.rotation == .degrees90)
    #expect(configuration.pollPeriodMs == 9_000)
  }

  @Test(arguments: [
    (
      "poll_ms = 999",
      #"poll_ms "999" must be a whole number from 1000 to 60000; the default counts"#
    ),
    ("rotation = 45", #"rotation "45" must be one of: 0 90 180 270; the default counts"#),
    (
      "night_begins = 24:00",
      #"night_begins "24:00" must be a time such as 22:00, or minutes from 0 to 1439; "#
        + "the default counts"
    ),
    (
      "device_id =",
      "device_id \"\" must be 1 to 32 letters, digits, '.', '_' or '-'; the default counts"
    ),
    (
      "panel = waveshare-9",
      #"panel "waveshare-9" must be a name such as waveshare-1.83, or WIDTHxHEIGHT+COLUMN+ROW "#
        + "within 240x320; the default counts"
    ),
    (
      "panel = 240x320+0+1",
      #"panel "240x320+0+1" must be a name such as waveshare-1.83, or WIDTHxHEIGHT+COLUMN+ROW "#
        + "within 240x320; the default counts"
    ),
    ("colour = red", #"no setting is called "colour""#),
    ("rotation", "is not key = value"),
  ]) func saysWhatIsWrongAndWhere(_ text: String, _ complaint: String) throws {
    #expect(try complaints("\n\n\(text)") == ["FILE:3: \(complaint)"])
  }

  @Test func tellsEveryMistakeAndKeepsTheRest() throws {
    let scratch = try Scratch()
    let text = """
      rotation = 90
      panel = waveshare-1.47
      poll_ms = 1
      rotation = 0
      color_order = green
      """
    var file = try SettingsFile(path: scratch.write("settings.txt", text.utf8))
    let configuration = try file.configuration()
    #expect(configuration.panel.glass == Size(width: 172, height: 320))
    #expect(configuration.rotation == .degrees0)
    #expect(
      file.complaints.map { $0.split(separator: "/").last.map(String.init) } == [
        "settings.txt:4: rotation is set twice; the default counts",
        #"settings.txt:3: poll_ms "1" must be a whole number from 1000 to 60000; the default counts"#,
        #"settings.txt:5: color_order "green" must be one of: rgb bgr; the default counts"#,
      ])
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

  @Test(arguments: [
    (["--panel", "waveshare-9"], "--panel \"waveshare-9\" must be a name such as waveshare-1.83"),
    (["--panel", "240x320+0+1"], "--panel \"240x320+0+1\" must be a name"),
    (["--rotation", "45"], "--rotation \"45\" must be one of: 0 90 180 270"),
  ]) func aWrongGlassIsWrongUsage(_ options: [String], _ complaint: String) {
    let said = hostsim(["run", "--out", "/nonexistent/x"] + options)
    #expect(said.status == 2)
    #expect(said.err.joined().contains(complaint))
  }

  /// The picture at the end of a run.
  private func end(_ settings: String, _ options: String...) throws -> Picture {
    let scratch = try Scratch()
    let file = try scratch.write("s", settings.utf8)
    let said = hostsim(
      ["run", "--settings", file, "--for", "8s", "--out", scratch.path("run")] + options)
    #expect(said.status == 0, "\(said.err)")
    let last = try #require(said.out.last { $0.hasSuffix("-end.png") })
    let name = last.split(separator: " ").last.map(String.init) ?? ""
    return try PictureFile.load(path: scratch.path("run/\(name)"))
  }

  @Test func theGlassIsTheOneThatIsSet() throws {
    let set = try end("panel = 135240\nrotation = 270")
    #expect((set.width, set.height) == (240, 135))
    let given = try end("", "--panel", "waveshare-1.47", "--rotation", "90")
    #expect((given.width, given.height) == (320, 172))
    #expect(try end("panel = waveshare-1.47\nrotation = 0", "--rotation", "90") == given)
  }

  /// What is on the desk does not change with what is set: a wrong setting looks wrong.
  @Test func aWrongSettingLooksWrong() throws {
    let right = try end("")
    for wrong in ["color_order = rgb", "inverted = 0", "mirror = 1", "panel = 240x280+0+0"] {
      let seen = try end(wrong, "--panel", "waveshare-1.83")
      #expect((seen.width, seen.height) == (right.width, right.height))
      #expect(seen != right, "\(wrong)")
    }
    let exchanged = try end("color_order = rgb")
    let (red, _, blue) = right[120, 120]
    #expect(red != blue)
    #expect(exchanged[120, 120].red == blue && exchanged[120, 120].blue == red)
    #expect(try end("color_order = bgr\ninverted = 1\nmirror = 0") == right)
  }
}

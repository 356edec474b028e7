import Testing

@testable import Firmware
@testable import HostSim

/// How bright the glass is, from the gateway's answers to the backlight.
@Suite struct LightTests {
  private static let red = track("Red", red: 255)

  /// Plays, is paused after 10 s, silent after 20 s, and plays again after 200 s; the clock comes
  /// after 5 s of silence.
  private static func rig(_ settings: [Setting: String]) -> DeviceRig {
    var store = SettingsFile()
    let all = settings.merging([.idleDelayMs: "5000", .pollPeriodMs: "1000"]) { set, _ in set }
    for (setting, value) in all { store.set(setting, value, option: "") }
    var paused = red
    paused.isPlaying = false
    return DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }), (10, { paused.answer(withCover: $0) }),
        (20, { _ in .silence }), (200, { red.answer(withCover: $0) }),
      ]), Configuration(from: &store))
  }

  private static func light(_ rig: DeviceRig, at seconds: UInt64) -> UInt8 {
    rig.run(untilMs: seconds * 1_000)
    return rig.desk.model.backlightPercent
  }

  @Test func aPauseIsDimmerByAThird() {
    let rig = Self.rig([.dayBrightness: "90", .nightBrightness: "90"])
    #expect(Self.light(rig, at: 9) == 90)
    #expect(Self.light(rig, at: 14) == 60)
    #expect(rig.shownFace == .paused)
    // The clock stays on for ever.
    #expect(Self.light(rig, at: 199) == 90)
    #expect(rig.shownFace == .idle)
  }

  @Test func theClockGoesDarkAndPlaybackWakesIt() {
    let rig = Self.rig([.idleOffMs: "60000", .nightBegins: "0", .nightEnds: "0"])
    #expect(Self.light(rig, at: 70) == 100)
    #expect(Self.light(rig, at: 90) == 0)
    #expect(rig.shownFace == .idle && rig.device.isHealthy(now: rig.desk.now))
    #expect(Self.light(rig, at: 199) == 0)
    #expect(Self.light(rig, at: 205) == 100)
  }

  /// The gateway's clock says a quarter past eight in the evening.
  @Test(arguments: [true, false]) func theNightIsLeftDarkWhereThatIsSet(_ isNight: Bool) {
    let rig = Self.rig([
      .idleOffMs: "1", .nightWake: "0", .nightBegins: isNight ? "0:01" : "0:00",
      .nightEnds: "0:00", .nightBrightness: "20",
    ])
    #expect(Self.light(rig, at: 9) == (isNight ? 20 : 100))
    #expect(Self.light(rig, at: 60) == 0)
    #expect(Self.light(rig, at: 205) == (isNight ? 0 : 100))
    #expect(rig.shownFace == .playing)
  }
}

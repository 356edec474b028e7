import Testing

@testable import Firmware
@testable import HostSim

/// A controller that was reset behind the firmware's back is right again after a while, and nobody
/// sees what is done for it.
@Suite struct PanelRefreshTests {
  /// A state of the world, and the face that it leads to.
  struct Setting: Sendable, CustomStringConvertible {
    let description: String
    let face: Face
    var update: UpdateStatus?
    let answer: @Sendable (_ withCover: Bool) -> GatewayAnswer
  }

  /// An item in which nothing moves: it has no end, and its texts fit.
  static let still: NowPlayingDocument = {
    var document = track("Red", red: 255, side: 200)
    document.durationMilliseconds = nil
    return document
  }()

  private static func with(
    _ document: NowPlayingDocument, _ change: (inout NowPlayingDocument) -> Void
  ) -> NowPlayingDocument {
    var document = document
    change(&document)
    return document
  }

  static let settings: [Setting] = {
    let long = track("A name that does not fit on the line by any means", red: 255)
    let moving = with(long) { $0.durationMilliseconds = 9_000_000 }
    let paused = with(track("Paused", blue: 255)) { $0.isPlaying = false }
    let bare = with(still) { $0.cover = nil }
    return [
      Setting(description: "playing", face: .playing) { still.answer(withCover: $0) },
      Setting(description: "moving", face: .playing) { moving.answer(withCover: $0) },
      Setting(description: "no cover", face: .playing) { bare.answer(withCover: $0) },
      Setting(description: "paused", face: .paused) { paused.answer(withCover: $0) },
      Setting(description: "idle", face: .idle) { _ in .silence },
      Setting(description: "no network", face: .noNetwork) { _ in .failure(.noNetwork) },
      Setting(description: "no gateway", face: .noGateway) { _ in .failure(.noConnection) },
      Setting(description: "not trusted", face: .notTrusted) { _ in .failure(.notTrusted) },
      Setting(description: "refused", face: .refused) { _ in .status(401, retryAfter: nil) },
      Setting(description: "break", face: .rateLimited) { _ in .status(429, retryAfter: "3600") },
      Setting(description: "connecting", face: .connecting) { _ in .stalled([], after: 0) },
      Setting(description: "updating", face: .updating, update: .running(percent: 7)) { _ in
        .silence
      },
      Setting(description: "update failed", face: .updateFailed, update: .failed) { _ in .silence },
    ]
  }()

  private func rig(
    _ setting: Setting, _ panelCase: PanelCase = .all[0], _ rotation: Rotation = .degrees0
  ) throws -> DeviceRig {
    // An hour until the clock: the pause stays.
    var store = OneSetting(.idleDelayMs, "3600000")
    var configuration = Configuration(from: &store)
    configuration.panel = panelCase.panel
    configuration.rotation = rotation
    let rig = DeviceRig(
      GatewayProgram { _, withCover in setting.answer(withCover) }, configuration,
      desk: SimulatedDesk(glass: panelCase.glass))
    rig.device.show(setting.update, now: rig.desk.now)
    return rig
  }

  @Test(arguments: settings)
  func aDischargeIsMendedInTime(_ setting: Setting) throws {
    var random = SeededGenerator(seed: UInt64(setting.description.utf8.count))
    let panelCase = PanelCase.all.randomElement(using: &random)!
    let rotation = Rotation.all.randomElement(using: &random)!
    let momentMs = UInt64.random(in: 8_000...70_000, using: &random)
    // For a face that does not last, the time at which it is looked at counts.
    let rig = try rig(setting, panelCase, rotation)
    let twin = try self.rig(setting, panelCase, rotation)
    rig.run(untilMs: momentMs)
    if setting.face != .connecting { #expect(rig.shownFace == setting.face) }
    rig.desk.model.discharge(seed: random.next())
    rig.run(untilMs: momentMs + 60_000)
    let model = rig.desk.model
    #expect(!model.isAsleep && model.isOn)
    #expect(model.isInverted == (panelCase.glass.polarity == .inverted))
    #expect(model.isBGR == (panelCase.glass.colorOrder == .bgr))
    #expect(model.registers.pixelFormat == 0x55)
    let gamma = model.registers[0xE1]
    // Half a second off any change of the seconds and minutes.
    let endMs = momentMs + 600_000
    rig.run(untilMs: endMs)
    twin.run(untilMs: endMs)
    #expect(gamma != nil && gamma == twin.desk.model.registers[0xE1])
    let area = rig.device.display.coverArea
    let isCover = rig.device.display.cover.picture != nil
    let wrong = rig.desk.picture.viewed(rotation.viewer).differences(
      from: twin.desk.picture.viewed(rotation.viewer), outside: isCover ? area : .empty)
    #expect(wrong.isEmpty, "\(panelCase), \(rotation), \(momentMs) ms")
    #expect(rig.desk.complaint == nil)
    #expect(rig.displayResets == 0)
    #expect(rig.shownFace == twin.shownFace)
    #expect(rig.isHealthy == twin.isHealthy)
  }

  @Test(arguments: [200, 2_000, 3_000_000] as [UInt64])
  func theCoverIsMendedWithinAnHour(_ momentMs: UInt64) throws {
    let rig = try rig(Self.settings[0])
    rig.run(untilMs: momentMs)
    rig.desk.model.discharge(seed: momentMs)
    let twin = try self.rig(Self.settings[0])
    twin.run(untilMs: 60_000)
    rig.run(untilMs: momentMs + 3_600_000)
    #expect(rig.desk.picture == twin.desk.picture)
    #expect(rig.desk.complaint == nil)
  }

  /// Nothing is ever written that was not there before, and nothing is switched.
  @Test(arguments: settings.filter { $0.description != "moving" && $0.face != .rateLimited })
  func nobodySeesARefresh(_ setting: Setting) throws {
    let rig = try rig(setting)
    let log = CommandLog()
    rig.desk.wiring.add(log)
    rig.run(untilMs: 20_300)
    log.removeAll()
    let (picture, changed) = (rig.desk.picture, rig.desk.model.changedPixelCount)
    var looks = 0
    // The idle face moves each minute, the others do not.
    let durationMs: UInt64 = setting.face == .idle ? 58_000 : 3_500_000
    let hasCover = rig.isCoverShown
    rig.run(untilMs: 20_300 + durationMs) { rig in
      looks += 1
      #expect(!hasCover || rig.isCoverShown)
    }
    if setting.face == .idle {
      #expect(rig.desk.model.isOn)
    } else {
      #expect(rig.desk.picture == picture)
      #expect(rig.desk.model.changedPixelCount == changed)
    }
    #expect(looks > 0)
    #expect(
      log.backlights.allSatisfy { $0 == (setting.face == .paused ? 67 : 100) }
        && log.resetCount == 0)
    for opcode: UInt8 in [0x01, 0x10, 0x28] { #expect(log.count(of: opcode) == 0) }
    let refreshes = UInt64(log.count(of: 0x11))
    #expect((durationMs / 60_000...durationMs / 55_000 + 1).contains(refreshes), "\(refreshes)")
    #expect(rig.desk.complaint == nil)
  }

  /// The times that the limits promise.
  @Test func theLimitsAddUp() {
    let refreshMs = Limits.panelRefreshMs + PanelWait.refresh.milliseconds
    #expect(refreshMs + PanelWait.sleepOut.milliseconds < 60_000)
    #expect(refreshMs * (UInt32(Limits.tileRefreshes) + 1) < 600_000)
    #expect(Limits.coverRefreshMs + refreshMs + Limits.coverDeadlineMs < 3_600_000)
  }

  /// What refreshes cost: bytes a minute on the bus.
  @Test func aRefreshIsCheap() throws {
    let rig = try rig(Self.settings[0])
    rig.run(untilMs: 20_000)
    _ = rig.desk.wiring.takeStatistics()
    rig.run(untilMs: 20_000 + 3_600_000)
    let bytes = rig.desk.wiring.takeStatistics().bytes / 60
    #expect(bytes > 0 && bytes < 24_000, "\(bytes) bytes a minute")
  }
}

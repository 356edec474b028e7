import Testing

@testable import Firmware
@testable import HostSim

/// When the glass says that an update has failed.
@Suite struct UpdateNoticeTests {
  /// How often the notice came onto the glass, in lives of a device with one flash.
  private func notices(_ update: UpdateRig, livesMs: [UInt32], limit: Int = 50) -> Int {
    var count = 0
    for lifeMs in livesMs {
      update.flash.powerUp()
      guard let outcome = try? update.bootloader.boot() else { return -1 }
      let rig = DeviceRig(program([(0, { _ in .silence })]))
      var updater = UpdateRig.RigUpdater(
        client: UpdateClient(server: update.server, clock: rig.desk.clock),
        flash: update.updateFlash(running: outcome.slot), verifier: update.verifier,
        identity: FirmwareIdentity(
          version: outcome.version, board: Array("sim".utf8).span, securityVersion: 1),
        deviceID: ShortText(), seed: 1)
      var due = rig.desk.now
      var wasShown = false
      while rig.milliseconds < lifeMs && !updater.wantsRestart {
        var next = rig.device.step(now: rig.desk.now)
        if rig.desk.now.hasReached(due) { due = updater.step(now: rig.desk.now, of: &rig.device) }
        next = next.earlier(due)
        let isShown = rig.shownFace == .updateFailed
        count += isShown && !wasShown ? 1 : 0
        wasShown = isShown
        rig.desk.wait(until: next)
      }
    }
    return count
  }

  private static let hourMs: UInt32 = 3_600_000

  /// The same refusal at each question is said once.
  @Test func aRefusalIsToldOnce() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.board = "esp32c6"
    rig.server.manifest = Array(offer.json.utf8)
    #expect(notices(rig, livesMs: [13 * Self.hourMs]) == 1)
    #expect(rig.server.manifestCount >= 2)
  }

  /// Another version, or another reason, is told as well, and what was told is not forgotten.
  @Test func eachVersionAndReasonIsToldOnce() {
    let rig = UpdateRig()
    rig.server.offers = ["1.1.0", "1.1.1"].flatMap { version in
      ["esp32c6", "sim"].map { board in
        var offer = rig.offer
        offer.version = version
        offer.board = board
        offer.size = rig.layout.slotByteCount + 1
        return (Array(offer.json.utf8), rig.newImage)
      }
    }
    #expect(notices(rig, livesMs: [44 * Self.hourMs]) == 4)
    #expect(rig.server.manifestCount >= 7)
  }

  /// A version that has failed for good was told of when it failed, and is not again at each start.
  @Test func aVersionThatFailedIsNotToldAtEachStart() {
    let rig = UpdateRig()
    rig.server.image[100] ^= 1
    #expect(notices(rig, livesMs: [13 * Self.hourMs]) == 1)
    #expect(notices(rig, livesMs: [200_000, 200_000, 200_000]) == 0)
    #expect(rig.server.starts.count == 3)
  }

  /// Three wrong downloads, the device switched off after each.
  @Test func aWrongDownloadIsToldOnceAcrossStarts() {
    let rig = UpdateRig()
    rig.server.image[100] ^= 1
    let count = notices(rig, livesMs: [200_000] + [UInt32](repeating: 4 * Self.hourMs, count: 3))
    #expect(count == 1)
    #expect(rig.server.starts.count == 3)
  }

  /// A flash that fails all the time is told of once.
  @Test func aBrokenFlashIsToldOnce() {
    let rig = UpdateRig()
    rig.refusedReads = 1..<Int.max
    #expect(notices(rig, livesMs: [6 * Self.hourMs]) == 1)
    #expect(rig.flashReads > 5)
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// What random lives of an updater came upon.
@Suite struct UpdateEdgeTests {
  /// One flipped bit makes the image on trial look like none, and it does not prove itself: the image
  /// before is started as a confirmed one, and the two do not change places all night.
  @Test(arguments: [0, 4])
  func theImageBeforeIsNotOnTrial(_ bit: Int) {
    let rig = UpdateRig()
    #expect(rig.live() == .restart)
    rig.proves = { _ in false }
    rig.server.manifestStatus = 503
    var isFlipped = false
    rig.afterStep = { rig in
      guard !isFlipped, rig.runningVersion == UpdateRig.newVersion else { return }
      isFlipped = true
      for sector in 0..<2 {
        let state = rig.layout.otadata.lowerBound + sector * 4_096 + 24
        if rig.flash.contents[state] == 1 { rig.flash.flip(bit: bit, at: state) }
      }
    }
    rig.live(toMs: 12 * 3_600_000)
    #expect(isFlipped)
    #expect(rig.boots.count < 10, "\(rig.boots.count)")
    #expect(rig.runningVersion == UpdateRig.oldVersion)
  }

  /// How far another image came says nothing about this one, which comes in short pieces.
  @Test func anotherImagesProgressIsNotThisOnes() {
    let rig = UpdateRig(sectorCount: 40)
    let first = rig.addOffer("1.2.0")
    let second = rig.addOffer("1.3.0")
    rig.server.offers = [first]
    rig.server.breakPlace = 36 * 4_096
    var switched: UInt32?
    var complete: UInt32?
    rig.afterStep = { rig in
      if switched == nil, rig.clock.now.milliseconds > 3 * 3_600_000 {
        switched = rig.clock.now.milliseconds
        rig.server.offers = [second]
        rig.server.breakPlace = nil
        rig.server.fault = .breaks(after: 9_000)
      }
      if complete == nil, rig.events.last == .complete { complete = rig.clock.now.milliseconds }
    }
    _ = rig.live(restMs: .max, untilMs: 24 * 3_600_000)
    #expect(switched != nil)
    let minutes = ((complete ?? .max) &- (switched ?? 0)) / 60_000
    #expect(minutes < 150, "\(minutes)")
  }

  /// A flash that refuses to remember that a rollback was told does not have it told again and again.
  @Test func aRollbackIsToldOnceWhereTheFlashRefuses() throws {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion }
    #expect(rig.live() == .restart)
    #expect(rig.live() == .restart)
    rig.refusedRegion = .journal
    let outcome = try #require(try rig.bootloader.boot())
    var updater = UpdateRig.RigUpdater(
      client: UpdateClient(server: rig.server, clock: rig.clock),
      flash: rig.updateFlash(running: outcome.slot), verifier: rig.verifier,
      identity: FirmwareIdentity(
        version: Version(Array(outcome.image.version.utf8).span), board: Array("sim".utf8).span,
        securityVersion: 1), deviceID: ShortText(), seed: 1)
    var pause = GatewayPause(jitter: Jitter(seed: 1))
    let facts = UpdateFacts(isProven: true, isQuiet: true, unixTime: nil)
    var notices: [Instant] = []
    let end = rig.clock.now + 12 * 3_600_000
    while !rig.clock.now.hasReached(end) {
      let next = updater.step(now: rig.clock.now, facts, &pause)
      if let notice = updater.noticeEnd, notice != notices.last { notices.append(notice) }
      rig.clock.wait(until: next)
    }
    #expect(notices.count == 1)
  }
}

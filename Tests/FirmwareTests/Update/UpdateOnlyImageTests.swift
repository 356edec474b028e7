import Testing

@testable import Firmware
@testable import HostSim

/// An image on trial that has nothing to go back to, because the other slot is damaged.
@Suite struct UpdateOnlyImageTests {
  private static let hourMs: UInt32 = 3_600_000
  private static let dayMs: UInt32 = 24 * hourMs

  /// The new image never proves itself, and the old one is damaged: the good one on offer comes.
  @Test(arguments: [Slot.first, .second], [0, 1])
  func aBadImageBesideADamagedOneAsks(_ running: Slot, _ badOffers: Int) {
    let rig = UpdateRig(running: running)
    rig.proves = { $0 == "1.9.0" }
    #expect(rig.live() == .restart)
    rig.flash.flip(bit: 1, at: rig.layout[.slot(running)].lowerBound + 9)
    // Another bad one may come first.
    if badOffers == 1 {
      rig.server.offers = [rig.addOffer("1.8.0")]
      rig.live(toMs: 2 * Self.dayMs)
      #expect(rig.runningVersion == UpdateRig.newVersion)
      #expect(rig.starts(of: "1.8.0") == 3)
    } else {
      rig.server.manifestStatus = 404
      rig.live(toMs: 2 * Self.dayMs)
      #expect(rig.boots.count <= 4)
      rig.server.manifestStatus = 200
    }
    rig.server.offers = [rig.addOffer("1.9.0")]
    rig.live(toMs: 3 * Self.dayMs)
    #expect(rig.runningVersion == "1.9.0")
    #expect(rig.events.last == .upToDate || rig.events.last == .confirmed)
    #expect(rig.boots.last?.state == .pendingVerify)
    #expect(rig.flash.violations == [])
  }

  /// The same, and the power goes anywhere.
  @Test(arguments: [Slot.first, .second])
  func aBadImageBesideADamagedOneAndACut(_ running: Slot) {
    for operation in 1...200 {
      let rig = UpdateRig(running: running, seed: UInt64(operation))
      rig.proves = { $0 == "1.9.0" }
      #expect(rig.live() == .restart)
      rig.flash.flip(bit: 1, at: rig.layout[.slot(running)].lowerBound + 9)
      rig.server.offers = [rig.addOffer("1.9.0")]
      let before = rig.flash.operationCount
      rig.flash.cutPower(atOperation: operation)
      while rig.clock.now.milliseconds < Self.dayMs {
        if rig.live(restMs: .max, untilMs: Self.dayMs) != .restart { break }
      }
      let isCut = !rig.flash.isPowered
      rig.live(toMs: 3 * Self.dayMs)
      #expect(rig.runningVersion == "1.9.0", "cut \(operation)")
      #expect(rig.flash.violations == [], "cut \(operation)")
      if !isCut {
        #expect(rig.flash.operationCount - before < operation)
        return
      }
    }
    Issue.record("an update that takes this long has not ended")
  }

  /// It proves itself late, when it has nothing to go back to: it stays.
  @Test func aLateProofCounts() {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion }
    #expect(rig.live() == .restart)
    rig.flash.flip(bit: 1, at: rig.layout.firstSlot.lowerBound + 9)
    rig.live(toMs: 3 * Self.hourMs)
    rig.proves = { _ in true }
    rig.live(toMs: 30 * Self.hourMs)
    #expect(rig.events.contains(.confirmed))
    #expect(rig.isConfirmed)
  }
}

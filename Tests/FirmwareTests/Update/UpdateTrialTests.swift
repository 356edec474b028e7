import Testing

@testable import Firmware
@testable import HostSim

/// What never proves itself is never confirmed, whatever else goes wrong.
@Suite struct UpdateTrialTests {
  @Test(arguments: [Slot.first, .second])
  func aBadImageAndACutAnywhere(_ running: Slot) {
    for operation in 1...200 {
      let rig = UpdateRig(running: running, seed: UInt64(operation))
      rig.proves = { $0 == UpdateRig.oldVersion }
      rig.flash.cutPower(atOperation: operation)
      let isCut = rig.liveUntilCut()
      rig.liveUntilRest()
      #expect(rig.runningVersion == UpdateRig.oldVersion, "cut \(operation)")
      #expect(!rig.isConfirmed, "cut \(operation)")
      if !isCut { return }
    }
    Issue.record("an update that takes this long has not ended")
  }

  /// A manifest that promises more than its image is: installed a few times, not for ever.
  @Test func aPromiseThatTheImageDoesNotKeep() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.version = "2.0.0"
    rig.server.manifest = Array(offer.json.utf8)
    rig.liveUntilRest()
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    #expect(rig.server.starts.count <= Int(Limits.updateTries))
    #expect(rig.runningVersion == UpdateRig.newVersion)
  }

  /// Entries from elsewhere: whatever their numbers are, the update arrives.
  @Test(arguments: [0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FF00])
  func entriesFromElsewhere(_ sequence: UInt32) {
    for state in [SimulatedBootloader.EntryState.valid, .undefined, .new, .pendingVerify] {
      for sectors in [[0], [1], [0, 1]] {
        let slot: Slot = sequence % 2 == 1 ? .first : .second
        let rig = UpdateRig()
        rig.flash.preload(rig.oldImage, at: rig.layout[.slot(slot)].lowerBound)
        for sector in sectors {
          let entry = SimulatedBootloader.Entry(sequence: sequence, state: state)
          rig.flash.preload(entry.bytes, at: rig.layout.otadata.lowerBound + sector * 4_096)
        }
        rig.liveUntilRest()
        #expect(
          rig.runningVersion == UpdateRig.newVersion && rig.isConfirmed,
          "\(sequence) \(state) \(sectors)")
      }
    }
  }
}

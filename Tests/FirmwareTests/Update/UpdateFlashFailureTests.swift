import Testing

@testable import Firmware
@testable import HostSim

/// The flash refuses a single call, and works again from then on: the version is not to blame.
@Suite struct UpdateFlashFailureTests {
  private static let writesOfAnUpdate = {
    let rig = UpdateRig()
    rig.liveUntilRest()
    return rig.flashCalls
  }()

  @Test func oneRefusedCallAnywhere() {
    for call in 1...Self.writesOfAnUpdate {
      let rig = UpdateRig()
      rig.refusedCall = call
      rig.liveUntilRest()
      rig.expectArrival("call \(call)")
    }
  }

  /// The journal's other sector tells of a version that was tried three times.
  @Test func oneRefusedCallAfterAFailedVersion() {
    for call in 1...Self.writesOfAnUpdate {
      let rig = UpdateRig()
      var bad = rig.offer
      bad.digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 1))
      rig.server.manifest = Array(bad.json.utf8)
      rig.liveUntilRest()
      #expect(rig.events.last == .failed(.refused(.failedBefore)))
      var better = rig.offer
      better.version = "1.1.1"
      rig.server.manifest = Array(better.json.utf8)
      rig.refusedCall = rig.flashCalls + call
      rig.liveUntilRest()
      #expect(rig.runningVersion == UpdateRig.newVersion, "call \(call)")
    }
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// The flash refuses a single call, and works again from then on: the version is not to blame.
@Suite struct UpdateFlashFailureTests {
  private static let (writesOfAnUpdate, readsOfAnUpdate) = {
    let rig = UpdateRig()
    rig.liveUntilRest()
    return (rig.flashCalls, rig.flashReads)
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

  /// For half a day nothing can be written to one region: no version is blamed for that.
  @Test(arguments: [FlashRegion.otadata, .journal, .slot(.second)])
  func aRegionThatRefusesForHours(_ region: FlashRegion) {
    let rig = UpdateRig()
    rig.server.manifestStatus = 404
    rig.live(toMs: 70_000)
    rig.server.manifestStatus = 200
    rig.refusedRegion = region
    rig.live(toMs: 12 * 3_600_000)
    #expect(rig.events.last == .failed(.flash(code: FlashFailure.outside.code)))
    #expect(rig.events.count > 10)
    rig.refusedRegion = nil
    rig.liveUntilRest()
    rig.expectArrival("")
  }

  /// The driver's number reaches whoever reads the console.
  @Test func theDriversNumberIsTold() {
    let rig = UpdateRig()
    rig.refusedReads = 1..<2
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    #expect(rig.events == [.failed(.flash(code: FlashFailure.misaligned.code))])
    #expect(rig.events[0].text == "the flash does not work, error 258")
    // Larger ones come back through memory, which the compiler gets wrong on the device.
    #expect(MemoryLayout<UpdateFailure>.size <= 8)
  }

  /// An image that does not prove itself is left as soon as otadata can be read again.
  @Test func aTrialEndsOnceOtadataCanBeRead() {
    func rig() -> UpdateRig {
      let rig = UpdateRig()
      rig.proves = { $0 == UpdateRig.oldVersion }
      #expect(rig.live() == .restart)
      return rig
    }
    let twin = rig()
    #expect(twin.live() == .restart)
    let rig = rig()
    // The last thing that a trial reads are the two entries.
    rig.refusedReads = twin.flashReads - 1..<twin.flashReads + 8
    #expect(rig.live() == .restart)
    #expect(rig.events.filter { $0 == .failed(.flash(code: 0x102)) }.count == 9)
    _ = rig.live(untilMs: rig.clock.now.milliseconds + 1_000)
    #expect(rig.runningVersion == UpdateRig.oldVersion)
  }

  /// Reads of the journal, of otadata and of what was written: one, or all for a while, whenever
  /// that begins.
  @Test(arguments: [1, 7]) func refusedReadsAnywhere(_ count: Int) {
    for read in 1...Self.readsOfAnUpdate {
      let rig = UpdateRig()
      rig.refusedReads = read..<read + count
      rig.liveUntilRest()
      rig.expectArrival("\(count) reads from \(read) on")
    }
  }

  /// The reads of a resumed download: what the slot holds is hashed first.
  @Test func oneRefusedReadOfAResumedDownload() {
    func resumed() -> UpdateRig {
      let rig = UpdateRig()
      rig.server.fault = .breaks(after: 4_200)
      rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
      rig.server.fault = nil
      return rig
    }
    let whole = resumed()
    let before = whole.flashReads
    whole.liveUntilRest()
    for read in before + 1...whole.flashReads {
      let rig = resumed()
      rig.refusedReads = read..<read + 1
      rig.liveUntilRest()
      rig.expectArrival("read \(read)")
    }
  }
}

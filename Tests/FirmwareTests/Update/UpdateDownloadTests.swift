import Testing

@testable import Firmware
@testable import HostSim

/// What may happen between the first byte of an image and its confirmation.
@Suite struct UpdateDownloadTests {
  private typealias Fault = UpdateServer.Fault

  /// The old image is untouched and runs.
  private func expectOld(_ rig: UpdateRig) {
    #expect(rig.runningVersion == UpdateRig.oldVersion)
    let place = rig.layout.firstSlot.lowerBound
    #expect(Array(rig.flash.contents[place..<place + rig.oldImage.count]) == rig.oldImage)
    #expect(rig.flash.violations == [])
  }

  /// The reason of the first failure, after which the updater waits for a minute or more.
  private func firstFailure(_ rig: UpdateRig) -> UpdateFailure? {
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    for case .failed(let failure) in rig.events { return failure }
    return nil
  }

  @Test func wrongHashIsTriedThreeTimesAndNeverAgain() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 1))
    rig.server.manifest = Array(offer.json.utf8)
    rig.liveUntilRest()
    #expect(rig.events.filter { $0 == .failed(.refused(.wrongHash)) }.count == 3)
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    #expect(rig.server.starts == [0, 0, 0])
    expectOld(rig)
    // Not after a restart either; but another version is.
    rig.liveUntilRest()
    #expect(rig.server.starts == [0, 0, 0])
    var better = rig.offer
    better.version = "1.1.1"
    rig.server.manifest = Array(better.json.utf8)
    rig.liveUntilRest()
    #expect(rig.runningVersion == UpdateRig.newVersion)
  }

  @Test(arguments: [true, false])
  func endless(_ saysSo: Bool) {
    let rig = UpdateRig()
    rig.server.fault = .endless(saysSo: saysSo)
    #expect(firstFailure(rig) == .refused(.tooLong))
    expectOld(rig)
    // What the head tells is refused before the first erase.
    let erases = rig.flash.eraseCounts[rig.layout.secondSlot.lowerBound / 4_096]
    #expect(erases == (saysSo ? 0 : 1))
  }

  @Test(arguments: [1, 600, 5_003], [true, false])
  func tooShort(_ missing: Int, _ saysSo: Bool) {
    let rig = UpdateRig()
    rig.server.fault = .short(by: missing, saysSo: saysSo)
    #expect(firstFailure(rig) == .refused(.tooShort))
    expectOld(rig)
    let erases = rig.flash.eraseCounts[rig.layout.secondSlot.lowerBound / 4_096]
    #expect(erases == (saysSo || missing == 5_003 ? 0 : 1))
  }

  @Test(arguments: [UInt16(204), 301, 404, 500])
  func otherStatus(_ status: UInt16) {
    let rig = UpdateRig()
    rig.server.fault = .status(status)
    #expect(firstFailure(rig) == .status(status))
    expectOld(rig)
  }

  @Test func slowDataIsGivenUp() {
    let rig = UpdateRig()
    rig.server.fault = .slow(bytesPerSecond: 300)
    #expect(firstFailure(rig) == .network(.timedOut))
    // A little faster is fast enough.
    let other = UpdateRig()
    other.server.fault = .slow(bytesPerSecond: 500)
    other.liveUntilRest()
    #expect(other.runningVersion == UpdateRig.newVersion)
  }

  @Test func aStalledServerIsGivenUp() {
    let rig = UpdateRig()
    rig.server.fault = .stalls(after: 2_000)
    #expect(firstFailure(rig) == .network(.timedOut))
    #expect(rig.clock.now.milliseconds < 100_000)
    expectOld(rig)
  }

  /// Complete sectors are not fetched again, in the same life or in the next.
  @Test(arguments: [false, true])
  func aBrokenDownloadIsResumed(_ restarts: Bool) {
    let rig = UpdateRig()
    rig.server.fault = .breaks(after: 4_200)
    if restarts {
      rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
      #expect(rig.server.starts == [0])
    }
    // What is left is shorter than what the connection bears.
    rig.liveUntilRest()
    #expect(rig.server.starts == [0, 4_096])
    #expect(rig.events.contains(.fetching(from: 4_096)))
    #expect(rig.runningVersion == UpdateRig.newVersion)
    #expect(rig.flash.eraseCounts[rig.layout.secondSlot.lowerBound / 4_096] == 1)
  }

  /// A server without ranges, and one whose range is another: from the start, and it arrives.
  @Test(arguments: [UpdateServer.Fault.wholeOnly, .otherRange, .status(416)])
  func rangesMayFail(_ fault: UpdateServer.Fault) {
    let rig = UpdateRig()
    rig.server.fault = .breaks(after: 4_200)
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    rig.server.fault = fault
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    if case .status = fault { rig.server.fault = nil }
    rig.liveUntilRest()
    #expect(rig.server.starts == (fault == .wholeOnly ? [0, 4_096] : [0, 4_096, 0]))
    #expect(!rig.events.contains(.failed(.slotDamaged)))
    #expect(rig.runningVersion == UpdateRig.newVersion)
    #expect(rig.flash.violations == [])
  }

  /// A server without ranges sends all of another image: that is its own fault, and counts.
  @Test func aWholeImageInsteadOfTheRestIsJudgedAsOne() {
    let rig = UpdateRig()
    rig.server.fault = .breaks(after: 4_200)
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    rig.server.fault = .wholeOnly
    rig.server.image[100] ^= 1
    rig.liveUntilRest()
    #expect(rig.events.filter { $0 == .failed(.refused(.wrongHash)) }.count == 3)
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    expectOld(rig)
  }

  /// What an earlier download left was damaged since: the version is not to blame.
  @Test func aDamagedPartIsFetchedAnew() {
    let rig = UpdateRig()
    rig.server.fault = .breaks(after: 4_200)
    rig.liveUntilRest(restMs: Limits.updateBackoffBaseMs)
    rig.flash.flip(bit: 3, at: rig.layout.secondSlot.lowerBound + 1_000)
    rig.server.fault = nil
    rig.liveUntilRest()
    #expect(rig.events.contains(.failed(.slotDamaged)))
    #expect(rig.server.starts == [0, 4_096, 0])
    #expect(rig.runningVersion == UpdateRig.newVersion)
  }

  /// A cell of the flash that keeps its level is found before the image is started.
  @Test func aWornCellIsFound() {
    let rig = UpdateRig()
    let place = rig.layout.secondSlot.lowerBound + 2_000
    rig.flash.stick(bit: 0, at: place, level: rig.newImage[2_000] & 1 == 0)
    #expect(firstFailure(rig) == .refused(.wrongHash))
    expectOld(rig)
  }

  @Test func whatDoesNotBootIsNotStarted() {
    let rig = UpdateRig()
    rig.images.add(rig.newImage, version: UpdateRig.newVersion, board: "esp32c6")
    #expect(firstFailure(rig) == .refused(.notBootable))
    expectOld(rig)
    rig.liveUntilRest()
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    #expect(rig.server.starts == [0])
  }

  /// An image that never proves itself is left for the old one, three times.
  @Test func anImageThatDoesNotProveItselfIsRolledBack() {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion }
    rig.liveUntilRest()
    let (old, new) = (UpdateRig.oldVersion, UpdateRig.newVersion)
    #expect(rig.boots.map(\.image.version) == [old, new, old, new, old, new, old])
    #expect(rig.events.filter { $0 == .rolledBack }.count == 3)
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    // It was fetched once.
    #expect(rig.server.starts == [0])
    expectOld(rig)
  }

  /// Nobody is disturbed for half an hour, then it has waited long enough.
  @Test func aRestartWaitsForQuiet() {
    let rig = UpdateRig()
    rig.isQuiet = false
    #expect(rig.live() == .restart)
    #expect(rig.events.last == .complete)
    let waited = rig.clock.now.milliseconds
    #expect(waited >= Limits.restartPatienceMs && waited < Limits.restartPatienceMs + 120_000)
  }

  /// Every six hours, give or take; a gateway's wish to be left alone is followed.
  @Test func questionsAreSixHoursApart() {
    let rig = UpdateRig()
    rig.server.manifestStatus = 404
    _ = rig.live(restMs: .max, untilMs: 86_400_000)
    let moments = rig.questions
    #expect(moments.count == 4 || moments.count == 5)
    #expect(Limits.updateFirstCheckMs.contains(moments[0]))
    let gaps = zip(moments.dropFirst(), moments).map { $0 - $1 }
    #expect(gaps.allSatisfy { Limits.updateCheckMs.contains($0) })
    #expect(Set(gaps).count == gaps.count)
  }
}

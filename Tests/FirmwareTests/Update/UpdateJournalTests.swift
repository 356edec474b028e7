import Testing

@testable import Firmware
@testable import HostSim

/// What the journal says again after a loss of power.
@Suite struct UpdateJournalTests {
  private func digest(_ byte: UInt8) -> SHA256.Digest {
    SHA256.Digest(bytes: [32 of UInt8](repeating: byte))
  }

  /// The version that came last, and eight before it; a question about one changes nothing.
  @Test func nineFailedVersionsAreKnown() {
    let rig = UpdateRig()
    let offers = (1...12).map { rig.addOffer("1.8.\($0)", board: "esp32c6") }
    for last in offers.indices {
      rig.server.offers = [offers[last]]
      rig.liveUntilRest()
      #expect(rig.events.last == .failed(.refused(.notBootable)))
      let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
      for earlier in 0...last {
        rig.server.offers = [offers[earlier]]
        rig.liveUntilRest()
        let isKnown = last - earlier <= UpdateJournal.versionCount
        let refusal = isKnown ? UpdateRefusal.failedBefore : .notBootable
        #expect(rig.events.last == .failed(.refused(refusal)), "\(earlier) after \(last)")
        #expect((rig.flash.contents == contents) == isKnown)
        rig.rewind(to: contents, bootCount)
      }
    }
    #expect(rig.flash.violations == [])
  }

  /// Tries are counted, marks are set, and neither touches the other.
  @Test func marksAreIndependent() {
    let all: [VersionMarks.Mark] = [.rollbackTold, .wrongHashTold, .wasWrong, .confirmed]
    for choice in 0..<16 {
      var marks = VersionMarks()
      for index in all.indices where choice & 1 << index != 0 { marks.set(all[index]) }
      for count in 0...Limits.updateTries + 1 {
        let marked = all.indices.filter { marks.has(all[$0]) }.reduce(0) { $0 | 1 << $1 }
        #expect(marked == choice)
        #expect(marks.tries == min(count, Limits.updateTries))
        #expect(marks.hasFailed == (count >= Limits.updateTries))
        let before = marks.bits
        marks.countTry()
        #expect(marks.bits & ~before == 0)
      }
    }
  }

  /// The tries of a version are used up in hours, and not in the time between two questions.
  @Test func limitsAgree() {
    let gaps = UInt32(Limits.updateTries) - 1
    #expect(gaps * Limits.updateRetryMs.lowerBound >= 2 * 3_600_000)
    #expect(Limits.updateRetryMs.upperBound < Limits.updateCheckMs.lowerBound)
    #expect(Limits.updateRetryMs.lowerBound >= Limits.updateBackoffCapMs)
  }

  /// Another digest, length or version is another image.
  @Test func anImageIsItsThreeProperties() throws {
    var flash = UpdateRig().updateFlash(running: .first)
    var journal = UpdateJournal()
    let version = VersionName(digest(2))
    try journal.begin(digest(1), 5_003, version, in: &flash)
    let same = journal.names(digest(1), 5_003, version)
    let others = [
      journal.names(digest(3), 5_003, version), journal.names(digest(1), 5_004, version),
      journal.names(digest(1), 5_003, VersionName(digest(3))),
    ]
    #expect(same && others == [false, false, false])
  }

  /// Where a bit of a record has flipped, the one before it counts.
  @Test func aDamagedRecordDoesNotCount() throws {
    let rig = UpdateRig()
    let versions = [VersionName(digest(2)), VersionName(digest(3))]
    var flash = rig.updateFlash(running: .first)
    var journal = UpdateJournal()
    for version in versions { try journal.begin(digest(1), 5_003, version, in: &flash) }
    rig.flash.flip(bit: 0, at: rig.layout.journal.lowerBound + 4_096 + 44)
    try journal.load(from: &flash)
    let isFirst = journal.names(versions[0])
    #expect(isFirst)
  }

  /// Power that goes while a record is erased or written leaves the one before it.
  @Test(arguments: 1...2) func aCutLeavesARecord(at operation: Int) throws {
    let rig = UpdateRig()
    let version = VersionName(digest(2))
    var flash = rig.updateFlash(running: .first)
    var journal = UpdateJournal()
    try journal.begin(digest(1), 5_003, version, in: &flash)
    rig.flash.cutPower(atOperation: operation)
    _ = try? journal.begin(digest(1), 5_003, VersionName(digest(3)), in: &flash)
    rig.flash.powerUp()
    try journal.load(from: &flash)
    let (isFirst, isSecond) = (journal.names(version), journal.names(VersionName(digest(3))))
    #expect(isFirst || isSecond)
  }

  /// A confirmed image is no longer on its way.
  @Test func anUpdateThatHasArrivedIsOver() throws {
    let rig = UpdateRig()
    rig.liveUntilRest()
    var flash = rig.updateFlash(running: .second)
    var journal = UpdateJournal()
    try journal.load(from: &flash)
    var hash = SHA256()
    hash.update(Array(UpdateRig.newVersion.utf8).span)
    let isOnItsWay = journal.names(VersionName(hash.finalize()))
    #expect(!isOnItsWay)
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// What the journal says again after a loss of power.
@Suite struct UpdateJournalTests {
  private func digest(_ byte: UInt8) -> SHA256.Digest {
    SHA256.Digest(bytes: [32 of UInt8](repeating: byte))
  }

  @Test func eightFailedVersionsAreKept() throws {
    var flash = UpdateRig().updateFlash(running: .first)
    var journal = UpdateJournal()
    for byte in UInt8(1)...9 {
      try journal.rememberFailure(of: VersionName(digest(byte)), in: &flash)
      var other = UpdateJournal()
      try other.load(from: &flash)
      for earlier in UInt8(1)...9 {
        let isKept = earlier <= byte && Int(byte - earlier) < UpdateJournal.failedCount
        let hasFailed = other.hasFailed(VersionName(digest(earlier)))
        #expect(hasFailed == isKept, "\(earlier) after \(byte)")
      }
    }
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

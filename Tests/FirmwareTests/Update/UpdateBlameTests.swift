import Testing

@testable import Firmware
@testable import HostSim

/// Which versions are tried, how often, and when.
@Suite struct UpdateBlameTests {
  private static let hourMs: UInt32 = 3_600_000
  private static let dayMs: UInt32 = 24 * hourMs

  /// Bad versions that servers offer in turn: each is started three times, and no more.
  @Test(arguments: [1, 2, 3, 8])
  func badVersionsInTurn(_ count: Int) {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion || $0 == "1.9.0" }
    let versions = (1...count).map { "1.8.\($0)" }
    rig.server.offers = versions.map { rig.addOffer($0) }
    rig.live(toMs: 20 * Self.dayMs)
    for version in versions { #expect(rig.starts(of: version) == 3, "\(version)") }
    #expect(rig.runningVersion == UpdateRig.oldVersion)
    #expect(rig.flash.violations == [])
    // A good one is taken nevertheless.
    rig.server.offers = [rig.addOffer("1.9.0")]
    rig.live(toMs: 22 * Self.dayMs)
    #expect(rig.runningVersion == "1.9.0")
  }

  /// More bad versions in turn than are remembered: the starts stay hours apart.
  @Test func moreBadVersionsThanAreRemembered() {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion }
    rig.server.offers = (10...30).map { rig.addOffer("1.8.\($0)") }
    rig.live(toMs: 4 * Self.dayMs)
    let bad = rig.boots.filter { $0.image.version != UpdateRig.oldVersion }.count
    #expect(bad >= 8 && bad <= 4 * 24, "\(bad) starts in four days")
  }

  /// Bad images whose power goes while they are tried out count as well.
  @Test func cutsDuringTrialsInTurn() {
    let rig = UpdateRig()
    rig.proves = { $0 == UpdateRig.oldVersion }
    rig.server.offers = [rig.addOffer("1.8.1"), rig.addOffer("1.8.2")]
    rig.afterStep = { rig in
      let isBad = rig.runningVersion != UpdateRig.oldVersion
      if isBad && rig.clock.now.milliseconds % 3 == 0 { rig.flash.cutPower() }
    }
    rig.live(toMs: 10 * Self.dayMs)
    for version in ["1.8.1", "1.8.2"] { #expect(rig.starts(of: version) == 3, "\(version)") }
    #expect(rig.runningVersion == UpdateRig.oldVersion)
  }

  // MARK: A server's bad minutes

  /// Whatever the server sends is wrong for a while, in one life or with a restart every two
  /// minutes: the version is not blamed for good.
  @Test(arguments: [5, 30, 60], [false, true])
  func aServersBadMinutes(_ minutes: UInt32, _ restarts: Bool) {
    let rig = UpdateRig()
    let endMs = minutes * 60_000
    rig.afterStep = { rig in
      rig.server.image = rig.newImage
      if rig.clock.now.milliseconds < endMs { rig.server.image[100] ^= 1 }
    }
    rig.server.image[100] ^= 1
    if restarts {
      for life in 1...minutes / 2 { rig.live(toMs: life * 120_000) }
    }
    rig.liveUntilRest()
    rig.expectArrival("")
    #expect(rig.events.contains(.failed(.refused(.wrongHash))))
  }

  /// Two tries of a version are an hour apart at least, whatever failed.
  @Test(arguments: [false, true])
  func triesAreHoursApart(_ restarts: Bool) {
    let rig = UpdateRig()
    rig.server.image[100] ^= 1
    let lifeMs: UInt32 = restarts ? Self.hourMs * 7 / 2 : 2 * Self.dayMs
    for life in 1...2 * Self.dayMs / lifeMs { rig.live(toMs: life * lifeMs) }
    #expect(rig.downloads.count == 3)
    #expect(zip(rig.downloads.dropFirst(), rig.downloads).allSatisfy { $0 - $1 >= Self.hourMs })
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// What a server that never delivers costs: questions a day, and erases of the same sectors.
@Suite struct UpdateWearTests {
  private static let dayMs: UInt32 = 86_400_000
  /// Waits of one minute to one hour come to 47 a day on average.
  private static let perDayMax = 64

  /// How a server fails for ever.
  enum Trouble: CaseIterable {
    case samePlace, samePlaceFromTheStart, laterPlaceFromTheStart, otherRange, rangeRefused
    case resumedAndWrong, twoInTurn
  }

  private func rig(_ trouble: Trouble) -> UpdateRig {
    let rig = UpdateRig(sectorCount: 4)
    rig.server.breakPlace = 4_200
    switch trouble {
    case .samePlace: rig.server.breakPlace = 9_000
    case .samePlaceFromTheStart: rig.server.fault = .wholeOnly
    case .laterPlaceFromTheStart:
      rig.server.fault = .wholeOnly
      rig.server.breakPlace = 9_000
    case .otherRange: rig.server.fault = .otherRange
    case .rangeRefused:
      // Alternately a part and a refusal of the rest.
      rig.afterStep = { rig in
        rig.server.fault = rig.server.starts.count % 2 == 1 ? .status(416) : nil
      }
    case .resumedAndWrong:
      // No connection lasts for all of it, and all of it is wrong.
      rig.server.breakPlace = nil
      rig.server.fault = .breaks(after: 9_000)
      rig.server.image[100] ^= 1
    case .twoInTurn:
      rig.server.fault = .wholeOnly
      rig.server.offers = [rig.addOffer("1.2.0"), rig.addOffer("1.3.0")]
    }
    return rig
  }

  private func expectLittleWear(_ rig: UpdateRig, days: Int, _ place: String) {
    for day in 1..<days {
      let begin = UInt32(day) * Self.dayMs
      let count = rig.questions.filter { begin <= $0 && $0 < begin + Self.dayMs }.count
      #expect(count >= 3 && count <= Self.perDayMax, "\(place): \(count) questions on day \(day)")
    }
    let most = rig.flash.eraseCounts.max() ?? 0
    #expect(most <= days * Self.perDayMax, "\(place): a sector was erased \(most) times")
    #expect(rig.runningVersion == UpdateRig.oldVersion, "\(place)")
    #expect(rig.flash.violations == [], "\(place)")
  }

  @Test(arguments: Trouble.allCases)
  func aServerThatNeverDeliversIsAskedNowAndThen(_ trouble: Trouble) {
    let rig = rig(trouble)
    rig.live(toMs: 4 * Self.dayMs)
    expectLittleWear(rig, days: 4, "\(trouble)")
  }

  /// The device is switched off and on every eight hours: what was reached before is remembered.
  @Test(arguments: Trouble.allCases)
  func restartsMakeNoDifference(_ trouble: Trouble) {
    let rig = rig(trouble)
    for life in UInt32(1)...12 { rig.live(toMs: life * Self.dayMs / 3) }
    // The first waits of each life are short.
    let count = rig.questions.filter { $0 >= Self.dayMs }.count
    #expect(count <= 3 * (Self.perDayMax + 3 * 8), "\(trouble): \(count) questions")
    #expect(rig.runningVersion == UpdateRig.oldVersion)
  }

  /// A content that is wrong each time it is complete fails for good, however it came.
  @Test func aWrongContentInPartsIsBlamedAsWell() {
    let rig = rig(.resumedAndWrong)
    rig.live(toMs: 3 * Self.dayMs)
    #expect(rig.events.last == .failed(.refused(.failedBefore)))
    #expect(rig.events.contains(.failed(.slotDamaged)))
    #expect(rig.events.filter { $0 == .failed(.refused(.wrongHash)) }.count == 3)
  }

  /// Connections that break, each somewhat later than the last: the image arrives soon.
  @Test func progressIsRewarded() {
    let rig = UpdateRig(sectorCount: 40)
    rig.server.fault = .breaks(after: 9_000)
    rig.liveUntilRest()
    rig.expectArrival("")
    #expect(rig.server.starts.count == 20)
    let most = rig.flash.eraseCounts.max() ?? 0
    #expect(most <= 20)
    // Twenty waits of one to two minutes.
    #expect((rig.downloads.last ?? 0) < 3_600_000)
  }
}

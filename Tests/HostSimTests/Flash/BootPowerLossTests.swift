import Firmware
import Testing

@testable import HostSim

struct BootPowerLossTests {
  typealias Entry = SimulatedBootloader.Entry

  /// Otadata whose boot writes: nothing yet, a trial to begin, one that failed, two, all at once.
  static let beginnings: [[Entry?]] = [
    [nil, nil],
    [Entry(sequence: 1, state: .valid), Entry(sequence: 2, state: .new)],
    [Entry(sequence: 1, state: .valid), Entry(sequence: 2, state: .pendingVerify)],
    [Entry(sequence: 3, state: .pendingVerify), Entry(sequence: 2, state: .pendingVerify)],
    [Entry(sequence: 3, state: .new), Entry(sequence: 2, state: .pendingVerify)],
    [Entry(sequence: .max, state: .pendingVerify), nil],
  ]

  private static func operationCount(_ entries: [Entry?], _ verifies: [Bool]) throws -> Int {
    let rig = BootRig(entries, verifies: verifies)
    _ = try rig.bootloader.boot()
    return rig.flash.operationCount
  }

  @Test(arguments: [[true, true], [true, false], [false, true], [false, false]])
  func aCutAnywhereInABootLeavesABootableDevice(_ verifies: [Bool]) throws {
    var cuts = 0
    for (index, entries) in Self.beginnings.enumerated() {
      let count = try Self.operationCount(entries, verifies)
      for number in 1..<count + 1 {
        for kind in TornWrite.allCases {
          let rig = BootRig(entries, verifies: verifies, seed: UInt64(index * 100 + number))
          rig.flash.cutPower(atOperation: number, leaving: kind)
          #expect(throws: FlashFailure.powerLost) { try rig.bootloader.boot() }
          rig.flash.powerUp()
          // Once more while it recovers, if that takes so many operations.
          rig.flash.cutPower(atOperation: 1 + number % 2)
          let outcome = try rig.bootToTheEnd()
          #expect((outcome != nil) == verifies.contains(true))
          if let outcome {
            #expect(verifies[Int(outcome.slot.rawValue)])
            #expect(outcome.image == rig.bootloader.image(in: outcome.slot))
          }
          #expect(rig.flash.violationCount == 0)
          cuts += 1
        }
      }
    }
    #expect(cuts >= 40)
  }

  /// A boot writes no sector but those of otadata, torn or not.
  @Test func aCutInABootTouchesOtadataAlone() throws {
    for (index, entries) in Self.beginnings.enumerated() {
      for number in 1...2 {
        let rig = BootRig(entries, seed: UInt64(index))
        let before = rig.flash.contents
        rig.flash.cutPower(atOperation: number)
        #expect(throws: FlashFailure.powerLost) { try rig.bootloader.boot() }
        let otadata = rig.layout.otadata
        #expect(rig.flash.contents[..<otadata.lowerBound] == before[..<otadata.lowerBound])
        #expect(rig.flash.contents[otadata.upperBound...] == before[otadata.upperBound...])
      }
    }
  }

  /// Whatever is left of a trial's entry, the image that was confirmed before can still be started.
  @Test func aTrialThatIsCutEndsInOneOfTheTwoImages() throws {
    for seed in UInt64(1)...30 {
      let rig = BootRig(Self.beginnings[1], seed: seed)
      rig.flash.cutPower(atOperation: 1 + Int(seed % 2))
      #expect(throws: FlashFailure.powerLost) { try rig.bootloader.boot() }
      rig.flash.powerUp()
      let outcome = try #require(try rig.bootloader.boot())
      #expect(!outcome.fellBack)
      #expect(outcome.state == (outcome.slot == .second ? .pendingVerify : .valid))
      let next = try #require(try rig.bootloader.boot())
      #expect(next.slot == .first)
    }
  }
}

import Firmware
import Testing

@testable import HostSim

struct SimulatedBootloaderTests {
  typealias Entry = SimulatedBootloader.Entry
  typealias State = SimulatedBootloader.EntryState

  private static let sequences: [UInt32] = [0, 1, 2, .max]
  private static let states: [UInt32] = [0, 1, 2, 3, 4, .max]

  /// Every entry worth a look: sequence numbers × states × CRC right or wrong.
  private static let cases = sequences.flatMap { sequence in
    states.flatMap { state in
      [true, false].map {
        BootModel.Entry(sequence: sequence, state: state, crcIsRight: $0)
      }
    }
  }

  private static func entry(_ model: BootModel.Entry) -> Entry {
    var entry = Entry(sequence: model.sequence, state: State(rawValue: model.state))
    if !model.crcIsRight { entry.crc ^= 0x10 }
    return entry
  }

  /// What a boot did, as far as it can be seen.
  private struct Seen: Equatable {
    var slot: Int?
    var fellBack: Bool
    var version: String?
    var entries: [Entry]
    var operations: [FlashOperation]
    var violationCount: Int
  }

  private static func check(_ before: [BootModel.Entry], verifies: [Bool]) throws {
    let model = BootModel.boot(before, verifies: verifies)
    let rig = BootRig(before.map { entry($0) }, verifies: verifies)
    let outcome = try rig.bootloader.boot()
    let seen = Seen(
      slot: outcome.map { Int($0.slot.rawValue) }, fellBack: outcome?.fellBack ?? false,
      version: outcome?.image.version, entries: try rig.entries, operations: rig.flash.operations,
      violationCount: rig.flash.violationCount)
    let expected = Seen(
      slot: model.slot, fellBack: model.fellBack, version: model.slot.map { "\($0 + 1).0.0" },
      entries: model.entries.map { entry($0) }, operations: rig.rewriting(model.rewritten),
      violationCount: 0)
    // Thousands of these: words are made for a mismatch only.
    if seen != expected {
      Issue.record("\(before), \(verifies): \(seen) instead of \(expected)")
    }
  }

  @Test func everyPairOfEntriesIsTreatedAsTheModelTreatsIt() throws {
    for first in Self.cases {
      for second in Self.cases { try Self.check([first, second], verifies: [true, true]) }
    }
  }

  @Test(arguments: [[true, false], [false, true], [false, false]])
  func damagedImagesAreTreatedAsTheModelTreatsThem(_ verifies: [Bool]) throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let before = (0...1).map { _ in
        Self.cases[Int.random(in: Self.cases.indices, using: &random)]
      }
      try Self.check(before, verifies: verifies)
    }
  }

  @Test func largeNumbersAndStrangeStatesAreTreatedAsTheModelTreatsThem() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let largest: UInt32 = Bool.random(using: &random) ? 9 : .max
      let before = (0...1).map { _ in
        BootModel.Entry(
          sequence: UInt32.random(in: 0...largest, using: &random),
          state: UInt32.random(in: 0...9, using: &random),
          crcIsRight: Int.random(in: 0...3, using: &random) > 0)
      }
      try Self.check(before, verifies: [true, true])
    }
  }

  @Test func theModelReachesEveryEnd() {
    var ends: Set<[Int]> = []
    for first in Self.cases {
      for second in Self.cases {
        let result = BootModel.boot([first, second], verifies: [true, true])
        ends.insert([result.slot ?? -1, result.rewritten.count])
      }
    }
    #expect(ends == [[0, 0], [0, 1], [0, 2], [0, 3], [1, 0], [1, 1], [1, 2]])
  }

  @Test func aNewDeviceStartsItsFirstSlotAndSaysSo() throws {
    let rig = BootRig()
    let outcome = try #require(try rig.bootloader.boot())
    #expect(outcome.slot == .first)
    #expect(outcome.state == .valid)
    #expect(!outcome.fellBack)
    #expect(try rig.entries[0] == Entry(sequence: 1, state: .valid))
    #expect(try rig.bootloader.boot() == outcome)
    #expect(rig.flash.operationCount == 2)
  }

  @Test func aNewImageHasOneTrial() throws {
    let rig = BootRig([Entry(sequence: 1, state: .valid), Entry(sequence: 2, state: .new)])
    let trial = try #require(try rig.bootloader.boot())
    #expect(trial.slot == .second)
    #expect(trial.state == .pendingVerify)
    #expect(trial.image.version == "2.0.0")
    let back = try #require(try rig.bootloader.boot())
    #expect(back.slot == .first)
    #expect(back.state == .valid)
    #expect(!back.fellBack)
    #expect(try rig.entries[1] == Entry(sequence: 2, state: .aborted))
    #expect(try rig.bootloader.boot() == back)
  }

  @Test func aConfirmedImageStays() throws {
    let rig = BootRig([Entry(sequence: 1, state: .valid), Entry(sequence: 2, state: .new)])
    _ = try rig.bootloader.boot()
    rig.put(Entry(sequence: 2, state: .valid), at: 1)
    for _ in 0..<3 { #expect(try rig.bootloader.boot()?.slot == .second) }
    #expect(rig.flash.operationCount == 2)
  }

  @Test func aFallBackLeavesTheEntryThatChose() throws {
    let entries = [Entry(sequence: 1, state: .valid), Entry(sequence: 2, state: .valid)]
    let rig = BootRig(entries, verifies: [true, false])
    let outcome = try #require(try rig.bootloader.boot())
    #expect(outcome.slot == .first)
    #expect(outcome.fellBack)
    #expect(outcome.state == .valid)
    #expect(try rig.entries == entries)
  }

  @Test func aSlotThatNoEntryNamesHasNoState() throws {
    let rig = BootRig([Entry(sequence: 2, state: .valid), nil], verifies: [true, false])
    let outcome = try #require(try rig.bootloader.boot())
    #expect(outcome.slot == .first)
    #expect(outcome.state == nil)
  }

  @Test func anImageForAnotherBoardDoesNotVerify() throws {
    let rig = BootRig([Entry(sequence: 1, state: .valid), nil])
    let other = SimulatedBootloader(
      flash: rig.flash, layout: rig.layout, images: rig.images, board: "esp32c6")
    #expect(try other.boot() == nil)
    #expect(other.image(in: .first) == nil)
    #expect(rig.bootloader.image(in: .first)?.version == "1.0.0")
  }
}

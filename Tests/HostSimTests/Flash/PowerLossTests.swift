import Firmware
import Testing

@testable import HostSim

struct PowerLossTests {
  /// An erase, a write over four pages, a write into what is written, an erase of that, and a write.
  private static func play(on flash: NORFlash) throws(FlashFailure) {
    try flash.erase(sectorAt: 4096)
    try flash.write([UInt8](repeating: 0x3C, count: 700), at: 4096 + 100)
    try flash.write([0x30, 0x0C, 0x00], at: 4096 + 255)
    try flash.erase(sectorAt: 8192)
    try flash.erase(sectorAt: 4096)
    try flash.write((0..<32).map { UInt8($0) }, at: 8192 - 16)
  }

  /// The contents after 0, 1, … operations of the script, and what each operation touched.
  private static func stages(seed: UInt64) throws -> [(contents: [UInt8], touched: Range<Int>)] {
    let whole = NORFlash.noisy(sectorCount: 4, seed: seed)
    whole.recordsOperations = true
    var stages = [(contents: whole.contents, touched: 0..<0)]
    try play(on: whole)
    for (index, operation) in whole.operations.enumerated() {
      let flash = NORFlash.noisy(sectorCount: 4, seed: seed)
      flash.cutPower(atOperation: index + 1, leaving: .after)
      #expect(throws: FlashFailure.powerLost) { try play(on: flash) }
      let touched =
        switch operation {
        case .program(let range): range
        case .erase(let offset): offset..<offset + 4096
        }
      stages.append((flash.contents, touched))
    }
    #expect(stages.last?.contents == whole.contents)
    return stages
  }

  @Test(arguments: [nil, .before, .after, .prefix, .scattered] as [TornWrite?])
  func aCutTouchesNothingButItsOperation(_ kind: TornWrite?) throws {
    let stages = try Self.stages(seed: 5)
    #expect(stages.count == 12)
    for number in 1..<stages.count {
      let flash = NORFlash.noisy(sectorCount: 4, seed: 5)
      flash.cutPower(atOperation: number, leaving: kind)
      #expect(throws: FlashFailure.powerLost) { try Self.play(on: flash) }
      #expect(flash.operationCount == number)
      let (old, new) = (stages[number - 1].contents, stages[number].contents)
      let touched = stages[number].touched
      #expect(flash.contents[..<touched.lowerBound] == old[..<touched.lowerBound])
      #expect(flash.contents[touched.upperBound...] == old[touched.upperBound...])
      #expect(touched.allSatisfy { isBetween(flash.contents[$0], old[$0], new[$0]) })
    }
  }

  @Test func aCutPastTheEndIsNoCut() throws {
    let flash = NORFlash.noisy(sectorCount: 4, seed: 5)
    flash.cutPower(atOperation: 12, leaving: .before)
    try Self.play(on: flash)
    #expect(flash.contents == (try Self.stages(seed: 5).last?.contents))
    flash.powerUp()
    try flash.erase(sectorAt: 0)
  }

  @Test func withoutPowerNothingWorks() throws {
    let flash = NORFlash(byteCount: 4096)
    try flash.write([1], at: 0)
    flash.cutPower(atOperation: 1, leaving: .before)
    #expect(throws: FlashFailure.powerLost) { try flash.write([2], at: 4) }
    let contents = flash.contents
    #expect(throws: FlashFailure.powerLost) { try flash.write([3], at: 8) }
    #expect(throws: FlashFailure.powerLost) { try flash.erase(sectorAt: 0) }
    #expect(throws: FlashFailure.powerLost) { try flash.bytes(at: 0, count: 1) }
    #expect(throws: FlashFailure.powerLost) { try flash.write([3], at: -8) }
    #expect(flash.contents == contents)
    #expect(flash.operationCount == 2)
    #expect(flash.violationCount == 0)
    flash.powerUp()
    try flash.write([3], at: 8)
    #expect(flash.contents[8] == 3)
  }

  @Test func aCutBetweenOperationsTearsNothing() throws {
    let flash = NORFlash(byteCount: 4096)
    flash.cutPower()
    #expect(throws: FlashFailure.powerLost) { try flash.write([0], at: 0) }
    #expect(flash.operationCount == 0)
    flash.powerUp()
    try flash.write([0], at: 0)
  }

  @Test(arguments: UInt64(1)...20)
  func aTornProgramLeavesWhatItsKindSays(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...256, using: &random)
    let bytes = random.bytes(count)
    for kind in TornWrite.allCases {
      let flash = NORFlash(byteCount: 4096, seed: seed)
      flash.cutPower(atOperation: 1, leaving: kind)
      #expect(throws: FlashFailure.powerLost) { try flash.write(bytes, at: 0) }
      let torn = Array(flash.contents[..<count])
      switch kind {
      case .before: #expect(torn.allSatisfy { $0 == 0xFF })
      case .after: #expect(torn == bytes)
      case .prefix:
        let done = zip(torn, bytes).prefix { $0 == $1 }.count
        #expect(torn.dropFirst(done + 1).allSatisfy { $0 == 0xFF })
        if done < count { #expect(isBetween(torn[done], 0xFF, bytes[done])) }
      case .scattered:
        #expect(zip(torn, bytes).allSatisfy { isBetween($0, 0xFF, $1) })
        if count > 32 {
          #expect(torn != bytes)
          #expect(torn.suffix(16).contains { $0 != 0xFF })
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...6)
  func aTornEraseHasNoPrefix(_ seed: UInt64) {
    for kind in TornWrite.allCases {
      let flash = NORFlash.noisy(sectorCount: 1, seed: seed)
      let old = flash.contents
      flash.cutPower(atOperation: 1, leaving: kind)
      #expect(throws: FlashFailure.powerLost) { try flash.erase(sectorAt: 0) }
      #expect(flash.eraseCounts == [1])
      switch kind {
      case .before: #expect(flash.contents == old)
      case .after: #expect(flash.contents.allSatisfy { $0 == 0xFF })
      case .prefix, .scattered:
        let bytes = zip(flash.contents, old)
        #expect(bytes.allSatisfy { isBetween($0, $1, 0xFF) })
        // Both ends hold old bits and new ones.
        for end in [Array(bytes.prefix(64)), Array(bytes.suffix(64))] {
          #expect(end.contains { $0 != $1 })
          #expect(end.contains { $0.0 != 0xFF })
        }
      }
    }
  }

  @Test func theSeedDrawsEveryKindAndAlwaysTheSame() {
    func torn(_ seed: UInt64) -> [UInt8] {
      let flash = NORFlash(byteCount: 4096, seed: seed)
      flash.cutPower(atOperation: 1)
      #expect(throws: FlashFailure.powerLost) {
        try flash.write([UInt8](repeating: 0, count: 64), at: 0)
      }
      return Array(flash.contents[..<64])
    }
    var results: [[UInt8]] = []
    for seed in UInt64(1)...40 {
      results.append(torn(seed))
      #expect(results.last == torn(seed))
    }
    let untouched = [UInt8](repeating: 0xFF, count: 64)
    let done = [UInt8](repeating: 0, count: 64)
    #expect(results.contains(untouched))
    #expect(results.contains(done))
    #expect(results.contains { $0[0] == 0 && $0[63] == 0xFF })
    #expect(results.contains { $0[0] != 0 && $0[63] != 0xFF })
  }

  @Test func aTornOperationTakesNoLongerThanAWholeOne() {
    for (kind, time) in [
      (TornWrite.before, UInt64(0)), (.scattered, 22_500_000), (.after, 45_000_000),
    ] {
      let clock = VirtualClock()
      let flash = NORFlash(byteCount: 4096, clock: clock)
      flash.cutPower(atOperation: 1, leaving: kind)
      #expect(throws: FlashFailure.powerLost) { try flash.erase(sectorAt: 0) }
      #expect(clock.nanoseconds == time)
    }
  }
}

import Firmware
import Testing

@testable import HostSim

struct NORFlashTests {
  private static let sectorCount = 3

  @Test(arguments: UInt64(1)...4)
  func itDoesWhatTheSlowModelDoes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let flash = NORFlash(byteCount: Self.sectorCount * 4096)
    var model = SlowFlash(byteCount: flash.contents.count)
    var violations: [(offset: Int, rule: FlashViolation.Rule)] = []
    for _ in 0..<120 {
      if Int.random(in: 0..<8, using: &random) == 0 {
        let sector = Int.random(in: 0..<Self.sectorCount, using: &random)
        try flash.erase(sectorAt: sector * 4096)
        model.erase(sector: sector)
      } else {
        let count = Int.random(in: 0...700, using: &random)
        let offset = Int.random(in: 0...flash.contents.count - count, using: &random)
        let bytes = random.bytes(count)
        try flash.write(bytes, at: offset)
        let spoilt = model.write(bytes, at: offset)
        if let first = spoilt.first {
          violations.append((first, .bitsSetByWriting(byteCount: spoilt.count)))
        }
      }
      #expect(flash.operationCount == model.operationCount)
    }
    #expect(flash.contents == flash.contents.indices.map { model.byte($0) })
    #expect(flash.eraseCounts == (0..<Self.sectorCount).map { model.eraseCounts[$0] ?? 0 })
    #expect(!violations.isEmpty)
    #expect(flash.violations.map(\.offset) == violations.map(\.offset))
    #expect(flash.rules == violations.map(\.rule))
  }

  @Test(arguments: [
    (0, 256, 1), (0, 257, 2), (255, 2, 2), (255, 1, 1), (256, 0, 0), (1, 512, 3), (250, 4096, 17),
  ])
  func aWriteIsAProgramForEachPageItTouches(offset: Int, count: Int, programs: Int) throws {
    let flash = NORFlash(byteCount: 8192)
    flash.recordsOperations = true
    try flash.write([UInt8](repeating: 0x5A, count: count), at: offset)
    #expect(flash.operationCount == programs)
    #expect(flash.operations.count == programs)
    var place = offset
    for operation in flash.operations {
      guard case .program(let range) = operation else {
        Issue.record("\(operation)")
        continue
      }
      #expect(range.lowerBound == place)
      #expect(range.lowerBound / 256 == (range.upperBound - 1) / 256)
      place = range.upperBound
    }
    #expect(place == offset + count)
    #expect(try flash.bytes(at: offset, count: count).allSatisfy { $0 == 0x5A })
    #expect(flash.violationCount == 0)
  }

  @Test func operationsTakeTheTimeOfTheDatasheet() throws {
    let clock = VirtualClock()
    let flash = NORFlash(byteCount: 8192, clock: clock)
    try flash.erase(sectorAt: 0)
    #expect(clock.nanoseconds == 45_000_000)
    try flash.write([0], at: 0)
    #expect(clock.nanoseconds == 45_030_000)
    try flash.write([UInt8](repeating: 0, count: 256), at: 256)
    let page = clock.nanoseconds - 45_030_000
    #expect((400_000...700_000).contains(page))
    _ = try flash.bytes(at: 0, count: 8192)
    #expect(clock.nanoseconds == 45_030_000 + page)
    #expect(flash.operationCount == 3)
  }

  @Test(arguments: [
    (-1, 1), (8192, 1), (8191, 2), (0, 8193), (Int.max, 1), (8193, 0), (Int.max, 8192),
  ])
  func whatLiesOutsideIsRefusedAndRecorded(offset: Int, count: Int) {
    let flash = NORFlash(byteCount: 8192)
    let bytes = [UInt8](repeating: 0, count: count)
    #expect(throws: FlashFailure.outside) { try flash.write(bytes, at: offset) }
    #expect(throws: FlashFailure.outside) { try flash.bytes(at: offset, count: count) }
    #expect(flash.rules == [.outside(byteCount: count), .outside(byteCount: count)])
    #expect(flash.violations.map(\.offset) == [offset, offset])
    #expect(flash.operationCount == 0)
    #expect(flash.contents.allSatisfy { $0 == 0xFF })
  }

  @Test(arguments: [(1, FlashFailure.misaligned), (4095, .misaligned), (8192, .outside)])
  func anEraseBeginsWhereASectorDoes(offset: Int, failure: FlashFailure) {
    let flash = NORFlash(contents: [UInt8](repeating: 0, count: 8192))
    #expect(throws: failure) { try flash.erase(sectorAt: offset) }
    #expect(flash.violationCount == 1)
    #expect(flash.contents.allSatisfy { $0 == 0 })
    #expect(flash.eraseCounts == [0, 0])
  }

  @Test func aViolationSaysWhenWhereAndWhat() throws {
    let clock = VirtualClock(nanoseconds: 7)
    let flash = NORFlash(byteCount: 8192, clock: clock)
    try flash.write([0x0F], at: 0x1234)
    try flash.write([0xFF, 0xFF, 0x10, 0xFF], at: 0x1232)
    #expect(
      flash.violations == [
        FlashViolation(
          time: 30_007, operationCount: 1, offset: 0x1234, rule: .bitsSetByWriting(byteCount: 1))
      ])
    #expect(
      flash.violations.map(\.text)
        == ["30007 ns, after operation 1, at 0x1234: a write that is to set bits in 1 byte"])
    #expect(flash.contents[0x1234] == 0)
  }

  @Test(arguments: [
    (FlashViolation.Rule.outside(byteCount: 2), "2 bytes not in the chip"),
    (.outsideRegion(.slot(.second), byteCount: 1), "1 byte not in slot 1"),
    (.outsideRegion(.journal, byteCount: 0), "0 bytes not in the journal"),
    (.outsideRegion(.otadata, byteCount: 3), "3 bytes not in otadata"),
    (.runningSlotChanged(.first), "a change of slot 0, whose image runs"),
    (.eraseMisaligned, "an erase that does not begin where a sector does"),
  ])
  func aRuleIsSaidInWords(_ rule: FlashViolation.Rule, _ text: String) {
    #expect(rule.explanation == text)
  }

  @Test func violationsAreCountedWhenNoRoomIsLeft() {
    let flash = NORFlash(byteCount: 4096)
    for _ in 0..<NORFlash.violationLimit + 5 {
      #expect(throws: FlashFailure.outside) { try flash.erase(sectorAt: 1) }
    }
    #expect(flash.violations.count == NORFlash.violationLimit)
    #expect(flash.violationCount == NORFlash.violationLimit + 5)
  }
}

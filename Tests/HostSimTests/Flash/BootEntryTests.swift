import Firmware
import Testing

@testable import HostSim

struct BootEntryTests {
  typealias Entry = SimulatedBootloader.Entry
  typealias State = SimulatedBootloader.EntryState

  /// zlib's crc32 with FFFFFFFFh to begin with, bit by bit as its definition says: the register is
  /// inverted before and after.
  private static func zlibCRC(_ bytes: [UInt8]) -> UInt32 {
    var register: UInt32 = ~0xFFFF_FFFF
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (register ^ UInt32(byte) >> UInt32(bit)) & 1 == 1
        register >>= 1
        if isOdd { register ^= 0xEDB8_8320 }
      }
    }
    return ~register
  }

  // The first two stand in the otadata of devices that took one and two images.
  @Test(arguments: [
    (UInt32(1), UInt32(0x4743_989A)), (2, 0x55F6_3774), (3, 0xED4A_5011), (0, 0xFFFF_FFFF),
    (0xFFFF_FFFE, 0x99F8_B879), (0xFFFF_FFFF, 0x2144_DF1C),
  ])
  func theCRCIsThatOfRealDevices(sequence: UInt32, crc: UInt32) {
    #expect(Entry.crc(of: sequence) == crc)
  }

  @Test func theCRCIsZlibsWithAllOnesToBeginWith() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let sequence = UInt32.random(in: 0 ... .max, using: &random)
      let bytes = withUnsafeBytes(of: sequence.littleEndian) { Array($0) }
      #expect(Entry.crc(of: sequence) == Self.zlibCRC(bytes))
    }
  }

  /// As dumps of devices show it: the first image confirmed.
  @Test func anEntryHasItsPlacesInThirtyTwoBytes() {
    let dump: [UInt8] =
      [1, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 20) + [2, 0, 0, 0, 0x9A, 0x98, 0x43, 0x47]
    let entry = Entry(([7] + dump)[1...])
    #expect(entry == Entry(sequence: 1, state: .valid))
    #expect(entry.bytes == dump)
    #expect(entry.isValid)
    #expect(entry.slot == .first)
  }

  @Test func anyBytesAreAnEntryAndComeBack() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<50 {
      let bytes = random.bytes(Entry.byteCount)
      #expect(Entry(bytes[...]).bytes == bytes)
    }
  }

  @Test func anErasedEntryIsNone() {
    let entry = Entry([UInt8](repeating: 0xFF, count: 32)[...])
    #expect(entry.state == .undefined)
    #expect(entry.isInvalid)
    #expect(!entry.isIntact)
    #expect(!entry.isValid)
  }

  @Test(arguments: [
    (UInt32(0), Slot.second), (1, .first), (2, .second), (3, .first), (4, .second),
    (0xFFFF_FFFE, .second),
  ])
  func slotsTakeTurns(sequence: UInt32, slot: Slot) {
    #expect(Entry(sequence: sequence, state: .valid).slot == slot)
  }
}

import Firmware
import Testing

@testable import HostSim

struct FlashFaultTests {
  @Test(arguments: 0..<8)
  func aFlippedBitIsAnotherUntilTheSectorIsErased(_ bit: Int) throws {
    let flash = NORFlash(byteCount: 8192)
    try flash.write([0xA5], at: 5000)
    flash.flip(bit: bit, at: 5000)
    #expect(flash.contents[5000] == 0xA5 ^ 1 << bit)
    #expect(flash.operationCount == 1)
    try flash.erase(sectorAt: 4096)
    #expect(flash.contents[5000] == 0xFF)
  }

  @Test func writingOverAFlippedBitIsNoViolationUntilTheSectorIsErased() throws {
    let flash = NORFlash(byteCount: 4096)
    flash.flip(bit: 3, at: 7)
    try flash.write([0xFF], at: 7)
    #expect(flash.violationCount == 0)
    #expect(flash.contents[7] == 0xF7)
    // The other bits of the byte are the host's as before.
    try flash.write([0xFE], at: 7)
    try flash.write([0xFF], at: 7)
    #expect(flash.rules == [.bitsSetByWriting(byteCount: 1)])
    try flash.erase(sectorAt: 0)
    try flash.write([0xF7], at: 7)
    try flash.write([0xFF], at: 7)
    #expect(flash.violationCount == 2)
  }

  @Test(arguments: [false, true])
  func aStuckBitKeepsItsLevelAndNobodyIsTold(_ level: Bool) throws {
    let flash = NORFlash(byteCount: 4096)
    flash.stick(bit: 6, at: 9, level: level)
    let stuck: UInt8 = level ? 0x40 : 0
    for byte in [UInt8(0x12), 0x52, 0x00, 0xFF] {
      try flash.erase(sectorAt: 0)
      #expect(flash.contents[9] == 0xBF | stuck)
      try flash.write([byte], at: 9)
      #expect(flash.contents[9] == byte & 0xBF | stuck)
      flash.preload([byte], at: 9)
      #expect(flash.contents[9] == byte & 0xBF | stuck)
    }
    #expect(flash.contents[8] == 0xFF)
    #expect(flash.violationCount == 0)
  }

  @Test func severalBitsOfAByteStickAtTheirOwnLevels() throws {
    let flash = NORFlash(byteCount: 4096)
    flash.stick(bit: 0, at: 1, level: true)
    flash.stick(bit: 7, at: 1, level: false)
    flash.stick(bit: 1, at: 1, level: true)
    flash.stick(bit: 1, at: 1, level: false)
    #expect(flash.contents[1] == 0x7D)
    try flash.write([0x00], at: 1)
    #expect(flash.contents[1] == 0x01)
    flash.flip(bit: 0, at: 1)
    #expect(flash.contents[1] == 0x01)
  }

  @Test func preloadingIsNoOperation() {
    let flash = NORFlash(byteCount: 4096)
    flash.preload([0, 1, 2], at: 10)
    flash.preload([0xFF], at: 10)
    #expect(Array(flash.contents[10..<13]) == [0xFF, 1, 2])
    #expect(flash.operationCount == 0)
    #expect(flash.eraseCounts == [0])
    #expect(flash.violationCount == 0)
  }
}

import Firmware

/// What only a 32-bit core can show: that the code which the host tests runs here as well.
enum SelfTest {
  static func passes() -> Bool {
    let start = Machine.now
    var hash = SHA256()
    let message: [3 of UInt8] = [0x61, 0x62, 0x63]
    hash.update(message.span)
    let digest = hash.finalize()
    var passed = check("sha256", digest == abcDigest)
    passed = check("int is 32 bits", Int.bitWidth == 32) && passed
    passed = check("clock", Machine.now.hasReached(start)) && passed
    return passed
  }

  private static func check(_ name: StaticString, _ holds: Bool) -> Bool {
    Console.write(holds ? "ok " : "not ok ")
    Console.write(name)
    Console.write("\n")
    return holds
  }

  /// The SHA-256 digest of "abc", the first example of FIPS 180-4.
  private static var abcDigest: SHA256.Digest {
    SHA256.Digest(bytes: [
      0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22,
      0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00,
      0x15, 0xad,
    ])
  }
}

/// The CRC-32 of ISO 3309, as zlib and PNG have it: polynomial EDB88320h, lowest bit first.
public struct CRC32: Sendable {
  private var register: UInt32

  /// - Parameter value: What ``value`` was over the bytes before; 0 at the start of a message.
  public init(continuing value: UInt32 = 0) { register = ~value }

  public var value: UInt32 { ~register }

  @inline(never)
  public mutating func add(_ byte: UInt8) {
    register ^= UInt32(byte)
    register = register &>> 4 ^ crcOfNibble[Int(truncatingIfNeeded: register & 0xF)]
    register = register &>> 4 ^ crcOfNibble[Int(truncatingIfNeeded: register & 0xF)]
  }
}

/// What four bits contribute.
private let crcOfNibble: [16 of UInt32] = [
  0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC,
  0x76DC_4190, 0x6B6B_51F4, 0x4DB2_6158, 0x5005_713C,
  0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C,
  0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
]

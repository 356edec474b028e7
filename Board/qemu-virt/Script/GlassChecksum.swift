/// The checksum of what a glass shows: CRC-32 of ISO 3309, as zlib and PNG have it.
///
/// Over, in this order: ``State``, a byte each; then what the controller's memory holds for each
/// pixel of the glass, unturned, row by row from the top left, RGB565 with the high byte first.
public struct GlassChecksum: Sendable {
  /// What turns the memory into light.
  public struct State: Sendable {
    public let isAsleep: Bool
    public let isOn: Bool
    public let isInverted: Bool
    /// The colour order of MADCTL.
    public let isBGR: Bool
    /// Per cent.
    public let backlight: UInt8

    public init(isAsleep: Bool, isOn: Bool, isInverted: Bool, isBGR: Bool, backlight: UInt8) {
      self.isAsleep = isAsleep
      self.isOn = isOn
      self.isInverted = isInverted
      self.isBGR = isBGR
      self.backlight = backlight
    }
  }

  private var register: UInt32 = 0xFFFF_FFFF

  public init(_ state: State) {
    add(state.isAsleep ? 1 : 0)
    add(state.isOn ? 1 : 0)
    add(state.isInverted ? 1 : 0)
    add(state.isBGR ? 1 : 0)
    add(state.backlight)
  }

  public mutating func add(pixel: UInt16) {
    add(UInt8(truncatingIfNeeded: pixel &>> 8))
    add(UInt8(truncatingIfNeeded: pixel))
  }

  public var value: UInt32 { ~register }

  private mutating func add(_ byte: UInt8) {
    register ^= UInt32(byte)
    register = register &>> 4 ^ crcOfNibble[Int(register & 0xF)]
    register = register &>> 4 ^ crcOfNibble[Int(register & 0xF)]
  }
}

/// What four bits contribute, lowest bit first: the polynomial EDB88320h.
private let crcOfNibble: [16 of UInt32] = [
  0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC,
  0x76DC_4190, 0x6B6B_51F4, 0x4DB2_6158, 0x5005_713C,
  0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C,
  0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
]

import Firmware

/// The checksum of what a glass shows, a CRC-32.
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

  private var crc = CRC32()

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

  public var value: UInt32 { crc.value }

  private mutating func add(_ byte: UInt8) { crc.add(byte) }
}

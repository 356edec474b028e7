/// How long things take on the panel's serial bus.
///
/// Source: ST7789V datasheet, section 7.4.3 "4-line serial interface characteristics".
public struct SerialTiming: Equatable, Sendable {
  /// One period of the clock; 16 ns is 62.5 MHz, the fastest that the controller takes.
  public var bitNanoseconds: UInt64
  /// From chip select low to the first bit; at least 15 ns (TCSS).
  public var selectNanoseconds: UInt64
  /// From the last bit to chip select high; at least 15 ns (TCSH).
  public var holdNanoseconds: UInt64
  /// Chip select high between two transfers; at least 40 ns (TCHW).
  public var idleNanoseconds: UInt64

  /// - Precondition: a bit has two halves, so it lasts at least 2 ns.
  public init(
    bitNanoseconds: UInt64 = 16, selectNanoseconds: UInt64 = 16, holdNanoseconds: UInt64 = 16,
    idleNanoseconds: UInt64 = 40
  ) {
    precondition(bitNanoseconds >= 2)
    self.bitNanoseconds = bitNanoseconds
    self.selectNanoseconds = selectNanoseconds
    self.holdNanoseconds = holdNanoseconds
    self.idleNanoseconds = idleNanoseconds
  }

  /// Transfers that take no time: for a run whose own time stands still while the firmware works.
  public static let none: SerialTiming = {
    var timing = SerialTiming(selectNanoseconds: 0, holdNanoseconds: 0, idleNanoseconds: 0)
    timing.bitNanoseconds = 0
    return timing
  }()

  /// A whole transfer, from chip select low until the next transfer may start.
  public func duration(byteCount: Int) -> UInt64 {
    selectNanoseconds + UInt64(byteCount) * 8 * bitNanoseconds + holdNanoseconds + idleNanoseconds
  }
}

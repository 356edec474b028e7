/// How long a flash chip is busy with an operation, nanoseconds.
///
/// The transfer of the bytes to the chip, some 30 µs for a page, is left out.
public struct FlashTiming: Equatable, Sendable {
  /// The first byte of a program.
  public var firstByte: UInt64
  /// Each further byte of the same page.
  public var furtherByte: UInt64
  public var sectorErase: UInt64

  /// Typical values of a W25Q32JV. A whole page takes 0.67 ms; revisions of the datasheet state 0.4
  /// to 0.7 ms for it (tPP).
  ///
  /// Source: Winbond W25Q32JV datasheet, "AC Electrical Characteristics": tBP1 30 µs, tBP2 2.5 µs,
  /// tSE 45 ms.
  public static let w25q32jv = FlashTiming(
    firstByte: 30_000, furtherByte: 2_500, sectorErase: 45_000_000)

  func nanoseconds(_ operation: FlashOperation) -> UInt64 {
    switch operation {
    case .program(let range): firstByte + UInt64(range.count - 1) * furtherByte
    case .erase: sectorErase
    }
  }
}

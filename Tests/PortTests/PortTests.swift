import Testing

/// The adapters over the port. The board behind it is one: one test at a time.
@Suite(.serialized) struct PortTests {
  /// Answers that no function may give where 0 or 1 is meant.
  static let nonsense: [Int32] = [2, 3, 255, 65_536, .max]
  /// Failures of a driver, and the number that the core tells.
  static let failures: [(answer: Int32, code: Int32)] = [
    (-1, 1), (-0x105, 0x105), (-.max, .max), (.min, .min),
  ]
}

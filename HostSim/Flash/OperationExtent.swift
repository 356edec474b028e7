/// How much of an operation takes place: which of the bits that it is to change do change.
struct OperationExtent {
  static let whole = OperationExtent(shape: .all, losesPower: false)

  let losesPower: Bool
  /// Whether all of it takes place.
  var isWhole: Bool { if case .all = shape { true } else { false } }
  private let shape: Shape

  private enum Shape {
    case all
    case none
    /// All of the bytes before this index, some bits of the byte there.
    case prefix(Int)
    case scattered(Density)
  }

  private enum Density: CaseIterable { case quarter, half, threeQuarters }

  private init(shape: Shape, losesPower: Bool) {
    self.shape = shape
    self.losesPower = losesPower
  }

  /// An operation on `byteCount` bytes at which the power is cut.
  init(torn kind: TornWrite, byteCount: Int, _ random: inout SeededGenerator) {
    let shape: Shape =
      switch kind {
      case .before: .none
      case .after: .all
      case .prefix: .prefix(Int.random(in: 0..<byteCount, using: &random))
      case .scattered: .scattered(Density.allCases.randomElement(using: &random) ?? .half)
      }
    self.init(shape: shape, losesPower: true)
  }

  /// The bits of byte `index` of the operation that may change.
  func mask(_ index: Int, _ random: inout SeededGenerator) -> UInt8 {
    switch shape {
    case .all: return 0xFF
    case .none: return 0
    case .prefix(let end): return index < end ? 0xFF : index > end ? 0 : random.nextByte()
    case .scattered(let density):
      let bits = random.nextByte()
      return switch density {
      case .quarter: bits & random.nextByte()
      case .half: bits
      case .threeQuarters: bits | random.nextByte()
      }
    }
  }

  /// How long the power lasted, of the `duration` of the whole operation.
  func nanoseconds(of duration: UInt64) -> UInt64 {
    switch shape {
    case .all: duration
    case .none: 0
    case .prefix, .scattered: duration / 2
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func nextByte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
}

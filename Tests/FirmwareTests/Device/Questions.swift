/// When a gateway was asked, milliseconds after the start, and for what.
final class Questions {
  private(set) var documents: [UInt64] = []
  private(set) var covers: [UInt64] = []

  func note(_ milliseconds: UInt64, _ withCover: Bool) {
    if withCover { covers.append(milliseconds) } else { documents.append(milliseconds) }
  }

  /// Between one moment and the next.
  static func gaps(_ moments: [UInt64]) -> [UInt64] {
    zip(moments.dropFirst(), moments).map { $0 - $1 }
  }
}

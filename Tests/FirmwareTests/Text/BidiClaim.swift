/// What the device claims of the algorithm.
enum BidiClaim {
  private static func isEmbedding(_ scalar: UInt32) -> Bool { 0x202A...0x202E ~= scalar }

  /// Whether there are neither embeddings and overrides nor isolates within isolates.
  static func includes(_ scalars: [UInt32]) -> Bool {
    var depth = 0
    for scalar in scalars {
      if isEmbedding(scalar) { return false }
      if 0x2066...0x2068 ~= scalar { depth += 1 }
      if depth > 1 { return false }
      if scalar == 0x2069 { depth = max(0, depth - 1) }
    }
    return true
  }
}

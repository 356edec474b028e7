/// What a flash chip does at one go: the unit in which power may fail.
public enum FlashOperation: Equatable, Sendable {
  /// Bytes of one page.
  case program(Range<Int>)
  /// The sector that begins at this offset.
  case erase(sectorAt: Int)

  var byteCount: Int {
    switch self {
    case .program(let range): range.count
    case .erase: NORFlash.sectorByteCount
    }
  }

  /// What a cut may leave of it. An erase works on all its cells at once: it has no prefix.
  var tornKinds: [TornWrite] {
    switch self {
    case .program: [.before, .after, .prefix, .scattered]
    case .erase: [.before, .after, .scattered]
    }
  }
}

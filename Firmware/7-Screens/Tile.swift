/// The parts of the glass that are drawn each by itself. Two that show at the same time have no
/// pixel in common, so that one can be drawn again without a trace on the others.
enum Tile: UInt8 {
  /// The glass around all other tiles and the cover.
  case background
  /// The placeholder for a cover.
  case cover
  /// What a small cover leaves of its place.
  case margin
  case symbol, title, titleEnd, detail, elapsed, remaining, bar
  case icon, headline, hintTop, hintBottom, figure, gauge
  case clock, minutes, date, day

  static var count: Int { 20 }
  var index: Int { Int(rawValue) }
  /// Whether it is a line below the headline of a notice.
  var isBelowHeadline: Bool { Tile.hintTop.rawValue...Tile.gauge.rawValue ~= rawValue }
}

/// Which tiles show, and where. Faces of one arrangement share their places.
enum Arrangement: Equatable, Sendable {
  case nowPlaying, notice, idle
  /// The test card on the background, and the panel's name on it.
  case card
  /// A notice with an address below it, in as many lines as there is room for, three at most.
  case address
}

extension Rect {
  static var empty: Rect { Rect(x: 0, y: 0, width: 0, height: 0) }

  /// Of numbers that are known to fit 16 bits.
  init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    self.init(
      x: UInt16(truncatingIfNeeded: x), y: UInt16(truncatingIfNeeded: y),
      width: UInt16(truncatingIfNeeded: width), height: UInt16(truncatingIfNeeded: height))
  }

  /// The columns from `start` on, `width` of them.
  func columns(from start: UInt16, width: UInt16) -> Rect {
    Rect(x: origin.x &+ start, y: origin.y, width: width, height: size.height)
  }
}

/// The parts of the glass that are drawn each by itself. No two that show at the same time overlap,
/// but for the background, which is drawn before all others.
enum Tile: UInt8 {
  /// All that is not the cover: above, below, left and right of it.
  case above, below, left, right
  case cover
  /// What a small cover leaves of its place.
  case marginAbove, marginBelow, marginLeft, marginRight
  case symbol, title, titleEnd, detail, elapsed, remaining, bar
  case icon, headline, hintTop, hintBottom, figure, gauge
  case clock, minutes, date, day

  static var count: Int { 26 }
  var index: Int { Int(rawValue) }
}

/// Which tiles show, and where. Faces of one arrangement share their places.
enum Arrangement: Equatable, Sendable { case nowPlaying, notice, idle }

extension Rect {
  static var empty: Rect { Rect(x: 0, y: 0, width: 0, height: 0) }

  /// Of numbers that are known to fit 16 bits.
  init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    self.init(
      x: UInt16(truncatingIfNeeded: x), y: UInt16(truncatingIfNeeded: y),
      width: UInt16(truncatingIfNeeded: width), height: UInt16(truncatingIfNeeded: height))
  }

  /// What `hole`, a part of the rectangle, leaves of it on one side. Above and below it takes the
  /// whole width.
  func rest(_ side: Side, of hole: Rect) -> Rect {
    let right = hole.origin.x &+ hole.size.width
    let bottom = hole.origin.y &+ hole.size.height
    let (x, y) = (origin.x, origin.y)
    return switch side {
    case .above: Rect(x: x, y: y, width: size.width, height: hole.origin.y &- y)
    case .below:
      Rect(x: x, y: bottom, width: size.width, height: y &+ size.height &- bottom)
    case .left:
      Rect(x: x, y: hole.origin.y, width: hole.origin.x &- x, height: hole.size.height)
    case .right:
      Rect(
        x: right, y: hole.origin.y, width: x &+ size.width &- right, height: hole.size.height)
    }
  }

  enum Side { case above, below, left, right }

  /// The columns from `start` on, `width` of them.
  func columns(from start: UInt16, width: UInt16) -> Rect {
    Rect(x: origin.x &+ start, y: origin.y, width: width, height: size.height)
  }
}

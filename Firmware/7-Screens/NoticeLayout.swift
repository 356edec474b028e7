/// Where the parts of a ``Notice`` stand, or those of the idle face: one below the other, in the
/// middle of the glass. A part for which there is no more room is empty.
struct NoticeLayout {
  /// Whether the idle face's parts are meant: on a glass too narrow for its clock or its date in
  /// one line, ``Tile/minutes`` and ``Tile/day`` have lines of their own.
  let isIdle: Bool
  /// Whether ``Tile/gauge`` is a line of text.
  private let hasAddress: Bool
  private let width: Int
  private let height: Int
  /// Of the sign.
  private let side: Int
  private let top: Int

  init(size: Size, isIdle: Bool, hasAddress: Bool = false) {
    self.isIdle = isIdle
    self.hasAddress = hasAddress
    width = Int(size.width)
    height = Int(size.height)
    // What all lines and gaps take but the sign; on most faces, nothing follows the hints.
    let lines = !isIdle ? 108 : width < Self.clockWidth ? 180 : 96
    let room = max(0, height &- (isIdle ? lines &+ 12 : lines))
    let part = room * 3 / 4
    side =
      isIdle ? min(64, min(width, part)) : min(96, min(width / 2, room > 60 ? part : room))
    let usual = side &+ (!isIdle ? 84 : side > 0 ? lines &+ 12 : lines)
    // The usual lines stand in the middle, or further up where all would not fit from there.
    let whole = isIdle ? usual : side &+ lines
    top = max(0, min((height &- usual) / 2, height &- whole))
  }

  /// The least width for the clock in one line.
  private static var clockWidth: Int { 210 }

  func place(of tile: Tile) -> Rect {
    var y = top
    var line = Tile.icon
    while true {
      let (gap, rows) = measure(line)
      y = min(height, y &+ gap)
      let fits = rows <= height &- y
      if line == tile {
        let columns = self.width(of: tile)
        return fits ? Rect((width &- columns) / 2, y, columns, rows) : .empty
      }
      if fits { y &+= rows }
      guard let next = Tile(rawValue: line.rawValue &+ 1) else { return .empty }
      line = line == .icon && isIdle ? .clock : next
    }
  }

  /// Rows left free above a line, and those of the line.
  private func measure(_ line: Tile) -> (gap: Int, rows: Int) {
    let isNarrow = width < Self.clockWidth
    return switch line {
    case .icon: (0, side)
    case .headline: (10, 22)
    case .hintTop: (4, 18)
    case .hintBottom: (0, 18)
    case .figure: (hasAddress ? 0 : 6, 18)
    case .gauge: hasAddress ? (0, 18) : (4, 4)
    case .clock: (side > 0 ? 12 : 0, 62)
    case .minutes: (0, isNarrow ? 62 : 0)
    case .date: (12, 22)
    case .day: (0, isNarrow ? 22 : 0)
    default: (0, 0)
    }
  }

  private func width(of tile: Tile) -> Int {
    let line = isIdle || width <= 12 ? width : width &- 12
    return switch tile {
    case .icon: side
    case .gauge where !hasAddress: line * 5 / 8
    default: line
    }
  }
}

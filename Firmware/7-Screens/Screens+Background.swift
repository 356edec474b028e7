/// The background is filled around the other tiles, so that it can be drawn again without a trace
/// on them.
extension Screens {
  /// The rectangle that the tile with that index, or the cover in its place, takes from `tile`;
  /// empty where it takes nothing.
  private mutating func hole(
    _ index: Int, in tile: Tile, _ content: inout ScreenContent
  ) -> Rect {
    if index == Tile.cover.index {
      return tile == .margin
        ? playing.cover.picture ?? .empty : arrangement == .nowPlaying ? layout.cover : .empty
    }
    guard tile == .background, let other = Tile(rawValue: UInt8(truncatingIfNeeded: index)) else {
      return .empty
    }
    return place(of: other, &content)
  }

  /// Fills `part`, some rows of `tile`, around the holes in it: in bands of rows that cross the
  /// same holes, and in each band from gap to gap.
  @inline(never)
  mutating func fill<Bus: DisplayBus & ~Copyable>(
    _ part: Rect, of tile: Tile, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let right = part.origin.x &+ part.size.width
    var y = part.origin.y
    let bottom = y &+ part.size.height
    while y < bottom {
      var x = part.origin.x
      var bandEnd = bottom
      while x < right {
        // The first column of the next hole, and the first behind it.
        var (gapEnd, next) = (right, right)
        for index in Tile.cover.index..<Tile.count {
          let hole = hole(index, in: tile, &content)
          let holeEnd = hole.origin.y &+ hole.size.height
          if hole.isEmpty || holeEnd <= y { continue }
          if hole.origin.y > y {
            bandEnd = min(bandEnd, hole.origin.y)
            continue
          }
          bandEnd = min(bandEnd, holeEnd)
          let behind = hole.origin.x &+ hole.size.width
          if behind > x && hole.origin.x < gapEnd { (gapEnd, next) = (hole.origin.x, behind) }
        }
        if gapEnd > x {
          try panel.fill(
            Rect(x: x, y: y, width: gapEnd &- x, height: bandEnd &- y), Palette.background)
        }
        x = next
      }
      y = bandEnd
    }
  }
}

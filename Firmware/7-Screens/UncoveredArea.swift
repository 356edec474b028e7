/// What the tiles leave of some rows of the glass: the rectangles of the background, one after the
/// other, in bands of rows that cross the same tiles, and in each band from gap to gap.
struct UncoveredArea {
  private let part: Rect
  private let tiles: Screens.Places
  private var x: UInt16
  private var y: UInt16
  private var bandEnd: UInt16

  init(_ part: Rect, around tiles: Screens.Places) {
    self.part = part
    self.tiles = tiles
    (x, y) = (part.origin.x, part.origin.y)
    bandEnd = y &+ part.size.height
  }

  /// The next rectangle; nil after the last.
  mutating func next() -> Rect? {
    let (right, bottom) = (part.origin.x &+ part.size.width, part.origin.y &+ part.size.height)
    while y < bottom {
      if x >= right {
        (x, y, bandEnd) = (part.origin.x, bandEnd, bottom)
        continue
      }
      // The first column of the next tile, and the first behind it.
      var (gapEnd, behindGap) = (right, right)
      for index in tiles.indices {
        let tile = tiles[index]
        let tileEnd = tile.origin.y &+ tile.size.height
        if tile.isEmpty || tileEnd <= y { continue }
        if tile.origin.y > y {
          bandEnd = min(bandEnd, tile.origin.y)
          continue
        }
        bandEnd = min(bandEnd, tileEnd)
        let behind = tile.origin.x &+ tile.size.width
        if behind > x && tile.origin.x < gapEnd { (gapEnd, behindGap) = (tile.origin.x, behind) }
      }
      let start = x
      x = behindGap
      if gapEnd > start {
        return Rect(x: start, y: y, width: gapEnd &- start, height: bandEnd &- y)
      }
    }
    return nil
  }
}

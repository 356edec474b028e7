/// The parts of a page, one below the other in the middle of the glass. A part for which there is
/// no more room is empty.
struct PageColumn {
  private let size: Size
  /// The first free row.
  private var y: Int

  init(_ size: Size, top: Int) {
    self.size = size
    y = top
  }

  /// The next part's place: `rows` of `columns`, below a gap.
  @inline(never)
  mutating func take(_ rows: Int, below gap: Int, columns: Int) -> Rect {
    let (width, height) = (Int(size.width), Int(size.height))
    y = min(height, y &+ gap)
    if rows > height &- y { return .empty }
    let place = Rect((width &- columns) / 2, y, columns, rows)
    y &+= rows
    return place
  }

  /// Columns of a line on a glass of that width, which may have round corners.
  static func lineWidth(_ size: Size) -> Int { max(0, Int(size.width) &- 12) }
}

/// The parts of a line that run in one direction each, in the order in which they stand, from left
/// to right: rule L2 of Unicode Standard Annex #9.
struct VisualRuns: ~Copyable {
  struct Run {
    /// Bytes of the line.
    var start: UInt16 = 0
    var end: UInt16 = 0
    /// Columns.
    var width: UInt16 = 0
    var level: UInt8 = 0
    /// As ``TextCursor/isBesideFallback`` is before it.
    var isBesideFallback = false
  }

  private var runs = Limits.LineRuns<Run>(repeating: Run())
  private(set) var count = 0
  private let pinned = Pinned()

  init() {}

  subscript(index: Int) -> Run { runs[index] }

  /// Columns of all runs.
  func width() -> Int {
    var width = 0
    for index in 0..<count { width &+= Int(runs[index].width) }
    return width
  }

  /// Replaces the runs by those of `text`, which has the given levels. That of a line that runs from
  /// left to right as a whole is not measured.
  mutating func arrange(
    _ text: Span<UInt8>, _ levels: borrowing BidiLevels, with cursor: TextCursor
  ) {
    if levels.isPlain {
      runs[0] = Run(end: UInt16(clamping: text.count))
      count = 1
      return
    }
    count = 0
    var cursor = cursor
    var start = 0
    while start < text.count {
      let level = levels.level(at: start)
      var end = start &+ 1
      while end < text.count, count == runs.count &- 1 || levels.level(at: end) == level {
        end &+= 1
      }
      append(text, start..<end, level, with: &cursor)
      start = end
    }
    order()
  }

  private mutating func append(
    _ text: Span<UInt8>, _ range: Range<Int>, _ level: UInt8, with cursor: inout TextCursor
  ) {
    var inside = cursor
    inside.scalars = UTF8Scalars(offset: range.lowerBound)
    inside.isMirroring = level & 1 == 1
    let width = inside.width(of: text.extracting(0..<range.upperBound))
    runs[count] = Run(
      start: UInt16(clamping: range.lowerBound), end: UInt16(clamping: range.upperBound),
      width: UInt16(clamping: width), level: level,
      isBesideFallback: cursor.isBesideFallback)
    count &+= 1
    cursor.isBesideFallback = inside.isBesideFallback
  }

  /// From the highest level down to the lowest odd one, each stretch of runs at or above it is
  /// reversed.
  private mutating func order() {
    var level: UInt8 = 0
    for index in 0..<count { level = max(level, runs[index].level) }
    while level > 0 {
      var start = 0
      while start < count {
        var end = start
        while end < count, runs[end].level >= level { end &+= 1 }
        reverse(start, end)
        start = max(end, start &+ 1)
      }
      level &-= 1
    }
  }

  private mutating func reverse(_ start: Int, _ end: Int) {
    var (left, right) = (start, end &- 1)
    while left < right {
      runs.swapAt(left, right)
      left &+= 1
      right &-= 1
    }
  }
}

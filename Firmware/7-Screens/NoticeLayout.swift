/// Where the parts of a ``Notice`` stand: one below the other, in the middle of the glass.
struct NoticeLayout: Equatable, Sendable {
  let icon: Rect
  let headline: Rect
  let hintTop: Rect
  let hintBottom: Rect
  /// A time or a share.
  let figure: Rect
  let gauge: Rect

  init(size: Size) {
    var stack = VerticalStack(size: size, inset: 6)
    // Three lines, the gauge and the gaps take 108 rows; the sign gets a part of the rest.
    let room = size.height > 108 ? size.height &- 108 : 0
    let side = min(96, min(size.width / 2, room > 60 ? room * 3 / 4 : room))
    // Most faces have nothing below the hints: the rest stands in the middle, if there is room.
    stack.center(height: side &+ 84, within: side &+ 108)
    let sign = stack.take(side)
    icon = Rect(
      x: (size.width &- side) / 2, y: sign.origin.y, width: side, height: sign.size.height)
    stack.skip(10)
    headline = stack.take(22)
    stack.skip(4)
    hintTop = stack.take(18)
    hintBottom = stack.take(18)
    stack.skip(6)
    figure = stack.take(18)
    stack.skip(4)
    let line = stack.take(4)
    let width = line.size.width * 5 / 8
    gauge = Rect(
      x: (size.width &- width) / 2, y: line.origin.y, width: width, height: line.size.height)
  }
}

/// Where the idle face has its parts. A glass too narrow for the clock in one line gets two.
struct IdleLayout: Equatable, Sendable {
  let icon: Rect
  /// Hours and minutes, or the hours alone.
  let clock: Rect
  /// The minutes, or nothing.
  let minutes: Rect
  /// The weekday and the day, or the weekday alone.
  let date: Rect
  /// The day, or nothing.
  let day: Rect

  init(size: Size) {
    var stack = VerticalStack(size: size, inset: 0)
    let isNarrow = size.width < 210
    let lines: UInt16 = isNarrow ? 2 : 1
    let texts = lines &* 62 &+ lines &* 22 &+ 12
    let room = size.height > texts &+ 12 ? size.height &- texts &- 12 : 0
    let side = min(64, room * 3 / 4)
    let all = texts &+ (side > 0 ? side &+ 12 : 0)
    stack.center(height: all, within: all)
    let sign = stack.take(side)
    icon = Rect(
      x: (size.width &- side) / 2, y: sign.origin.y, width: side, height: sign.size.height)
    if side > 0 { stack.skip(12) }
    clock = stack.take(62)
    minutes = isNarrow ? stack.take(62) : VerticalStack.nothing
    stack.skip(12)
    date = stack.take(22)
    day = isNarrow ? stack.take(22) : VerticalStack.nothing
  }
}

/// Hands out lines of the glass from the top down; where there is no more room, empty ones.
private struct VerticalStack {
  private let size: Size
  private let inset: UInt16
  private var y: UInt16 = 0

  static var nothing: Rect { Rect(x: 0, y: 0, width: 0, height: 0) }

  /// - Parameter inset: Columns left free on either side, less than half of the glass.
  init(size: Size, inset: UInt16) {
    self.size = size
    self.inset = 2 &* inset < size.width ? inset : 0
  }

  /// Begins where lines of `height` altogether have as much room above as below, or further up where
  /// `whole`, which is no less, would not fit from there.
  mutating func center(height: UInt16, within whole: UInt16) {
    guard size.height > whole else {
      y = 0
      return
    }
    y = min((size.height &- height) / 2, size.height &- whole)
  }

  mutating func skip(_ rows: UInt16) { y = min(size.height, y &+ rows) }

  mutating func take(_ rows: UInt16) -> Rect {
    guard rows > 0, size.height &- y >= rows else { return Self.nothing }
    let line = Rect(x: inset, y: y, width: size.width &- 2 &* inset, height: rows)
    y &+= rows
    return line
  }
}

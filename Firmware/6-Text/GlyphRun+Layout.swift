/// Setting a line: which pictures, and where.
extension GlyphRun {
  /// Columns that a picture may reach out of its advance, to either side.
  private static var overhang: Int { 32 }

  /// Replaces the run by that of `text` in a rectangle of `size`.
  mutating func layOut(
    _ text: Span<UInt8>, as line: TextLine, in size: Size, with fallback: FallbackFont?
  ) {
    removeAll()
    let width = Int(size.width)
    let font = line.font
    let cursor = TextCursor(font: font, fallback: fallback)
    let extent = Extent(of: text, as: line, in: width, with: cursor)
    let shown = text.extracting(0..<min(extent.end, text.count))
    // Rows are kept in 16 bits; no panel has as many.
    let baseline = min((Int(size.height) &- font.lineHeight) / 2 &+ font.ascent, 0x7000)
    let limit = 2 &* TextLine.widthLimit
    let offset = max(-limit, min(line.offset, limit))

    levels.resolve(shown)
    runs.arrange(shown, levels, with: cursor)
    let isLeftward = levels.base == 1
    // The width of a line that is plain is known where it matters, and is not measured again.
    let columns = levels.isPlain ? extent.width &- extent.ellipsisWidth : runs.width()
    // A line that begins at the right has its beginning there, and moves on to the right.
    var x =
      isLeftward && line.alignment == .leading
      ? width &- line.margin &- columns &- extent.ellipsisWidth &- offset
      : extent.start(in: width, line) &+ (isLeftward ? -offset : offset)
    if extent.isCut, let ellipsis = Extent.ellipsis(of: font) {
      append(ellipsis, x: isLeftward ? x : x &+ columns, baseline: baseline, width: width)
      if isLeftward { x &+= extent.ellipsisWidth }
    }
    for index in 0..<runs.count {
      let run = runs[index]
      var cursor = cursor
      cursor.isMirroring = run.level & 1 == 1
      cursor.isBesideFallback = run.isBesideFallback
      var pen = Pen(x: x, baseline, font)
      if cursor.isMirroring { pen.turn(at: x &+ Int(run.width)) }
      // The last run of a very long line may end beyond what a run can tell.
      let end = run.end == UInt16.max ? shown.count : Int(run.end)
      place(shown.extracting(0..<end), from: Int(run.start), with: cursor, &pen, width)
      x &+= Int(run.width)
    }
  }

  /// Places the characters of `text` from the byte `start` on, as far as they show.
  ///
  /// Letters are placed before any mark, so that no heap of marks takes their room.
  private mutating func place(
    _ text: Span<UInt8>, from start: Int, with cursor: TextCursor, _ pen: inout Pen, _ width: Int
  ) {
    let first = pen
    place(.letters, of: text, from: start, with: cursor, &pen, width)
    guard pen.hasMetMarks else { return }
    pen = first
    place(.marks, of: text, from: start, with: cursor, &pen, width)
  }

  private enum Layer { case letters, marks }

  private mutating func place(
    _ layer: Layer, of text: Span<UInt8>, from start: Int, with first: TextCursor, _ pen: inout Pen,
    _ width: Int
  ) {
    var cursor = first
    cursor.scalars = UTF8Scalars(offset: start)
    let baseline = pen.baseline
    let visible = -Self.overhang..<width &+ Self.overhang
    while !pen.isBeyond(visible), let step = cursor.next(in: text) {
      if step.isMark {
        guard let (x, baseline) = pen.place(ofMark: step.glyph) else { continue }
        if layer == .marks { append(step.glyph, x: x, baseline: baseline, width: width) }
      } else {
        let x = pen.move(over: step.glyph)
        if layer == .letters { append(step.glyph, x: x, baseline: baseline, width: width) }
      }
    }
  }
}

/// How much of a text is shown, and how wide that is.
private struct Extent {
  static func ellipsis(of font: Font) -> Glyph? { font.glyph(for: 0x2026) }

  /// Columns; 0 for text that starts at the left edge in any case.
  private(set) var width: Int
  /// Bytes shown.
  private(set) var end = Int.max
  /// Whether an ellipsis stands for the rest.
  var isCut: Bool { ellipsisWidth > 0 }
  private(set) var ellipsisWidth = 0

  init(of text: Span<UInt8>, as line: TextLine, in available: Int, with start: TextCursor) {
    width = 0
    let mayBeCut = line.overflow == .ellipsis
    // Only these ask how wide the text is, and it may be much longer than what shows.
    guard mayBeCut || line.alignment != .leading else { return }
    let dots = Self.ellipsis(of: line.font)?.advance ?? 0
    var cursor = start
    var pen = 0
    // What fits before an ellipsis, without spaces at its end.
    var kept = (width: 0, end: 0)
    while pen < TextLine.widthLimit, let step = cursor.next(in: text) {
      pen &+= step.advance
      if mayBeCut && pen > available {
        ellipsisWidth = dots
        width = kept.width &+ dots
        end = kept.end
        return
      }
      guard pen &+ dots <= available, step.isMark || step.glyph.count > 0 else { continue }
      kept = (pen, cursor.scalars.offset)
    }
    width = pen
  }

  /// Columns from the left edge to the first character.
  func start(in available: Int, _ line: TextLine) -> Int {
    let free = max(0, available &- width)
    return switch line.alignment {
    case .leading: line.margin
    case .center: free / 2
    case .trailing: free &- line.margin
    }
  }
}

/// Where the next character goes, and where marks over the last one go.
private struct Pen {
  private(set) var x: Int
  let baseline: Int
  private var isLeftward = false
  private let xHeight: Int
  private(set) var hasMetMarks = false
  /// Marks over the last character.
  private var marks = 0
  private var lastX: Int
  private var lastAdvance = 0
  /// Rows from the baseline to the top of the last character and its marks.
  private var lastTop: Int

  init(x: Int, _ baseline: Int, _ font: Font) {
    self.x = x
    self.baseline = baseline
    xHeight = font.xHeight
    lastX = x
    lastTop = font.xHeight
  }

  /// Goes on from right to left, from `x`.
  mutating func turn(at x: Int) {
    self.x = x
    isLeftward = true
  }

  /// Whether nothing that comes shows within `columns`.
  func isBeyond(_ columns: Range<Int>) -> Bool {
    isLeftward ? x < columns.lowerBound : x >= columns.upperBound
  }

  /// Moves over a character, and returns where that stands.
  mutating func move(over glyph: borrowing Glyph) -> Int {
    if isLeftward {
      x &-= glyph.advance
      lastX = x
    } else {
      lastX = x
      x &+= glyph.advance
    }
    lastAdvance = glyph.advance
    lastTop = xHeight
    for index in 0..<glyph.count { lastTop = max(lastTop, Int(glyph.images[index].top)) }
    marks = 0
    return lastX
  }

  /// The pen of a mark: centred over the last character, and raised over a tall one; `nil` for
  /// one too many.
  ///
  /// Marks of the compiled-in fonts are made for lower-case letters. Those of the fallback font
  /// are cells as wide as their letters, and stand where they belong.
  mutating func place(ofMark mark: borrowing Glyph) -> (x: Int, baseline: Int)? {
    hasMetMarks = true
    guard marks < Limits.marks else { return nil }
    marks &+= 1
    let image = mark.images[0]
    let room = lastAdvance &- Int(image.width)
    // Halved towards the left, whatever the sign.
    let left = lastX &+ (room &>> 1) &- Int(image.left)
    let top = Int(image.top)
    guard image.source == .compiledIn else { return (left, baseline) }
    guard top &- Int(image.rows) >= xHeight &- 1 else { return (left, baseline) }
    let rise = lastTop &- xHeight
    lastTop = top &+ rise
    return (left, baseline &- rise)
  }
}

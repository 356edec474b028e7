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
    let limit = 2 &* TextLine.widthLimit
    let x = extent.start(in: width, line.alignment) &+ max(-limit, min(line.offset, limit))
    // Rows are kept in 16 bits; no panel has as many.
    let baseline = min((Int(size.height) &- font.lineHeight) / 2 &+ font.ascent, 0x7000)

    let pen = Pen(x: x, baseline: baseline, xHeight: font.xHeight)
    let end = place(.letters, of: text, through: extent.characters, with: cursor, pen, width)
    if extent.isCut, let ellipsis = font.glyph(for: Extent.ellipsis) {
      append(ellipsis, x: end.x, baseline: baseline, width: width)
    }
    guard end.hasMetMarks else { return }
    _ = place(.marks, of: text, through: extent.characters, with: cursor, pen, width)
  }

  /// Letters are placed before any mark, so that no heap of marks takes their room.
  private enum Layer { case letters, marks }

  /// Places one layer of the first `limit` characters of `text`, up to the right edge at `width`.
  ///
  /// - Returns: The pen after the last of them.
  private mutating func place(
    _ layer: Layer, of text: Span<UInt8>, through limit: Int, with start: TextCursor, _ pen: Pen,
    _ width: Int
  ) -> Pen {
    var cursor = start
    var pen = pen
    let baseline = pen.baseline
    var characters = 0
    while pen.x < width &+ Self.overhang || pen.isLeftward, let step = cursor.next(in: text) {
      if step.isMark {
        guard let (x, baseline) = pen.place(ofMark: step.glyph) else { continue }
        if layer == .marks { append(step.glyph, x: x, baseline: baseline, width: width) }
      } else {
        characters &+= 1
        guard characters <= limit else { break }
        if !pen.isLeftward {
          let left = limit &- characters &+ 1
          pen.turn(for: RightToLeftRun(from: step, before: cursor, in: text, limit: left))
        }
        let x = pen.move(over: step.glyph)
        if layer == .letters { append(step.glyph, x: x, baseline: baseline, width: width) }
      }
    }
    return pen
  }
}

/// How much of a text is shown, and how wide that is.
private struct Extent {
  static var ellipsis: UInt32 { 0x2026 }

  /// Columns; 0 for text that starts at the left edge in any case.
  private var width: Int
  /// Characters shown, marks not counted.
  private(set) var characters = Int.max
  /// Whether an ellipsis stands for the rest.
  private(set) var isCut = false

  init(of text: Span<UInt8>, as line: TextLine, in available: Int, with start: TextCursor) {
    var cursor = start
    width = 0
    // Only these ask how wide the text is, and it may be much longer than what shows.
    guard line.overflow == .ellipsis || line.alignment != .leading else { return }
    width = cursor.width(of: text)
    guard width > available, line.overflow == .ellipsis else { return }
    guard let ellipsis = line.font.glyph(for: Self.ellipsis) else { return }
    isCut = true
    cursor = start
    cut(text, to: available &- ellipsis.advance, with: cursor)
    width &+= ellipsis.advance
  }

  /// Keeps the characters that fit into `limit` columns, without spaces at their end.
  private mutating func cut(_ text: Span<UInt8>, to limit: Int, with start: TextCursor) {
    var cursor = start
    var pen = 0
    var count = 0
    width = 0
    characters = 0
    while let step = cursor.next(in: text) {
      if step.isMark { continue }
      pen &+= step.advance
      count &+= 1
      guard pen <= limit else { return }
      guard step.glyph.count > 0 else { continue }
      width = pen
      characters = count
    }
  }

  /// Columns from the left edge to the first character.
  func start(in available: Int, _ alignment: TextLine.Alignment) -> Int {
    let free = max(0, available &- width)
    return switch alignment {
    case .leading: 0
    case .center: free / 2
    case .trailing: free
    }
  }
}

/// Where the next character goes, and where marks over the last one go.
private struct Pen {
  private(set) var x: Int
  let baseline: Int
  /// Within a run from right to left: characters of it to come, and where the last one stands.
  private var leftward = 0
  private var leftwardX: Int
  private let xHeight: Int
  private(set) var hasMetMarks = false
  /// Marks over the last character.
  private var marks = 0
  private var lastX: Int
  private var lastAdvance = 0
  /// Rows from the baseline to the top of the last character and its marks.
  private var lastTop: Int

  init(x: Int, baseline: Int, xHeight: Int) {
    self.x = x
    self.baseline = baseline
    self.xHeight = xHeight
    leftwardX = x
    lastX = x
    lastTop = xHeight
  }

  var isLeftward: Bool { leftward > 0 }

  /// Begins a run from right to left: the pen goes beyond it, its characters come back from there.
  mutating func turn(for run: RightToLeftRun?) {
    guard let run else { return }
    leftward = run.characters
    x &+= run.width
    leftwardX = x
  }

  /// Moves over a character, and returns where that stands.
  mutating func move(over glyph: borrowing Glyph) -> Int {
    if isLeftward {
      leftward &-= 1
      leftwardX &-= glyph.advance
      lastX = leftwardX
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
    guard marks < GlyphRun.markLimit else { return nil }
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

/// The embedding levels of a line: which parts of it run from right to left.
///
/// The implicit algorithm of Unicode Standard Annex #9 (UAX #9), rules P2 to I2 and L1, with
/// isolates one level deep. Embeddings, overrides and isolates within isolates are ignored. Levels
/// are kept by byte, so that a character's level is found where the character is found in the text.
struct BidiLevels: ~Copyable {
  /// While the rules are applied a class, or one of ``BidiCell``; then a level, with
  /// ``BidiCell/settled``.
  private var cells = Limits.LineLevels(repeating: 0)
  private var count = 0
  /// Whether all of the line runs from left to right.
  private(set) var isPlain = true
  /// 1 for a line whose first letter is of a script from right to left, otherwise 0: rules P2, P3.
  private(set) var base: UInt8 = 0
  private let pinned = Pinned()

  init() {}

  /// The level of the character at `offset`, odd from right to left.
  func level(at offset: Int) -> UInt8 { offset < count ? cells[offset] & 0x7F : base }

  /// Replaces the levels by those of `line`.
  mutating func resolve(_ line: Span<UInt8>) {
    count = 0
    base = 0
    let text = line.extracting(0..<min(line.count, cells.count))
    isPlain = !Self.mayTurn(text)
    if isPlain { return }
    count = text.count
    classify(text)
    base = direction(from: 0, to: count) ?? 0
    var start = 0
    while start < count {
      if cells[start] == BidiCell.isolate {
        let end = isolateEnd(after: start)
        resolve(from: start &+ 1, to: end, level: isolateLevel(start, end, in: text), in: text)
        start = end
      }
      start &+= 1
    }
    resolve(from: 0, to: count, level: base, in: text)
    finish(text)
  }

  /// Whether `text` may have letters of a script from right to left: told by the lead bytes of
  /// U+0590 to U+08FF, U+FB1D to U+FEFC, U+10800 to U+10FFF and U+1E800 to U+1EFFF.
  static func mayTurn(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      let next = index &+ 1 < text.count ? text[index &+ 1] : 0
      switch text[index] {
      case 0xD6...0xDF: return true
      case 0xE0 where 0xA0...0xA3 ~= next: return true
      case 0xEF where 0xAC...0xBB ~= next: return true
      case 0xF0 where next == 0x90 || next == 0x9E: return true
      // The mark and the isolate that ask for right to left: U+200F and U+2067.
      case 0x8F where index > 1 && text[index &- 2] == 0xE2 && text[index &- 1] == 0x80: return true
      case 0xA7 where index > 1 && text[index &- 2] == 0xE2 && text[index &- 1] == 0x81: return true
      default: continue
      }
    }
    return false
  }
}

/// Walking through a sequence: from one byte to another, past the isolates in it.
extension BidiLevels {
  @inline(never)
  private func first(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, cells[place] == BidiCell.rest || cells[place] == BidiCell.removed {
      place &+= 1
    }
    return place
  }

  @inline(never)
  private func next(after place: Int, to end: Int) -> Int {
    if cells[place] == BidiCell.isolate { return min(isolateEnd(after: place), end) }
    return first(from: place &+ 1, to: end)
  }

  /// Where the isolate ends that begins at `start`; the end of the line where nothing ends it.
  private func isolateEnd(after start: Int) -> Int {
    var place = start &+ 1
    while place < count, cells[place] != BidiCell.isolateEnd { place &+= 1 }
    return place
  }

  @inline(never)
  private func scalar(at place: Int, in text: Span<UInt8>) -> UInt32 {
    var scalars = UTF8Scalars(offset: place)
    return scalars.next(in: text) ?? 0
  }

  private func bidiClass(at place: Int, in text: Span<UInt8>) -> BidiClass {
    ScalarTraits(scalar(at: place, in: text)).bidiClass
  }
}

/// Before and after the rules of a sequence.
extension BidiLevels {
  private mutating func classify(_ text: Span<UInt8>) {
    var scalars = UTF8Scalars()
    var depth = 0
    var place = 0
    while let scalar = scalars.next(in: text) {
      var cell = ScalarTraits(scalar).bidiClass.rawValue
      switch scalar {
      case 0x2066...0x2068:
        if depth == 0 { cell = BidiCell.isolate }
        depth &+= 1
      case 0x2069:
        if depth < 2 { cell = depth == 0 ? BidiCell.neutral : BidiCell.isolateEnd }
        depth = max(0, depth &- 1)
      default: break
      }
      cells[place] = cell
      for index in place &+ 1..<scalars.offset { cells[index] = BidiCell.rest }
      place = scalars.offset
    }
  }

  /// The level that the first letter gives, 0 or 1; nil without one: rule P2.
  private func direction(from start: Int, to end: Int) -> UInt8? {
    var place = first(from: start, to: end)
    while place < end {
      switch BidiClass(rawValue: cells[place]) {
      case .left: return 0
      case .right, .arabicLetter: return 1
      default: place = next(after: place, to: end)
      }
    }
    return nil
  }

  /// Rules X5a to X5c.
  private func isolateLevel(_ start: Int, _ end: Int, in text: Span<UInt8>) -> UInt8 {
    let direction: UInt8 =
      switch scalar(at: start, in: text) {
      case 0x2066: 0
      case 0x2067: 1
      default: self.direction(from: start &+ 1, to: end) ?? 0
      }
    return direction == base ? base &+ 2 : base &+ 1
  }

  /// Rule L1, and the levels of what no rule looks at: those of the characters before.
  private mutating func finish(_ text: Span<UInt8>) {
    var isTrailing = true
    var place = count
    while place > 0 {
      place &-= 1
      if cells[place] == BidiCell.rest { continue }
      let scalar = scalar(at: place, in: text)
      switch ScalarTraits(scalar).bidiClass {
      case .paragraphSeparator, .segmentSeparator: isTrailing = true
      case .whitespace, .boundaryNeutral: break
      default: if !(0x2066...0x2069 ~= scalar) { isTrailing = false }
      }
      if isTrailing { cells[place] = base | BidiCell.settled }
    }
    var last = base | BidiCell.settled
    for place in 0..<count {
      if cells[place] < BidiCell.settled { cells[place] = last }
      last = cells[place]
    }
  }
}

/// The rules of a sequence.
extension BidiLevels {
  private mutating func resolve(
    from start: Int, to end: Int, level: UInt8, in text: Span<UInt8>
  ) {
    let embedding = level & 1 == 0 ? BidiCell.left : BidiCell.right
    resolveMarksAndLetters(from: start, to: end, embedding)
    resolveNumbers(from: start, to: end, embedding)
    pairBrackets(from: start, to: end, in: text)
    resolveBrackets(from: start, to: end, embedding, in: text)
    settle(from: start, to: end, level: level)
  }

  /// Rules W1 to W3.
  private mutating func resolveMarksAndLetters(from start: Int, to end: Int, _ embedding: UInt8) {
    var previous = embedding
    var strong = embedding
    var place = first(from: start, to: end)
    while place < end {
      let following = next(after: place, to: end)
      var cell = cells[place]
      if cell == BidiClass.nonspacingMark.rawValue {
        cell = previous > BidiCell.rest ? BidiCell.neutral : previous
      }
      previous = cell
      switch BidiClass(rawValue: cell) {
      case .left, .right: strong = cell
      case .arabicLetter:
        strong = cell
        cell = BidiCell.right
      case .europeanNumber where strong == BidiClass.arabicLetter.rawValue:
        cell = BidiClass.arabicNumber.rawValue
      default: break
      }
      cells[place] = cell
      place = following
    }
  }

  /// Rules W4 to W7.
  private mutating func resolveNumbers(from start: Int, to end: Int, _ embedding: UInt8) {
    let european = BidiClass.europeanNumber.rawValue
    var strong = embedding
    /// The class before, separators (W4) and terminators (W5) taken into account.
    var separated = embedding
    var terminated = embedding
    var place = first(from: start, to: end)
    while place < end {
      let following = next(after: place, to: end)
      var cell = cells[place]
      var whole = cell
      switch BidiClass(rawValue: cell) {
      case .left, .right: strong = cell
      case .europeanSeparator, .commonSeparator:
        let isCommon = cell == BidiClass.commonSeparator.rawValue
        let isNumber =
          separated == european || isCommon && separated == BidiClass.arabicNumber.rawValue
        cell =
          isNumber && following < end && cells[following] == separated
          ? separated : BidiCell.neutral
        whole = cell
      case .europeanTerminator:
        var beyond = following
        while beyond < end, cells[beyond] == whole { beyond = next(after: beyond, to: end) }
        let isBefore = beyond < end && cells[beyond] == european
        cell = terminated == european || isBefore ? european : BidiCell.neutral
      default: break
      }
      separated = whole
      terminated = cell
      if cell == european, strong == BidiCell.left { cell = BidiCell.left }
      cells[place] = cell
      place = following
    }
  }

  /// Finds the pairs of brackets: definition BD16.
  private mutating func pairBrackets(from start: Int, to end: Int, in text: Span<UInt8>) {
    var waiting = 0
    var place = first(from: start, to: end)
    while place < end {
      let scalar = scalar(at: place, in: text)
      if cells[place] == BidiCell.neutral, let pair = MirroredPair(scalar) {
        if pair.bracket == .opening {
          if waiting == Limits.waitingBrackets { break }
          waiting &+= 1
          cells[place] = BidiCell.waiting
        } else if pair.bracket == .closing {
          waiting &-= close(place, pair.other, from: start, in: text)
        }
      }
      place = next(after: place, to: end)
    }
    for index in start..<end where cells[index] == BidiCell.waiting {
      cells[index] = BidiCell.neutral
    }
  }

  /// Pairs the closing bracket at `place` with the last one that is `other`.
  ///
  /// - Returns: How many brackets wait no more: its partner, and all that opened since.
  private mutating func close(
    _ place: Int, _ other: UInt32, from start: Int, in text: Span<UInt8>
  ) -> Int {
    var passed = 0
    var candidate = place
    while candidate > start {
      candidate &-= 1
      if cells[candidate] != BidiCell.waiting { continue }
      passed &+= 1
      guard Self.isSame(scalar(at: candidate, in: text), other) else { continue }
      for index in candidate &+ 1..<place where cells[index] == BidiCell.waiting {
        cells[index] = BidiCell.neutral
      }
      cells[candidate] = BidiCell.opening
      cells[place] = BidiCell.closing
      return passed
    }
    return 0
  }

  /// U+2329 and U+3008 are equivalent, as the brackets are that close them.
  private static func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
    let lower = min(one, other)
    return one == other || 0x2329...0x232A ~= lower && max(one, other) &- lower == 0xCDF
  }

  /// Rule N0.
  private mutating func resolveBrackets(
    from start: Int, to end: Int, _ embedding: UInt8, in text: Span<UInt8>
  ) {
    var context = embedding
    var place = first(from: start, to: end)
    while place < end {
      if cells[place] == BidiCell.opening {
        let (partner, direction) = lookInside(place, to: end, context, embedding)
        set(place, direction, to: end, in: text)
        set(partner, direction, to: end, in: text)
      }
      context = BidiCell.direction(cells[place]) ?? context
      place = next(after: place, to: end)
    }
  }

  /// Where the bracket is closed that opens at `start`, and the direction that both get, if any.
  private func lookInside(
    _ start: Int, to end: Int, _ context: UInt8, _ embedding: UInt8
  ) -> (partner: Int, direction: UInt8?) {
    var depth = 0
    var isOpposite = false
    var direction: UInt8?
    var place = next(after: start, to: end)
    while place < end {
      if cells[place] == BidiCell.opening { depth &+= 1 }
      if cells[place] == BidiCell.closing {
        if depth == 0 { break }
        depth &-= 1
      }
      if let inside = BidiCell.direction(cells[place]) {
        if inside == embedding { direction = embedding } else { isOpposite = true }
      }
      place = next(after: place, to: end)
    }
    if direction == nil && isOpposite { direction = context }
    return (place, direction)
  }

  /// Gives a bracket, and the marks on it, a direction.
  private mutating func set(
    _ bracket: Int, _ direction: UInt8?, to end: Int, in text: Span<UInt8>
  ) {
    guard bracket < end else { return }
    cells[bracket] = direction ?? BidiCell.neutral
    guard let direction else { return }
    var mark = next(after: bracket, to: end)
    while mark < end, bidiClass(at: mark, in: text) == .nonspacingMark {
      cells[mark] = direction
      mark = next(after: mark, to: end)
    }
  }

  /// Rules N1, N2, I1 and I2.
  private mutating func settle(from start: Int, to end: Int, level: UInt8) {
    let embedding = level & 1 == 0 ? BidiCell.left : BidiCell.right
    var before = embedding
    var place = first(from: start, to: end)
    while place < end {
      var beyond = place
      while beyond < end, BidiCell.direction(cells[beyond]) == nil {
        beyond = next(after: beyond, to: end)
      }
      let after = beyond < end ? BidiCell.direction(cells[beyond]) ?? embedding : embedding
      while place < beyond {
        let following = next(after: place, to: end)
        cells[place] = Self.level(before == after ? before : embedding, in: level)
        place = following
      }
      if place < end {
        let following = next(after: place, to: end)
        cells[place] = Self.level(cells[place], in: level)
        before = after
        place = following
      }
    }
  }

  /// The level of a class in a sequence of `level`.
  private static func level(_ cell: UInt8, in level: UInt8) -> UInt8 {
    let isNumber = cell != BidiCell.left && cell != BidiCell.right
    let isTurned = level & 1 == 0 ? cell != BidiCell.left : cell != BidiCell.right
    return (isTurned ? level &+ (isNumber && level & 1 == 0 ? 2 : 1) : level) | BidiCell.settled
  }
}

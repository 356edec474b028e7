/// The page of what plays: the cover, its texts, its times and a bar.
struct NowPlayingPage: ~Copyable {
  enum Tile: UInt8 {
    case cover, pauseSign, title, detail, elapsed, remaining, bar
  }

  private let layout: ScreenLayout
  /// Artist and album in one line.
  var detail = Limits.Line()
  private var cover = CoverPlace.lost(isAwaited: false)
  /// Title, and artist with album.
  private var lines = RunningLines()
  /// Seconds; nil without an end or without times: then there is no bar.
  private var durationSeconds: UInt32?
  private(set) var elapsedSeconds: UInt32 = 0
  /// The longest time that `timeWidth` has room for, seconds; 0 for an item without times.
  private var longestSeconds: UInt32 = 0
  /// Columns that either time takes; 0 without times.
  private var timeWidth: UInt16 = 0
  /// Filled columns of the bar.
  private(set) var barFill: UInt16 = 0
  /// Milliseconds to the item's next full second; nil while it stands.
  private var untilNextSecondMs: UInt32?
  /// Until when the elapsed time has the place of the one that remains; nil where it has not.
  private var elapsedUntil: Instant?
  /// What was seen last.
  private var seen: (item: UInt32, isPaused: Bool, at: Instant) = (
    0, false, Instant(milliseconds: 0)
  )
  private var isPaused: Bool { seen.isPaused }

  init(_ layout: ScreenLayout) { self.layout = layout }

  /// Where the cover stands among the tiles.
  static var cover: Int { Int(Tile.cover.rawValue) }

  /// Columns between a time and the place of the artist, which has margins.
  private static var gap: UInt16 { 4 }
  /// Columns between the sign of a pause and the texts.
  private static var signGap: UInt16 { 10 }
  /// Milliseconds for which the elapsed time stands in place of the one that remains, where there is
  /// room for one, after something has changed.
  static var elapsedMs: UInt32 { 5_000 }
  private static var rightToLeftMark: UInt32 { 0x200F }

  /// Has the texts begin anew.
  mutating func begin() {
    lines = RunningLines()
    longestSeconds = 0
    timeWidth = 0
    seen.item = 0
  }

  /// What a tile shows, after ``prepare(_:_:_:now:)``.
  mutating func drawing(
    of tile: Tile, _ content: inout ScreenContent, _ words: inout Limits.TileWords
  ) -> TileDrawing {
    switch tile {
    case .cover:
      return cover.isLost || cover.stage == .empty
        ? .painted(.record(content.track.accent), in: layout.cover)
        : .kept(in: cover.picture ?? layout.cover)
    case .pauseSign: return isPaused ? .painted(.pause, in: signPlace) : .hidden
    case .title:
      let line = runningLine(layout.titleFont, Palette.text, lines.title)
      let isKnown = !content.track.title.isEmpty
      if !isKnown { compose(content.track.kind.substituteTitle, content.wording, &words) }
      return .text(
        isKnown ? .title : .composed, as: line, in: besideSign(layout.title),
        hash: lines.title.hash)
    case .detail:
      let line = runningLine(layout.detailFont, Palette.secondary, lines.detail)
      return .text(.detail, as: line, in: detailPlace, hash: lines.detail.hash)
    case .elapsed, .remaining:
      guard compose(tile, &words) else { return .hidden }
      var line = TextLine(
        font: .small, foreground: Palette.secondary, background: Palette.background)
      line.alignment = tile == .elapsed ? .leading : .trailing
      if layout.isStrip { line.margin = Int(ScreenLayout.margin) }
      return .text(&words, as: line, in: timePlace(tile))
    case .bar:
      if durationSeconds == nil { return .hidden }
      let color = isPaused ? Palette.secondary : Palette.accent(content.track.accent)
      return .bar(filled: barFill, color, in: layout.bar)
    }
  }

  /// When something changes by itself.
  func wake(now: Instant) -> Instant {
    var next = now + (untilNextSecondMs ?? 60_000)
    if let wait = lines.untilNextFrameMs { next = next.earlier(now + wait) }
    if let end = elapsedUntil { next = next.earlier(end) }
    return next
  }

  /// Looks at the item once for all tiles.
  @inline(never)
  mutating func prepare(
    _ content: inout ScreenContent, _ cover: CoverPlace, _ text: inout TextRenderer,
    _ words: inout Limits.TileWords, now: Instant
  ) {
    self.cover = cover
    prepareProgress(&content, &text, now: now)
    prepareTitle(&content, &text, &words, now: now)
    prepareDetail(&content, &text, &words, now: now)
    lines.move(to: now)
  }

  private mutating func prepareProgress(
    _ content: inout ScreenContent, _ text: inout TextRenderer, now: Instant
  ) {
    let position = content.progress.value(at: now)
    let durationMs = content.track.durationMs ?? 0
    // What has no end plays on and on.
    let endMs = durationMs == 0 ? UInt32.max : durationMs
    let progressMs = min(position ?? 0, endMs)
    let isMoving = content.face == .playing && content.progress.isRunning && progressMs < endMs
    untilNextSecondMs = isMoving ? 1_000 &- progressMs % 1_000 : nil
    note(content, progressMs / 1_000, now: now)
    barFill = layout.filled(progressMs: progressMs, durationMs: durationMs)
    durationSeconds = nil
    var longest: UInt32 = 0
    if position != nil, max(progressMs, durationMs) <= Limits.itemMs {
      // Without an end, there is room for all times of the hour.
      longest = elapsedSeconds / 3_600 &* 3_600 &+ 3_599
      if durationMs > 0 {
        durationSeconds = durationMs / 1_000
        longest = max(durationMs / 1_000, 1)
      }
    }
    if longest == longestSeconds { return }
    longestSeconds = longest
    timeWidth = 0
    if longest == 0 { return }
    var time = UTF8Buffer<16>()
    time.append(remainingSeconds: longest)
    let width = time.withBytes { text.width(of: $0, in: .small) }
    timeWidth = min(UInt16(truncatingIfNeeded: min(width, 0xFE)) &+ 1, layout.times.size.width)
  }

  /// Shows the elapsed time for a while after another item, a pause and its end, and a seek.
  private mutating func note(_ content: borrowing ScreenContent, _ seconds: UInt32, now: Instant) {
    let isPaused = content.face == .paused
    let latest = elapsedSeconds &+ now.milliseconds(since: seen.at) / 1_000 &+ 2
    if content.trackNumber != seen.item || isPaused != seen.isPaused || seconds < elapsedSeconds
      || seconds > latest
    {
      elapsedUntil = now + Self.elapsedMs
    }
    if let end = elapsedUntil, now.hasReached(end) { elapsedUntil = nil }
    seen = (content.trackNumber, isPaused, now)
    elapsedSeconds = seconds
  }

  private mutating func prepareTitle(
    _ content: inout ScreenContent, _ text: inout TextRenderer, _ words: inout Limits.TileWords,
    now: Instant
  ) {
    var hash = itemHash(&content, 0)
    content.track.title.withBytes { hash.add($0) }
    if hash.value == lines.title.contentHash { return }
    var width = content.track.title.withBytes { text.width(of: $0, in: layout.titleFont) }
    if content.track.title.isEmpty {
      compose(content.track.kind.substituteTitle, content.wording, &words)
      width = words.withBytes { text.width(of: $0, in: layout.titleFont) }
    }
    lines.begin(title: running(hash, width, in: besideSign(layout.title).size.width), now: now)
  }

  private mutating func prepareDetail(
    _ content: inout ScreenContent, _ text: inout TextRenderer, _ words: inout Limits.TileWords,
    now: Instant
  ) {
    var hash = itemHash(&content, UInt32(timeWidth))
    // Without a title, nothing stands in for what is missing below it.
    hash.add(UInt32(content.track.title.isEmpty ? 1 : 0))
    content.track.artist.withBytes { hash.add($0) }
    content.track.album.withBytes { hash.add($0) }
    if hash.value == lines.detail.contentHash { return }
    let place = detailPlace.size.width
    // The album only where both have room.
    var width = composeDetail(&content, &text, &words, withAlbum: true)
    if !content.track.artist.isEmpty && width &+ Int(ScreenLayout.margin) > Int(place) {
      width = composeDetail(&content, &text, &words, withAlbum: false)
    }
    lines.begin(detail: running(hash, width, in: place), now: now)
  }

  /// Begins with the item and what else the place of a text depends on.
  @inline(never)
  private func itemHash(_ content: inout ScreenContent, _ other: UInt32) -> ContentHash {
    var hash = ContentHash()
    hash.add(content.trackNumber)
    hash.add(UInt32(content.track.kind.rawValue) &<< 1 | (isPaused ? 1 : 0))
    hash.add(other)
    return hash
  }

  private func running(_ hash: ContentHash, _ width: Int, in place: UInt16) -> RunningText {
    RunningText(
      contentHash: hash.value,
      marquee: Marquee(textWidth: width, in: place, margin: ScreenLayout.margin))
  }

  /// `artist · album`, or the one there is; returns the columns that it takes.
  private mutating func composeDetail(
    _ content: inout ScreenContent, _ text: inout TextRenderer, _ words: inout Limits.TileWords,
    withAlbum: Bool
  ) -> Int {
    detail.removeAll()
    // The buffer holds both in full: no character is cut. The line has the direction of the artist,
    // and as isolates neither name changes the order of the other.
    let isPair = withAlbum && !content.track.artist.isEmpty && !content.track.album.isEmpty
    if isPair && content.track.artist.withBytes({ text.isRightToLeft($0) }) {
      detail.append(scalar: Self.rightToLeftMark)
    }
    content.track.artist.withBytes { detail.append($0, isIsolate: isPair) }
    if isPair { detail.append(ascii: (" · " as StaticString).bytes) }
    if withAlbum { content.track.album.withBytes { detail.append($0, isIsolate: isPair) } }
    if detail.isEmpty && !content.track.title.isEmpty,
      let substitute = content.track.kind.substituteDetail
    {
      compose(substitute, content.wording, &words)
      words.withBytes { detail.append(ascii: $0) }
    }
    return detail.withBytes { text.width(of: $0, in: layout.detailFont) }
  }

  private func compose(_ phrase: Phrase, _ wording: Wording, _ words: inout Limits.TileWords) {
    words.removeAll()
    wording.append(phrase, to: &words)
  }

  /// The time of a tile; false where it has none.
  private func compose(_ tile: Tile, _ words: inout Limits.TileWords) -> Bool {
    words.removeAll()
    if longestSeconds == 0 { return false }
    let isEither = layout.isStrip && (elapsedUntil != nil || durationSeconds == nil)
    if layout.isStrip ? isEither && tile == .remaining : tile == .elapsed {
      words.append(durationSeconds: elapsedSeconds)
    } else if tile == .remaining, let durationSeconds {
      words.append(remainingSeconds: durationSeconds &- min(elapsedSeconds, durationSeconds))
    }
    return !words.isEmpty
  }

  private func runningLine(_ font: Font, _ color: RGB565, _ running: RunningText) -> TextLine {
    var line = TextLine(font: font, foreground: color, background: Palette.background)
    line.excess = Int(truncatingIfNeeded: running.marquee.overflow)
    line.margin = Int(ScreenLayout.margin)
    line.offset = 0 &- Int(truncatingIfNeeded: running.offset)
    return line
  }

  // MARK: Places

  /// As high as both texts.
  private var signPlace: Rect {
    let title = layout.title
    let height = layout.detail.origin.y &+ layout.detail.size.height &- title.origin.y
    let side = height &- min(height, 12)
    let width = side * 2 / 3
    guard !layout.detail.isEmpty, title.size.width > 3 &* width else { return .empty }
    return Rect(
      x: title.origin.x &+ ScreenLayout.margin, y: title.origin.y &+ 6, width: width, height: side)
  }

  /// What the sign of a pause leaves of a line.
  private func besideSign(_ line: Rect) -> Rect {
    let width = signPlace.size.width
    if !isPaused || width == 0 { return line }
    let start = min(line.size.width, width &+ Self.signGap)
    return line.columns(from: start, width: line.size.width &- start)
  }

  private var detailPlace: Rect {
    let line = besideSign(layout.detail)
    guard layout.isStrip, timeWidth > 0 else { return line }
    let end = ScreenLayout.margin &+ timeWidth &+ Self.gap
    guard line.size.width > 2 &* end else { return .empty }
    return line.columns(from: 0, width: line.size.width &- end)
  }

  /// The halves of a line of their own. Where there is room for one of them only, the time that
  /// remains has all of the line. In a line with the artist, one of them stands at the end.
  private func timePlace(_ tile: Tile) -> Rect {
    let line = layout.isStrip ? besideSign(layout.times) : layout.times
    let width = line.size.width
    if layout.isStrip {
      let end = min(width, ScreenLayout.margin &+ timeWidth)
      return line.columns(from: width &- end, width: end)
    }
    let half = width / 2
    if timeWidth > half { return (durationSeconds != nil) == (tile == .remaining) ? line : .empty }
    return tile == .elapsed
      ? line.columns(from: 0, width: width &- half) : line.columns(from: width &- half, width: half)
  }
}

extension UTF8Buffer {
  /// Appends `text`, as an isolate of its own direction where asked: between FIRST STRONG ISOLATE
  /// and POP DIRECTIONAL ISOLATE.
  @inline(never)
  fileprivate mutating func append(_ text: Span<UInt8>, isIsolate: Bool) {
    if isIsolate { append(scalar: 0x2068) }
    append(ascii: text)
    if isIsolate { append(scalar: 0x2069) }
  }
}

extension ItemKind {
  /// Stands for a title that is not known.
  fileprivate var substituteTitle: Phrase {
    switch self {
    case .advertisement: .advertisement
    case .episode: .untitledEpisode
    case .local: .localFile
    case .track, .unknown: .untitled
    }
  }

  /// Stands below a title that comes with neither artist nor album.
  fileprivate var substituteDetail: Phrase? {
    switch self {
    case .advertisement: .advertisement
    case .episode: .podcast
    case .local: .localFile
    case .track, .unknown: nil
    }
  }
}

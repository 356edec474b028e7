/// The faces with a cover.
extension Screens {
  /// Columns between times and the place of the artist, which has margins.
  private static var gap: UInt16 { 2 }
  /// Columns that the sign of a pause takes, and as many on the other side of the title.
  private static var symbolWidth: UInt16 { 20 }

  private static var rightToLeftMark: UInt32 { 0x200F }

  /// Looks at the item once for all tiles.
  @inline(never)
  mutating func prepareNowPlaying(_ content: inout ScreenContent, now: Instant) {
    prepareProgress(&content, now: now)
    prepareTitle(&content, now: now)
    prepareDetail(&content, now: now)
    playing.lines.move(to: now)
  }

  private mutating func prepareProgress(_ content: inout ScreenContent, now: Instant) {
    let position = content.progress.value(at: now)
    let durationMs = content.track.durationMs ?? 0
    // What has no end plays on and on.
    let endMs = durationMs == 0 ? UInt32.max : durationMs
    let progressMs = min(position ?? 0, endMs)
    let isMoving = content.face == .playing && content.progress.isRunning && progressMs < endMs
    playing.untilNextSecondMs = isMoving ? 1_000 &- progressMs % 1_000 : nil
    playing.elapsedSeconds = progressMs / 1_000
    playing.barFill = layout.filled(progressMs: progressMs, durationMs: durationMs)
    playing.durationSeconds = nil
    var longest: UInt32 = 0
    if position != nil, max(progressMs, durationMs) <= Limits.itemMs {
      // Without an end, there is room for all times of the hour.
      longest = playing.elapsedSeconds / 3_600 &* 3_600 &+ 3_599
      if durationMs > 0 {
        playing.durationSeconds = durationMs / 1_000
        longest = max(durationMs / 1_000, 1)
      }
    }
    if longest == playing.longestSeconds { return }
    playing.longestSeconds = longest
    playing.timeWidth = 0
    if longest == 0 { return }
    var time = UTF8Buffer<16>()
    time.append(remainingSeconds: longest)
    let width = time.withBytes { text.width(of: $0, in: .body) }
    playing.timeWidth = min(
      UInt16(truncatingIfNeeded: min(width, 0xFE)) &+ 1, layout.times.size.width)
  }

  private mutating func prepareTitle(_ content: inout ScreenContent, now: Instant) {
    var hash = ContentHash()
    hash.add(content.trackNumber)
    hash.add(UInt32(content.track.kind.rawValue))
    hash.add(UInt32(content.face == .paused ? 1 : 0))
    content.track.title.withBytes { hash.add($0) }
    if hash.value == playing.lines.title.contentHash { return }
    let substitute = content.track.kind.substituteTitle
    let width = content.track.title.withBytes {
      text.width(of: $0.isEmpty ? substitute.bytes : $0, in: .title)
    }
    playing.lines.begin(
      title: running(hash, width, in: titlePlace(&content).size.width), now: now)
  }

  private mutating func prepareDetail(_ content: inout ScreenContent, now: Instant) {
    var hash = ContentHash()
    hash.add(content.trackNumber)
    hash.add(UInt32(content.track.kind.rawValue))
    hash.add(UInt32(playing.timeWidth))
    // Without a title, nothing stands in for what is missing below it.
    hash.add(UInt32(content.track.title.isEmpty ? 1 : 0))
    content.track.artist.withBytes { hash.add($0) }
    content.track.album.withBytes { hash.add($0) }
    if hash.value == playing.lines.detail.contentHash { return }
    composeDetail(&content)
    let width = detail.withBytes { text.width(of: $0, in: .body) }
    playing.lines.begin(detail: running(hash, width, in: detailPlace.size.width), now: now)
  }

  private func running(_ hash: ContentHash, _ width: Int, in place: UInt16) -> RunningText {
    RunningText(
      contentHash: hash.value,
      marquee: Marquee(textWidth: width, in: place, margin: ScreenLayout.margin))
  }

  /// `artist · album`, or the one there is.
  private mutating func composeDetail(_ content: inout ScreenContent) {
    detail.removeAll()
    // The buffer holds both in full: no character is cut. The line has the direction of the artist,
    // and as isolates neither name changes the order of the other.
    let isPair = !content.track.artist.isEmpty && !content.track.album.isEmpty
    if isPair && content.track.artist.withBytes({ text.isRightToLeft($0) }) {
      detail.append(scalar: Self.rightToLeftMark)
    }
    content.track.artist.withBytes { detail.append($0, isIsolate: isPair) }
    if isPair { detail.append(ascii: (" · " as StaticString).bytes) }
    content.track.album.withBytes { detail.append($0, isIsolate: isPair) }
    if detail.isEmpty && !content.track.title.isEmpty {
      let kind = content.track.kind.substituteDetail.bytes
      detail.append(ascii: kind)
    }
  }
}

/// Places.
extension Screens {
  mutating func titlePlace(_ content: inout ScreenContent) -> Rect {
    let line = layout.title
    guard content.face == .paused, line.size.width > 2 &* Self.symbolWidth else { return line }
    return line.columns(
      from: Self.symbolWidth, width: line.size.width &- 2 &* Self.symbolWidth)
  }

  mutating func symbolPlace(_ tile: Tile, _ content: inout ScreenContent) -> Rect {
    let line = layout.title
    guard content.face == .paused, line.size.width > 2 &* Self.symbolWidth else { return .empty }
    return line.columns(
      from: tile == .symbol ? 0 : line.size.width &- Self.symbolWidth, width: Self.symbolWidth)
  }

  var detailPlace: Rect {
    let line = layout.detail
    guard layout.isStrip, playing.timeWidth > 0 else { return line }
    let end = ScreenLayout.margin &+ playing.timeWidth &+ Self.gap
    guard line.size.width > 2 &* end else { return .empty }
    return line.columns(from: end, width: line.size.width &- 2 &* end)
  }

  /// The halves of a line of their own; in a line with the artist, its ends. Where there is room
  /// for one of them only, the time that remains has all of the line.
  mutating func timePlace(_ tile: Tile) -> Rect {
    let line = layout.times
    if layout.isStrip && playing.timeWidth == 0 { return .empty }
    let half = line.size.width / 2
    let end = (layout.isStrip ? ScreenLayout.margin : 0) &+ playing.timeWidth
    if end > half {
      let isKnown = playing.durationSeconds != nil
      return isKnown == (tile == .remaining) ? line : .empty
    }
    let isBesideDetail = layout.isStrip && !detailPlace.isEmpty
    let width =
      isBesideDetail ? end &+ Self.gap : tile == .elapsed ? line.size.width &- half : half
    return line.columns(from: tile == .elapsed ? 0 : line.size.width &- width, width: width)
  }
}

/// Drawing.
extension Screens {
  @inline(never)
  mutating func drawTitle<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let line = runningLine(.title, Palette.text, playing.lines.title)
    let substitute = content.track.kind.substituteTitle
    try content.track.title.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.write(
        bytes.isEmpty ? substitute.bytes : bytes, as: line, in: rect, on: &panel)
    }
  }

  @inline(never)
  mutating func drawDetail<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let line = runningLine(.body, Palette.secondary, playing.lines.detail)
    try detail.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.write(bytes, as: line, in: rect, on: &panel)
    }
  }

  private func runningLine(
    _ font: Font, _ color: RGB565, _ running: RunningText
  ) -> TextLine {
    var line = TextLine(font: font, foreground: color, background: Palette.background)
    line.excess = Int(truncatingIfNeeded: running.marquee.overflow)
    line.alignment = line.excess > 0 ? .leading : .center
    line.margin = Int(ScreenLayout.margin)
    line.offset = 0 &- Int(truncatingIfNeeded: running.offset)
    return line
  }

  @inline(never)
  mutating func drawTime<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, in rect: Rect, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    var line = TextLine(
      font: .body, foreground: Palette.secondary, background: Palette.background)
    var time = UTF8Buffer<16>()
    if tile == .elapsed {
      if playing.longestSeconds > 0 { time.append(durationSeconds: playing.elapsedSeconds) }
    } else if let duration = playing.durationSeconds {
      time.append(remainingSeconds: duration &- min(playing.elapsedSeconds, duration))
    }
    line.alignment = tile == .elapsed ? .leading : .trailing
    if layout.isStrip { line.margin = Int(ScreenLayout.margin) }
    try draw(&time, as: line, in: rect, on: &panel)
  }

  @inline(never)
  mutating func drawProgress<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, _ content: inout ScreenContent, before: UInt32,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    if playing.durationSeconds == nil { return try panel.fill(rect, Palette.background) }
    let mode = barMode(&content)
    let isSame = before &>> 9 == mode
    try drawBar(
      rect, fill: playing.barFill,
      before: isSame ? UInt16(truncatingIfNeeded: before & 0x1FF) : nil,
      RGB565(rawValue: UInt16(truncatingIfNeeded: mode)), on: &panel)
  }

  /// Fills `rect` up to a column. Where `before` columns were filled, only the difference.
  @inline(never)
  mutating func drawBar<Bus: DisplayBus & ~Copyable>(
    _ rect: Rect, fill: UInt16, before: UInt16?, _ color: RGB565, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let fill = min(fill, rect.size.width)
    let before = before.map { min($0, rect.size.width) }
    let litFrom = before ?? 0
    if fill > litFrom {
      try panel.fill(rect.columns(from: litFrom, width: fill &- litFrom), color)
    }
    let darkTo = before ?? rect.size.width
    if darkTo > fill {
      try panel.fill(rect.columns(from: fill, width: darkTo &- fill), Palette.track)
    }
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
  var substituteTitle: StaticString {
    switch self {
    case .advertisement: "Advertisement"
    case .episode: "Untitled episode"
    case .local: "Local file"
    case .track, .unknown: "Untitled"
    }
  }

  /// Stands below a title that comes with neither artist nor album.
  var substituteDetail: StaticString {
    switch self {
    case .advertisement: "Advertisement"
    case .episode: "Podcast"
    case .local: "Local file"
    case .track, .unknown: ""
    }
  }
}

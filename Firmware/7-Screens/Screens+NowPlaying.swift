/// The faces with a cover.
extension Screens {
  /// Columns between artist and times.
  private static var gap: UInt16 { 6 }
  /// Columns that the sign of a pause takes, and as many on the other side of the title.
  private static var symbolWidth: UInt16 { 16 }

  private static var rightToLeftMark: UInt32 { 0x200F }
  private static var firstStrongIsolate: UInt32 { 0x2068 }
  private static var popDirectionalIsolate: UInt32 { 0x2069 }

  /// Looks at the item once for all tiles.
  @inline(never)
  mutating func prepareNowPlaying(_ content: inout ScreenContent, now: Instant) {
    prepareProgress(&content, now: now)
    prepareTitle(&content, now: now)
    prepareDetail(&content, now: now)
    playing.titleOffset = playing.title.offset(at: now)
    playing.detailOffset = playing.detail.offset(at: now)
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
      UInt16(truncatingIfNeeded: min(width, 0xFF)) &+ 1, layout.times.size.width / 2)
  }

  private mutating func prepareTitle(_ content: inout ScreenContent, now: Instant) {
    var hash = ContentHash()
    hash.add(content.trackNumber)
    hash.add(content.track.kind.substituteTitle.bytes)
    hash.add(UInt32(content.face == .paused ? 1 : 0))
    content.track.title.withBytes { hash.add($0) }
    if hash.value == playing.title.contentHash { return }
    let width =
      content.track.title.isEmpty
      ? text.width(of: content.track.kind.substituteTitle.bytes, in: .title)
      : content.track.title.withBytes { text.width(of: $0, in: .title) }
    playing.title.begin(
      contentHash: hash.value, textWidth: width, in: titlePlace(&content).size.width, now: now)
  }

  private mutating func prepareDetail(_ content: inout ScreenContent, now: Instant) {
    var hash = ContentHash()
    hash.add(content.trackNumber)
    hash.add(content.track.kind.substituteDetail.bytes)
    hash.add(UInt32(playing.timeWidth))
    // Without a title, nothing stands in for what is missing below it.
    hash.add(UInt32(content.track.title.isEmpty ? 1 : 0))
    content.track.artist.withBytes { hash.add($0) }
    content.track.album.withBytes { hash.add($0) }
    if hash.value == playing.detail.contentHash { return }
    composeDetail(&content)
    let width = detail.withBytes { text.width(of: $0, in: .body) }
    playing.detail.begin(
      contentHash: hash.value, textWidth: width, in: detailPlace.size.width, now: now)
  }

  /// `artist · album`, or the one there is.
  private mutating func composeDetail(_ content: inout ScreenContent) {
    detail.removeAll()
    // The buffer holds both in full: no character is cut.
    let isPair = !content.track.artist.isEmpty && !content.track.album.isEmpty
    let isIsolated =
      isPair
      && (content.track.artist.withBytes { BidiLevels.mayTurn($0) }
        || content.track.album.withBytes { BidiLevels.mayTurn($0) })
    // The line has the direction of the artist, and neither name changes the order of the other.
    let isLeftward = isIsolated && content.track.artist.withBytes { text.isRightToLeft($0) }
    if isLeftward { detail.append(scalar: Self.rightToLeftMark) }
    if isIsolated { detail.append(scalar: Self.firstStrongIsolate) }
    content.track.artist.withBytes { detail.append(ascii: $0, 0..<$0.count) }
    if isIsolated { detail.append(scalar: Self.popDirectionalIsolate) }
    if isPair { detail.append(ascii: (" · " as StaticString).bytes, 0..<4) }
    if isIsolated { detail.append(scalar: Self.firstStrongIsolate) }
    content.track.album.withBytes { detail.append(ascii: $0, 0..<$0.count) }
    if isIsolated { detail.append(scalar: Self.popDirectionalIsolate) }
    if detail.isEmpty && !content.track.title.isEmpty {
      let kind = content.track.kind.substituteDetail.bytes
      detail.append(ascii: kind, 0..<kind.count)
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
    let ends = 2 &* (playing.timeWidth &+ Self.gap)
    guard layout.isStrip, playing.timeWidth > 0 else { return line }
    guard line.size.width > ends else { return .empty }
    return line.columns(from: playing.timeWidth &+ Self.gap, width: line.size.width &- ends)
  }

  /// The halves of a line of their own; in a line with the artist, its ends.
  mutating func timePlace(_ tile: Tile) -> Rect {
    let line = layout.times
    let half = line.size.width / 2
    if layout.isStrip && playing.timeWidth == 0 { return .empty }
    let width = layout.isStrip ? min(playing.timeWidth &+ Self.gap, half) : half
    return line.columns(from: tile == .elapsed ? 0 : line.size.width &- width, width: width)
  }
}

/// Drawing.
extension Screens {
  @inline(never)
  mutating func drawTitle<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let line = runningLine(.title, Palette.text, playing.title, playing.titleOffset)
    if content.track.title.isEmpty {
      return try text.write(
        content.track.kind.substituteTitle.bytes, as: line, in: rect, on: &panel)
    }
    try content.track.title.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.write(bytes, as: line, in: rect, on: &panel)
    }
  }

  @inline(never)
  mutating func drawDetail<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let line = runningLine(
      .body, Palette.secondary, playing.detail, playing.detailOffset)
    try detail.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.write(bytes, as: line, in: rect, on: &panel)
    }
  }

  private func runningLine(
    _ font: Font, _ color: RGB565, _ running: RunningText, _ offset: UInt32
  ) -> TextLine {
    var line = TextLine(font: font, foreground: color, background: Palette.background)
    line.alignment = running.overflows ? .leading : .center
    line.offset = 0 &- Int(truncatingIfNeeded: offset)
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
    if tile == .remaining { line.alignment = .trailing }
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

/// Where each tile stands, what it shows, and how it is drawn.
extension Screens {
  /// Where `tile` stands; empty while it does not show.
  @inline(never)
  mutating func place(of tile: Tile, _ content: inout ScreenContent) -> Rect {
    switch tile {
    case .background: Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
    case .cover, .margin, .symbol, .title, .titleEnd, .detail, .elapsed, .remaining, .bar:
      arrangement == .nowPlaying ? nowPlayingPlace(of: tile, &content) : .empty
    case .headline where arrangement == .card: TestCard(size: layout.size).name
    case _ where arrangement == .card: .empty
    case .icon, .headline, .hintTop, .hintBottom, .figure, .gauge:
      arrangement == .nowPlaying ? .empty : noticeLayout.place(of: tile)
    case .clock, .minutes, .date, .day:
      arrangement == .idle ? noticeLayout.place(of: tile) : .empty
    }
  }

  var noticeLayout: NoticeLayout {
    NoticeLayout(
      size: layout.size, isIdle: arrangement == .idle, hasAddress: arrangement == .address)
  }

  private mutating func nowPlayingPlace(of tile: Tile, _ content: inout ScreenContent) -> Rect {
    switch tile {
    case .cover:
      playing.cover.isLost || playing.cover.stage == .empty ? layout.cover : .empty
    case .margin: (playing.cover.picture ?? layout.cover) == layout.cover ? .empty : layout.cover
    case .symbol, .titleEnd: symbolPlace(tile, &content)
    case .title: titlePlace(&content)
    case .detail: detailPlace
    case .elapsed, .remaining: timePlace(tile)
    default: layout.bar
    }
  }

  /// A nonzero hash of the tile's content; the tile is drawn again when it changes. It holds all
  /// that the drawing depends on.
  mutating func contentHash(of tile: Tile, _ content: inout ScreenContent) -> UInt32 {
    if content.face.isProblem && tile.isBelowHeadline { return problemHash(&content) }
    switch tile {
    case .background, .symbol, .titleEnd: return 1
    // A place that is lost again differs from the placeholder in it, to be drawn again.
    case .cover: return placeholderHash(&content) &+ (playing.cover.isLost ? 1 : 0)
    case .margin:
      let size = playing.cover.picture?.size ?? Size(width: 0, height: 0)
      return 1 &+ (UInt32(size.width) &<< 16 | UInt32(size.height))
    case .title: return playing.lines.title.hash
    case .detail: return playing.lines.detail.hash
    case .elapsed, .remaining: return timeHash(tile)
    case .bar: return barHash(&content)
    case .icon: return 1 &+ UInt32(content.face.rawValue)
    case .headline:
      return 1 &+ UInt32(content.face.rawValue) &+ UInt32(content.setUpTrouble?.rawValue ?? 0) &<< 8
    case .hintTop, .hintBottom:
      return 1 &+ UInt32(content.face.rawValue) &+ content.setUp.number &<< 8
    case .figure:
      return (1 &+ UInt32(content.face.rawValue)) &<< 24 | min(figure(&content) ?? 0, 0xFF_FFFF)
    case .gauge: return content.face == .updating ? 2 &+ UInt32(percent(&content)) : 1
    case .clock, .minutes:
      return content.localTime.map { 1 &+ UInt32($0.hour) &* 60 &+ UInt32($0.minute) } ?? 1
    case .date, .day:
      return content.localTime.map {
        UInt32($0.year) &<< 9 | UInt32($0.month.rawValue) &<< 5 | UInt32($0.day)
      } ?? 1
    }
  }

  /// Of the placeholder as it stands.
  mutating func placeholderHash(_ content: inout ScreenContent) -> UInt32 {
    2 &+ (content.track.accent.map { 1 &+ UInt32($0.rawValue) } ?? 0) &<< 1
  }

  /// Holds `timeWidth` too, as the tile's width depends on it. A duration has less than 2²³
  /// seconds.
  private func timeHash(_ tile: Tile) -> UInt32 {
    if playing.longestSeconds == 0 { return 1 }
    var seconds = playing.elapsedSeconds
    if tile == .remaining {
      guard let duration = playing.durationSeconds else { return 1 }
      seconds = duration &- min(seconds, duration)
    }
    return 1 &<< 31 | UInt32(playing.timeWidth) &<< 23 | seconds
  }

  private mutating func barHash(_ content: inout ScreenContent) -> UInt32 {
    if playing.durationSeconds == nil { return 1 }
    return barMode(&content) &<< 9 | UInt32(playing.barFill)
  }

  /// What a bar looks like besides its length, which is at most 320: nonzero.
  mutating func barMode(_ content: inout ScreenContent) -> UInt32 {
    let color = content.face == .paused ? Palette.secondary : Palette.accent(content.track.accent)
    return 1 &<< 16 | UInt32(color.rawValue)
  }

  private mutating func problemHash(_ content: inout ScreenContent) -> UInt32 {
    var hash = ContentHash()
    hash.add(UInt32(content.face.rawValue))
    hash.add(content.problemEnd.map { 1 &+ UInt32($0.hour) &* 60 &+ UInt32($0.minute) } ?? 0)
    content.track.helpURL.withBytes { hash.add($0) }
    return hash.value | 1
  }

  /// What stands below the hints: the seconds to wait, a share in per cent, a status or a byte.
  mutating func figure(_ content: inout ScreenContent) -> UInt32? {
    switch content.face {
    case .rateLimited: content.waitSeconds
    // A status and a byte of the same number are two.
    case .badAnswer: content.answerFault.map { $0.isStatus ? $0.number | 1 &<< 20 : $0.number }
    case .updating: UInt32(percent(&content))
    default: nil
    }
  }

  mutating func percent(_ content: inout ScreenContent) -> UInt8 { min(content.updatePercent, 100) }

  /// Draws a tile that is not painted pixel by pixel.
  ///
  /// - Parameter before: The hash of what it shows, or 0.
  @inline(__always)
  mutating func draw<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, in rect: Rect, _ content: inout ScreenContent, before: UInt32,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    if content.face.isProblem && tile.isBelowHeadline {
      return try drawProblem(tile, in: rect, &content, on: &panel)
    }
    switch tile {
    case .title: try drawTitle(in: rect, &content, on: &panel)
    case .detail: try drawDetail(in: rect, on: &panel)
    case .elapsed, .remaining: try drawTime(tile, in: rect, on: &panel)
    case .bar: try drawProgress(in: rect, &content, before: before, on: &panel)
    case .headline, .hintTop, .hintBottom: try drawNotice(tile, in: rect, &content, on: &panel)
    case .figure: try drawFigure(in: rect, &content, on: &panel)
    case .gauge: try drawGauge(in: rect, &content, before: before, on: &panel)
    default:
      if let time = content.localTime { try drawIdle(tile, in: rect, time, on: &panel) }
    }
  }

  /// When something changes by itself.
  mutating func wake(_ content: inout ScreenContent, now: Instant) -> Instant {
    let minute: UInt32 = 60_000
    switch arrangement {
    case .card: return now + minute
    case .nowPlaying:
      var next = now + (playing.untilNextSecondMs ?? minute)
      if let wait = playing.lines.untilNextFrameMs { next = next.earlier(now + wait) }
      return next
    case .idle:
      let second = UInt32(min(content.localTime?.second ?? 0, 59))
      return now + (60 &- second) &* 1_000
    case .notice, .address, nil:
      return now + (content.face == .rateLimited ? 1_000 : minute)
    }
  }
}

/// Draws the faces, and of a face that is on the glass only what changed.
///
/// Each tile remembers a hash of what it shows; one whose content has another hash is written
/// again, as one whole rectangle, so that nothing flickers. The background is filled around the
/// others. After each refresh of the panel some are written again as they are, in turn.
///
/// A call writes at most ``pixelsPerCall`` pixels; where more is due, the next one goes on.
public struct Screens: ~Copyable {
  public let layout: ScreenLayout
  private var text: TextRenderer
  private var painter = PixelPainter()
  private var arrangement: Arrangement?
  private(set) var playing: NowPlayingPage
  private var words = Limits.TileWords()
  private var code = QRCode()
  /// Where each tile stands.
  private var places = Places(repeating: .empty)
  /// What each shows, and behind them the background; 0 where that is not known.
  private var drawn = InlineArray<12, UInt32>(repeating: 0)
  /// Rows of the tile under way that are drawn.
  private var rowsDrawn: UInt16 = 0
  /// The tile under way and what it is to show, while ``rowsDrawn`` is not 0.
  private var underWay: (index: Int, hash: UInt32) = (0, 0)

  /// Whether all that the last call was given is on the glass.
  public private(set) var isSettled = false
  /// The face that is completely on the glass.
  public private(set) var shownFace: Face?
  /// ``Panel/refreshCount`` when this drew last.
  private var refreshCount: UInt32 = 0

  /// The most pixels that one call writes.
  public static var pixelsPerCall: Int { 20_000 }
  /// The tiles of a page; none has more.
  typealias Places = InlineArray<11, Rect>

  public init(size: Size, style: ScreenLayout.Style = .cover, fallback: FallbackFont?) {
    layout = ScreenLayout(size: size, style: style)
    text = TextRenderer(fallback: fallback)
    playing = NowPlayingPage(layout)
  }

  /// Forgets what is on the glass: everything is drawn again. To be called after a reset of the
  /// panel.
  public mutating func invalidate() {
    arrangement = nil
    shownFace = nil
    isSettled = false
  }

  /// Draws what changed since the last call, and returns when to call again: `now` where more is
  /// due at once.
  ///
  /// After a failure the next call draws again what failed. `cover` is lost where another face has
  /// the glass, and gets its placeholder where it is.
  public mutating func draw<Bus: DisplayBus & ~Copyable>(
    _ content: inout ScreenContent, _ cover: inout CoverPlace, now: Instant,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Instant {
    isSettled = false
    if shownFace != content.face { shownFace = nil }
    arrange(&content, &cover)
    if panel.refreshCount != refreshCount {
      refreshCount = panel.refreshCount
      forgetSome()
    }
    if arrangement == .nowPlaying { playing.prepare(&content, cover, &text, &words, now: now) }
    var budget = Self.pixelsPerCall
    var index = 0
    while let tile = drawing(at: index, &content) {
      let isLostCover = arrangement == .nowPlaying && index == NowPlayingPage.cover && cover.isLost
      if isLostCover { drawn[index] = 0 }
      if try !update(index, tile, &content, &budget, on: &panel) { return now }
      if isLostCover { cover.restore() }
      index &+= 1
    }
    let ground = TileDrawing.painted(
      arrangement == .card ? .testCard : .background,
      in: Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height))
    if try !update(places.count, ground, &content, &budget, on: &panel) { return now }
    isSettled = true
    shownFace = content.face
    return wake(&content, now: now)
  }

  /// Forgets some of the tiles, others each time.
  private mutating func forgetSome() {
    var index = Int(truncatingIfNeeded: refreshCount % UInt32(Limits.tileRefreshes))
    while index < drawn.count {
      drawn[index] = 0
      index &+= Int(Limits.tileRefreshes)
    }
  }

  /// Forgets all tiles where another page has the glass from now on.
  private mutating func arrange(_ content: inout ScreenContent, _ cover: inout CoverPlace) {
    let next: Arrangement =
      switch content.face {
      case .playing, .paused: .nowPlaying
      case .idle: content.localTime == nil ? .notice : .idle
      case .testCard: .card
      case .boot, .setUp, .connecting, .noNetwork, .wrongPassword, .outOfReach,
        .unsupportedSecurity, .noAddress, .noGateway, .badAnswer, .notTrusted, .refused,
        .rateLimited, .noMemory, .updating, .updateFailed, .signIn, .premium, .quota, .serviceDown,
        .gatewaySetUp:
        .notice
      }
    if next == arrangement { return }
    arrangement = next
    cover.lose()
    places = Places(repeating: .empty)
    for index in drawn.indices { drawn[index] = 0 }
    rowsDrawn = 0
    playing.begin()
  }

  /// What the tile of that number shows, its words being composed; nil where the page has none.
  @inline(never)
  private mutating func drawing(at index: Int, _ content: inout ScreenContent) -> TileDrawing? {
    let number = UInt8(truncatingIfNeeded: index)
    switch arrangement {
    case .nowPlaying:
      guard let tile = NowPlayingPage.Tile(rawValue: number) else { return nil }
      return playing.drawing(of: tile, &content, &words)
    case .notice:
      guard let tile = NoticePage.Tile(rawValue: number) else { return nil }
      return NoticePage(layout.size, &content, &code).drawing(of: tile, &content, &text, &words)
    case .idle:
      guard let time = content.localTime, let tile = ClockPage.Tile(rawValue: number) else {
        return nil
      }
      return ClockPage(layout.size, time, content.wording).drawing(of: tile, &text, &words)
    case .card:
      return index == 0 ? TestCard(size: layout.size).name(&content, &words) : nil
    case nil: return nil
    }
  }

  /// Draws a tile where it shows something else than it should.
  ///
  /// - Returns: Whether it does now. If not, `budget`, in pixels, is spent.
  @inline(never)
  private mutating func update<Bus: DisplayBus & ~Copyable>(
    _ index: Int, _ tile: TileDrawing, _ content: inout ScreenContent, _ budget: inout Int,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Bool {
    if index < places.count && places[index] != tile.rect {
      places[index] = tile.rect
      drawn[index] = 0
      // The background stands around it.
      drawn[places.count] = 0
      rowsDrawn = 0
    }
    let before = drawn[index]
    if before == tile.hash || tile.rect.isEmpty { return true }
    drawn[index] = 0
    let area = Int(truncatingIfNeeded: tile.rect.size.area)
    switch tile.kind {
    case .kept: return true
    case .painted(let painter):
      guard try paint(painter, index, tile, &budget, on: &panel) else { return false }
      drawn[index] = tile.hash
      return true
    case .text, .bar:
      if area > budget && budget < Self.pixelsPerCall {
        budget = 0
        return false
      }
    }
    if case .text(let line, let words) = tile.kind {
      try write(words, as: line, in: tile.rect, &content, on: &panel)
    } else if case .bar(let filled, let color) = tile.kind {
      try fill(tile.rect, filled, before: tile.filledBefore(before), color, on: &panel)
    }
    budget &-= area
    drawn[index] = tile.hash
    return true
  }

  /// Paints as many rows of a tile as `budget` allows, from where the last call ended.
  private mutating func paint<Bus: DisplayBus & ~Copyable>(
    _ painter: Painter, _ index: Int, _ tile: TileDrawing, _ budget: inout Int,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Bool {
    if underWay != (index, tile.hash) { rowsDrawn = 0 }
    underWay = (index, tile.hash)
    let width = Int(tile.rect.size.width)
    let height = tile.rect.size.height
    let first = min(rowsDrawn, height)
    let rows = min(Int(height &- first), budget / width)
    let part = tile.rect.rows(from: first, count: UInt16(truncatingIfNeeded: rows))
    if index < places.count {
      if rows > 0 { try self.painter.paint(painter, part, in: tile.rect, code, on: &panel) }
    } else {
      var area = UncoveredArea(part, around: places)
      while let gap = area.next() {
        try self.painter.paint(painter, gap, in: tile.rect, code, on: &panel)
      }
    }
    budget &-= rows &* width
    rowsDrawn = first &+ part.size.height
    if rowsDrawn < height { return false }
    rowsDrawn = 0
    return true
  }

  private mutating func write<Bus: DisplayBus & ~Copyable>(
    _ words: TileDrawing.Words, as line: TextLine, in rect: Rect, _ content: inout ScreenContent,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    switch words {
    case .composed:
      try self.words.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes, as: line, in: rect, on: &panel)
      }
    case .title:
      try content.track.title.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes, as: line, in: rect, on: &panel)
      }
    case .detail:
      try playing.detail.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes, as: line, in: rect, on: &panel)
      }
    }
  }

  /// Fills `rect` up to a column. Where `before` columns were filled, only the difference.
  private mutating func fill<Bus: DisplayBus & ~Copyable>(
    _ rect: Rect, _ filled: UInt16, before: UInt16?, _ color: RGB565, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let litFrom = before ?? 0
    if filled > litFrom {
      try panel.fill(rect.columns(from: litFrom, width: filled &- litFrom), color)
    }
    let darkTo = before ?? rect.size.width
    if darkTo > filled {
      try panel.fill(rect.columns(from: filled, width: darkTo &- filled), Palette.track)
    }
  }

  /// When something changes by itself.
  private mutating func wake(_ content: inout ScreenContent, now: Instant) -> Instant {
    let minute: UInt32 = 60_000
    switch arrangement {
    case .nowPlaying: return playing.wake(now: now)
    case .idle:
      let second = UInt32(min(content.localTime?.second ?? 0, 59))
      return now + (60 &- second) &* 1_000
    case .notice where content.face == .rateLimited: return now + 1_000
    case .notice, .card, nil: return now + minute
    }
  }
}

extension TextRenderer {
  /// The one copy of the drawing of text that all tiles share.
  @inline(never)
  fileprivate mutating func write<Bus: DisplayBus & ~Copyable>(
    _ words: Span<UInt8>, as line: TextLine, in rect: Rect, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    try draw(words, as: line, in: rect, on: &panel)
  }
}

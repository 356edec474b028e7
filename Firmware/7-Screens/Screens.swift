/// Draws the faces, and of a face that is on the glass only what changed.
///
/// The glass is divided into tiles. Each remembers a hash of what it shows; a tile whose content
/// has another hash is written again, as one whole rectangle, so that nothing flickers. After each
/// refresh of the panel some are written again as they are, in turn.
///
/// A call writes at most ``pixelsPerCall`` pixels; where more is due, the next one goes on.
public struct Screens: ~Copyable {
  public let layout: ScreenLayout
  var text: TextRenderer
  var arrangement: Arrangement?
  /// What each tile shows; 0 where that is not known.
  var drawn = InlineArray<20, UInt32>(repeating: 0)
  /// Rows of the tile under way that are drawn.
  var rowsDrawn: UInt16 = 0
  /// The tile under way and what it is to show, while ``rowsDrawn`` is not 0.
  var underWay: (tile: Tile, hash: UInt32) = (.background, 0)
  var playing = NowPlayingState()
  /// Artist and album in one line.
  var detail = Limits.Line()
  /// Pixels on their way to the panel.
  var pixels = InlineArray<128, UInt8>(repeating: 0)

  /// Whether all that the last call was given is on the glass.
  public private(set) var isSettled = false
  /// The face that is completely on the glass.
  public private(set) var shownFace: Face?
  /// ``Panel/refreshCount`` when this drew last.
  private var refreshCount: UInt32 = 0

  /// The most pixels that one call writes.
  public static var pixelsPerCall: Int { 20_000 }

  public init(size: Size, fallback: FallbackFont?) {
    layout = ScreenLayout(size: size)
    text = TextRenderer(fallback: fallback)
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
    playing.cover = cover
    if arrangement == .nowPlaying { prepareNowPlaying(&content, now: now) }
    var budget = Self.pixelsPerCall
    for index in 0..<Tile.count {
      guard let tile = Tile(rawValue: UInt8(truncatingIfNeeded: index)) else { continue }
      if try !update(tile, &content, &budget, on: &panel) { return now }
    }
    if arrangement == .nowPlaying {
      cover.restore()
      drawn[Tile.cover.index] = placeholderHash(&content)
    }
    isSettled = true
    shownFace = content.face
    return wake(&content, now: now)
  }

  /// Forgets some of the tiles, others each time.
  private mutating func forgetSome() {
    var index = Int(refreshCount % UInt32(Limits.tileRefreshes))
    while index < Tile.count {
      drawn[index] = 0
      index &+= Int(Limits.tileRefreshes)
    }
  }

  /// Forgets all tiles where they have other places from now on.
  private mutating func arrange(_ content: inout ScreenContent, _ cover: inout CoverPlace) {
    let next: Arrangement =
      switch content.face {
      case .playing, .paused: .nowPlaying
      case .idle: content.localTime == nil ? .notice : .idle
      case .testCard: .card
      case .boot, .setUp, .connecting, .noNetwork, .wrongPassword, .outOfReach,
        .unsupportedSecurity, .noAddress, .noGateway, .badAnswer, .notTrusted, .refused,
        .rateLimited, .noMemory, .updating, .updateFailed:
        .notice
      case .signIn, .premium, .quota, .serviceDown, .gatewaySetUp:
        content.track.helpURL.isEmpty ? .notice : .address
      }
    if next == arrangement { return }
    arrangement = next
    cover.lose()
    for index in 0..<Tile.count { drawn[index] = 0 }
    rowsDrawn = 0
    playing = NowPlayingState()
  }

  /// Draws `tile` where it shows something else than it should.
  ///
  /// - Returns: Whether it does now. If not, `budget`, in pixels, is spent.
  @inline(never)
  private mutating func update<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, _ content: inout ScreenContent, _ budget: inout Int,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Bool {
    let rect = place(of: tile, &content)
    if rect.isEmpty {
      drawn[tile.index] = 0
      return true
    }
    let hash = contentHash(of: tile, &content)
    let before = drawn[tile.index]
    if before == hash { return true }
    drawn[tile.index] = 0
    if let painter = painter(of: tile, &content) {
      guard try paint(tile, hash, painter, rect, &content, &budget, on: &panel) else {
        return false
      }
    } else {
      if Int(rect.size.area) > budget && budget < Self.pixelsPerCall {
        budget = 0
        return false
      }
      try draw(tile, in: rect, &content, before: before, on: &panel)
      budget &-= Int(rect.size.area)
    }
    drawn[tile.index] = hash
    return true
  }

  /// Paints as many rows of a tile as `budget` allows, from where the last call ended.
  private mutating func paint<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, _ hash: UInt32, _ painter: Painter, _ rect: Rect,
    _ content: inout ScreenContent, _ budget: inout Int, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Bool {
    if underWay != (tile, hash) { rowsDrawn = 0 }
    underWay = (tile, hash)
    let width = Int(rect.size.width)
    let height = rect.size.height
    let first = min(rowsDrawn, height)
    let rows = min(Int(height &- first), budget / width)
    if rows > 0 {
      let part = Rect(
        x: rect.origin.x, y: rect.origin.y &+ first, width: rect.size.width,
        height: UInt16(truncatingIfNeeded: rows))
      try paint(tile, painter, part, in: rect, &content, on: &panel)
      budget &-= rows &* width
    }
    rowsDrawn = first &+ UInt16(truncatingIfNeeded: rows)
    if rowsDrawn < height { return false }
    rowsDrawn = 0
    return true
  }
}

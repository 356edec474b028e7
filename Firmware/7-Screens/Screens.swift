/// Draws the faces, and of a face that is on the glass only what changed.
///
/// The glass is divided into tiles. Each remembers, as a number, what it shows; a tile whose content
/// gives another number is written again, as one whole rectangle, so that nothing flickers. Only
/// where the arrangement of the tiles changes is the glass blanked first.
///
/// A call writes at most ``pixelsPerCall`` pixels; where more is due, the next one goes on.
public struct Screens: ~Copyable {
  public let layout: ScreenLayout
  var text: TextRenderer
  var arrangement: Arrangement?
  /// What each tile shows; 0 where that is not known.
  var drawn = InlineArray<26, UInt32>(repeating: 0)
  /// Rows of the tile under way that are drawn.
  var rowsDrawn: UInt16 = 0
  /// The tile under way and what it is to show, while ``rowsDrawn`` is not 0.
  var underWay: (tile: Tile, signature: UInt32) = (.above, 0)
  var playing = NowPlayingState()
  /// Artist and album in one line: twice ``Limits/Text`` and what is between them.
  var detail = UTF8Buffer<520>()
  /// Pixels on their way to the panel.
  var pixels = InlineArray<128, UInt8>(repeating: 0)

  /// Whether all that the last call was given is on the glass.
  public private(set) var isSettled = false
  /// The face that is completely on the glass.
  public private(set) var shownFace: Face?
  /// Whether the cover's place was drawn over although the content said that a cover is there or on
  /// its way. Whoever streams the cover then has to begin anew; it sets this back.
  public var coverWasErased = false

  /// The most pixels that one call writes.
  public static var pixelsPerCall: Int { 20_000 }

  public init(size: Size, fallback: FallbackFont?) {
    layout = ScreenLayout(size: size)
    text = TextRenderer(fallback: fallback)
  }

  /// Whether the cover's place belongs to the cover: a cover that streams in now stays.
  public var isCoverPlaceReady: Bool {
    arrangement == .nowPlaying && drawn[Tile.cover.index] != 0
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
  /// After a failure the next call draws again what failed.
  public mutating func draw<Bus: DisplayBus & ~Copyable>(
    _ content: inout ScreenContent, now: Instant, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Instant {
    isSettled = false
    if shownFace != content.face { shownFace = nil }
    arrange(&content)
    if arrangement == .nowPlaying { prepareNowPlaying(&content, now: now) }
    var budget = Self.pixelsPerCall
    for index in 0..<Tile.count {
      guard let tile = Tile(rawValue: UInt8(truncatingIfNeeded: index)) else { continue }
      if try !update(tile, &content, &budget, on: &panel) { return now }
    }
    isSettled = true
    shownFace = content.face
    return wake(&content, now: now)
  }

  /// Forgets all tiles where they have other places from now on.
  private mutating func arrange(_ content: inout ScreenContent) {
    let next: Arrangement =
      switch content.face {
      case .playing, .paused: .nowPlaying
      case .idle: content.localTime == nil ? .notice : .idle
      case .boot, .setUp, .connecting, .noNetwork, .noGateway, .badAnswer, .notTrusted, .refused,
        .rateLimited, .updating, .updateFailed:
        .notice
      }
    if next == arrangement { return }
    arrangement = next
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
    let signature = signature(of: tile, &content)
    if tile == .cover && content.cover != .missing && drawn[tile.index] != 0 {
      // Whatever stands there, stays.
      drawn[tile.index] = signature
    }
    let before = drawn[tile.index]
    if before == signature { return true }
    drawn[tile.index] = 0
    if let painter = painter(of: tile, &content) {
      if tile == .cover && content.cover != .missing { coverWasErased = true }
      let goal = tile == .cover ? 1 : signature
      guard try paint(tile, goal, painter, rect, &budget, on: &panel) else { return false }
    } else {
      if Int(rect.size.area) > budget && budget < Self.pixelsPerCall {
        budget = 0
        return false
      }
      try draw(tile, in: rect, &content, before: before, on: &panel)
      budget &-= Int(rect.size.area)
    }
    drawn[tile.index] = signature
    return true
  }

  /// Paints as many rows of a tile as `budget` allows, from where the last call ended.
  private mutating func paint<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, _ signature: UInt32, _ painter: Painter, _ rect: Rect, _ budget: inout Int,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Bool {
    if underWay != (tile, signature) { rowsDrawn = 0 }
    underWay = (tile, signature)
    let width = Int(rect.size.width)
    let height = rect.size.height
    let first = min(rowsDrawn, height)
    let rows = min(Int(height &- first), budget / width)
    if rows > 0 {
      let part = Rect(
        x: rect.origin.x, y: rect.origin.y &+ first, width: rect.size.width,
        height: UInt16(truncatingIfNeeded: rows))
      try paint(painter, part, in: rect, on: &panel)
      budget &-= rows &* width
    }
    rowsDrawn = first &+ UInt16(truncatingIfNeeded: rows)
    if rowsDrawn < height { return false }
    rowsDrawn = 0
    return true
  }
}

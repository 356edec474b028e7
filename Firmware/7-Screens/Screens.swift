public struct ScreenLayout: Sendable {
  public let cover: Rect
  public init(size: Size) { cover = NowPlayingScreen(size: size).cover }
}
public struct Screens: ~Copyable {
  var text: TextRenderer
  public private(set) var shownFace: Face?
  public init(layout: ScreenLayout, fallback: FallbackFont?) {
    text = TextRenderer(fallback: fallback)
  }
  public mutating func invalidate() { shownFace = nil }
  public var isCoverPlaceReady: Bool { shownFace == .playing || shownFace == .paused }
  public mutating func takeCoverErased() -> Bool { false }
  public mutating func draw<Bus: DisplayBus & ~Copyable>(
    _ content: inout ScreenContent, now: Instant, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) -> Instant {
    shownFace = content.face
    return now + 1000
  }
}

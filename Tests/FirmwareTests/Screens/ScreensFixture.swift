@testable import Firmware
@testable import HostSim

/// A panel on a desk with all that the screens need to draw on it.
struct ScreensFixture: ~Copyable {
  let desk: SimulatedDesk
  var display: Display<SimulatedDisplayBus>
  var screens: Screens
  var content = ScreenContent(version: Version("1.2.3"))

  init(
    _ panelCase: PanelCase = .all[0], _ rotation: Rotation = .degrees0,
    _ style: ScreenLayout.Style = .cover
  ) throws {
    desk = SimulatedDesk(glass: panelCase.glass)
    screens = Screens(
      size: rotation.size(of: panelCase.panel), style: style, fallback: TextFixture.fallback)
    display = Display(
      panel: SimulatedPanel(bus: desk.bus, panelCase.panel, rotation: rotation),
      coverArea: screens.layout.cover)
    try display.panel.switchOn(desk)
    _ = desk.wiring.takeStatistics()
  }

  /// One call, and the pixels that it wrote.
  @discardableResult
  mutating func draw(at now: Instant) throws -> (next: Instant, pixels: Int) {
    let next = try screens.draw(&content, &display.cover, now: now, on: &display.panel)
    return (next, desk.wiring.takeStatistics().pixels)
  }

  /// Calls until nothing is due at once.
  @discardableResult
  mutating func settle(at now: Instant) throws -> (next: Instant, pixels: Int, most: Int) {
    var (pixels, most, calls) = (0, 0, 0)
    while true {
      let (next, count) = try draw(at: now)
      pixels += count
      most = max(most, count)
      calls += 1
      precondition(calls < 100, "the screens never settle")
      if screens.isSettled { return (next, pixels, most) }
    }
  }

  /// Streams the first `count` pixels of a cover of one colour, all of them if there are not as
  /// many, and says that it is whole in that case.
  mutating func stream(_ size: Size, _ color: RGB565, count: Int = .max) throws {
    try display.beginCover(size)
    let pixels = min(count, Int(size.area))
    try display.write(bytes([RGB565](repeating: color, count: pixels)).span)
    if pixels == Int(size.area) { display.cover.complete() }
  }

  /// What the viewer sees.
  func seen(_ rotation: Rotation = .degrees0) -> Picture { desk.picture.viewed(rotation.viewer) }
}

extension ScreenContent {
  mutating func set(
    _ title: String, _ artist: String = "", _ album: String = "", durationMs: UInt32? = 226_000
  ) {
    trackNumber += 1
    track.title.set(title)
    track.artist.set(artist)
    track.album.set(album)
    track.durationMs = durationMs
  }
}

extension ProgressClock {
  /// Begins with an answer that arrives as soon as it is asked for.
  mutating func begin(progressMs: UInt32?, isRunning: Bool, at now: Instant) {
    begin(Answer(progressMs: progressMs, isPlaying: isRunning, asked: now), at: now)
  }
}

extension UTF8Buffer {
  mutating func set(_ text: String) {
    removeAll()
    for scalar in text.unicodeScalars { append(scalar: scalar.value) }
  }
}

extension Face {
  static let all: [Face] = (UInt8(0)...Face.updateFailed.rawValue).map { Face(rawValue: $0)! }
}

extension CivilTime {
  static let evening = CivilTime(
    date: CivilDate(year: 2026, month: .november, day: 20)!, hour: 20, minute: 15, second: 30)!
}

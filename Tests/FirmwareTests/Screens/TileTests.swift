import Testing

@testable import Firmware
@testable import HostSim

/// What a tile remembers of its content is all that its drawing depends on, and tiles do not
/// overlap.
@Suite struct TileTests {
  /// What is done about the cover between two contents.
  private enum CoverMove: CaseIterable { case none, reserve, clear, stream, half }

  /// Random contents one after the other: each looks as if it had been drawn on a glass full of
  /// something else.
  @Test(arguments: PanelCase.all, [Rotation.degrees0, .degrees90])
  func aContentLooksTheSameAfterAnyOther(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    var random = SeededGenerator(
      seed: UInt64(panelCase.glass.width) << 2 | UInt64(rotation.rawValue))
    var fixture = try ScreensFixture(panelCase, rotation)
    let glass = fixture.display.panel.size
    // Always the same, so that a text that stays does not run on from where it was.
    let now = fixture.desk.now
    for pair in 0..<40 {
      let seed = random.next()
      let move = CoverMove.allCases.randomElement(using: &random)!
      // Everything, or one thing only.
      let things = seed % 4 == 0 ? Array(0..<11) : [Int.random(in: 0..<11, using: &random)]
      for thing in things { Self.change(thing, of: &fixture.content, &random) }
      let progressMs = [UInt32(0), 61_000, 61_500].randomElement(using: &random)!
      Self.begin(&fixture.content, progressMs, now)
      try fixture.settle(at: now)
      try Self.apply(move, &fixture, seed: seed)
      try fixture.settle(at: now)
      // The same some time later, as texts and progress move.
      let later = now + .random(in: 0...4_000, using: &random)
      try fixture.settle(at: later)
      let seen = fixture.seen(rotation)

      try fixture.display.panel.fill(
        Rect(x: 0, y: 0, width: glass.width, height: glass.height),
        RGB565(red: 255, green: 0, blue: 255))
      fixture.screens.invalidate()
      Self.begin(&fixture.content, progressMs, now)
      try fixture.settle(at: now)
      try Self.apply(move, &fixture, seed: seed)
      try fixture.settle(at: now)
      try fixture.settle(at: later)
      let fresh = fixture.seen(rotation)
      // What stands in a place that is reserved is left from before.
      let ignored = move == .none || move == .reserve ? fixture.screens.layout.cover : .empty
      let wrong = seen.differences(from: fresh, outside: ignored).first
      let place = wrong.map { "(\($0.x), \($0.y))" } ?? ""
      #expect(wrong == nil, "pair \(pair), \(fixture.content.face), \(move): \(place)")
    }
    let complaint = fixture.desk.complaint
    #expect(complaint == nil)
  }

  private static func begin(_ content: inout ScreenContent, _ progressMs: UInt32, _ now: Instant) {
    content.progress.begin(
      progressMs: progressMs, isRunning: content.face == .playing, at: now)
  }

  /// Few values of each, so that contents that differ in one thing only are common.
  private static func change(
    _ thing: Int, of content: inout ScreenContent, _ random: inout SeededGenerator
  ) {
    let texts = ["", "", "Ü", "A name that does not fit on the line by any means"]
    switch thing {
    case 0:
      let isMusic = Int.random(in: 0..<3, using: &random) > 0
      content.face =
        isMusic
        ? [.playing, .paused].randomElement(using: &random)!
        : Face.all.randomElement(using: &random)!
    case 1: content.trackNumber = .random(in: 1...2, using: &random)
    case 2: content.track.title.set(texts.randomElement(using: &random)!)
    case 3: content.track.artist.set(texts.randomElement(using: &random)!)
    case 4: content.track.album.set(texts.randomElement(using: &random)!)
    case 5: content.track.kind = [.track, .episode].randomElement(using: &random)!
    case 6:
      content.track.durationMs =
        [nil, 180_000, 226_000, 227_000, 4_000_000].randomElement(using: &random)!
    case 7:
      let midnight = CivilTime(date: CivilTime.evening.date, hour: 0, minute: 0, second: 0)
      content.localTime = [nil, .evening, midnight].randomElement(using: &random)!
    case 8:
      content.answerFault = [nil, .status(404), .byte(404), .byte(3)].randomElement(using: &random)!
    case 9:
      let digits = Array(["11112222", "11112223"].randomElement(using: &random)!.utf8)
      content.setUp.set(network: Array("Sleeve-3C71BF".utf8).span, digits: digits.span)
    default:
      content.waitSeconds = [0, 59, 61].randomElement(using: &random)!
      content.updatePercent = [0, 1, 42].randomElement(using: &random)!
    }
  }

  private static func apply(
    _ move: CoverMove, _ fixture: inout ScreensFixture, seed: UInt64
  ) throws {
    let isPlaying = fixture.content.face == .playing || fixture.content.face == .paused
    switch move {
    case .none: break
    case .reserve: fixture.display.cover.reserve()
    case .clear: fixture.display.cover.clear()
    case .stream, .half:
      let area = fixture.screens.layout.cover.size
      if !isPlaying || area.area == 0 { return }
      var random = SeededGenerator(seed: seed)
      let size = Size(
        width: .random(in: 1...area.width, using: &random),
        height: .random(in: 1...area.height, using: &random))
      try fixture.stream(size, .white, count: move == .half ? 1 : .max)
      if move == .half { fixture.display.cover.clear() }
    }
  }
}

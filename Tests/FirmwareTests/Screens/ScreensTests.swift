import Testing

@testable import Firmware
@testable import HostSim

@Suite struct ScreensTests {
  /// Panels throw at anything outside of the glass.
  @Test(arguments: PanelCase.all, [Rotation.degrees0, .degrees90])
  func drawsEveryFaceOnceAndInBoundedSteps(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    var fixture = try ScreensFixture(panelCase, rotation)
    let now = fixture.desk.now
    fixture.content.set("So What", "Miles Davis", "Kind of Blue")
    fixture.content.progress.begin(progressMs: 1_000, isRunning: true, at: now)
    fixture.content.localTime = .evening
    for face in Face.all {
      fixture.content.face = face
      let drawn = try fixture.settle(at: now)
      let shown = fixture.screens.shownFace
      #expect(shown == face)
      #expect(drawn.pixels > 0 && drawn.most <= Screens.pixelsPerCall, "\(face): \(drawn)")
      let again = try fixture.draw(at: now)
      #expect(again.pixels == 0, "\(face) is drawn again")
      #expect(again.next != now, "\(face) wants to be drawn at once")
    }
    let complaint = fixture.desk.complaint
    #expect(complaint == nil)
  }

  /// Random changes, drawn one after the other, and all at once by others.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func showsTheSameWhateverWasThereBefore(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let panelCase = PanelCase.all[Int(seed) % 5]
    var fixture = try ScreensFixture(panelCase)
    var now = fixture.desk.now
    for _ in 0..<3 {
      for _ in 0..<10 {
        change(&fixture.content, now, &random)
        // Some changes come before those that went before are on the glass.
        if Bool.random(using: &random) {
          try fixture.settle(at: now)
        } else {
          try fixture.draw(at: now)
        }
        now = now + .random(in: 0...5_000, using: &random)
      }
      // A marquee begins with its text.
      fixture.content.set("A title that is much too long for its place", "Artist", "Album")
      try fixture.settle(at: now)
      var fresh = try ScreensFixture(panelCase)
      while !fresh.screens.isSettled {
        _ = try fresh.screens.draw(
          &fixture.content, &fresh.display.cover, now: now, on: &fresh.display.panel)
      }
      let (seen, meant) = (fixture.seen(), fresh.seen())
      #expect(seen == meant, "seed \(seed), \(fixture.content.face)")
    }
  }

  private func change(
    _ content: inout ScreenContent, _ now: Instant, _ random: inout SeededGenerator
  ) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: content.face = Face.all.randomElement(using: &random)!
    case 1: content.face = .playing
    case 2: content.face = .paused
    case 3:
      let texts = ["", "Ü", "群青日和", "A name that does not fit on the line by any means"]
      content.set(
        texts.randomElement(using: &random)!, texts.randomElement(using: &random)!,
        texts.randomElement(using: &random)!,
        durationMs: [nil, 0, 9_000, 300_000, 4_000_000, .max].randomElement(using: &random)!)
      content.track.kind = [.track, .episode, .advertisement, .local, .unknown]
        .randomElement(using: &random)!
    case 4:
      content.progress.begin(
        progressMs: .random(in: 0...400_000, using: &random), isRunning: .random(using: &random),
        at: now)
    case 5: content.localTime = Bool.random(using: &random) ? .evening : nil
    case 6: content.waitSeconds = .random(in: 0 ... .max, using: &random)
    default: content.updatePercent = .random(in: 0 ... .max, using: &random)
    }
  }

  @Test func aQuietSecondWritesTimesAndBarOnly() throws {
    var fixture = try ScreensFixture()
    fixture.content.face = .playing
    fixture.content.set("So What", "Miles", "")
    var now = fixture.desk.now
    fixture.content.progress.begin(progressMs: 58_500, isRunning: true, at: now)
    // The elapsed time has had its turn.
    try fixture.settle(at: now)
    now = now + NowPlayingPage.elapsedMs
    var next = try fixture.settle(at: now).next
    #expect(next == now + 500)
    fixture.desk.model.recordsDrawnWindows = true
    for _ in 0..<20 {
      now = next
      let drawn = try fixture.draw(at: now)
      next = drawn.next
      #expect(drawn.pixels > 0 && drawn.pixels < 6_000, "\(drawn.pixels) pixels")
      #expect(next == now + 1_000)
    }
    let layout = fixture.screens.layout
    for window in fixture.desk.model.drawnWindows {
      // The glass begins 20 rows down the memory.
      let rect = window.inMemory
      let isTime = rect.origin.y == layout.times.origin.y + 20 && rect.size.width < 60
      #expect(isTime || rect.origin.y == layout.bar.origin.y + 20, "\(rect)")
    }
  }

  @Test func aMarqueeWritesItsLineOnly() throws {
    var fixture = try ScreensFixture()
    fixture.content.face = .playing
    fixture.content.set("A title that is much too long for its place", durationMs: nil)
    var now = fixture.desk.now
    var next = try fixture.settle(at: now).next
    // Two seconds of rest, then the first step of a thirtieth of a second.
    #expect(next == now + 2_034)
    fixture.desk.model.recordsDrawnWindows = true
    for _ in 0..<30 {
      now = next
      next = try fixture.draw(at: now).next
      #expect((33...34).contains(next.milliseconds(since: now)))
    }
    let title = fixture.screens.layout.title
    let windows = fixture.desk.model.drawnWindows
    #expect(windows.count == 30)
    for window in windows {
      #expect(window.inMemory.origin == Point(x: title.origin.x, y: title.origin.y + 20))
      #expect(window.inMemory.size == title.size)
    }
  }

  @Test func wakesWithTheMinute() throws {
    var fixture = try ScreensFixture()
    fixture.content.face = .idle
    fixture.content.localTime = .evening
    let now = fixture.desk.now
    let next = try fixture.settle(at: now).next
    #expect(next == now + 30_000)
  }

  @Test func drawsAgainWhatFailed() throws {
    var fixture = try ScreensFixture()
    fixture.content.face = .playing
    fixture.content.set("So What", "Miles Davis", "Kind of Blue")
    let now = fixture.desk.now
    var failures = 0
    for transfers in stride(from: 3, to: 400, by: 41) {
      fixture.desk.wiring.failNext(afterTransfers: transfers)
      do { try fixture.settle(at: now) } catch { failures += 1 }
    }
    try fixture.settle(at: now)
    #expect(failures > 3)
    var fresh = try ScreensFixture()
    while !fresh.screens.isSettled {
      _ = try fresh.screens.draw(
        &fixture.content, &fresh.display.cover, now: now, on: &fresh.display.panel)
    }
    let (seen, meant) = (fixture.seen(), fresh.seen())
    #expect(seen == meant)
  }

  @Test func everyVersionAndNoteFitsTheNarrowestGlass() {
    for words in ["10.20.30-rc.4", "Weak power supply", "Restarted: a crash", "Settings damaged"] {
      #expect(TextFixture.width(words, in: .small) <= 135 - 12, "\(words)")
    }
  }
}

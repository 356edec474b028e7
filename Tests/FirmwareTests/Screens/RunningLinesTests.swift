import Testing

@testable import Firmware

@Suite struct RunningLinesTests {
  private static func text(_ overflow: Int) -> RunningText {
    RunningText(
      contentHash: 1, marquee: Marquee(textWidth: 100 + overflow, in: 100, margin: 0))
  }

  /// The title goes to its end and back, then the other line, and never both.
  @Test(arguments: [(0, 40), (40, 0), (30, 75), (1, 1), (200, 9)])
  func oneLineMovesAtATime(title: Int, detail: Int) {
    var lines = RunningLines()
    let start = Instant(milliseconds: .max - 5_000)
    lines.begin(title: Self.text(title), now: start)
    lines.begin(detail: Self.text(detail), now: start)
    var (now, greatest, turns) = (start, (title: 0, detail: 0), 0)
    var wasTitle: Bool?
    while now.milliseconds(since: start) < 90_000 {
      lines.move(to: now)
      let (one, other) = (Int(lines.title.offset), Int(lines.detail.offset))
      #expect(one == 0 || other == 0)
      greatest = (max(greatest.title, one), max(greatest.detail, other))
      if one + other > 0, wasTitle != (one > 0) {
        wasTitle = one > 0
        turns += 1
      }
      now = now + 20
    }
    #expect(greatest == (title, detail))
    if title > 0, detail > 0 { #expect(turns > 4) }
  }

  /// Whoever calls when told sees every step of both lines.
  @Test func saysWhenALineMovesOn() throws {
    var lines = RunningLines()
    let start = Instant(milliseconds: 77)
    lines.begin(title: Self.text(12), now: start)
    lines.begin(detail: Self.text(31), now: start)
    var now = start
    lines.move(to: now)
    while now.milliseconds(since: start) < 60_000 {
      let before = (lines.title.offset, lines.detail.offset)
      let wait = try #require(lines.untilNextFrameMs)
      #expect(wait > 0)
      for between in 0..<wait {
        lines.move(to: now + between)
        #expect((lines.title.offset, lines.detail.offset) == before)
      }
      now = now + wait
      lines.move(to: now)
      let steps =
        abs(Int(lines.title.offset) - Int(before.0))
        + abs(Int(lines.detail.offset) - Int(before.1))
      #expect(steps <= 1)
    }
  }

  @Test func linesThatFitAskForNoFrame() {
    var lines = RunningLines()
    lines.begin(title: Self.text(0), now: Instant(milliseconds: 5))
    lines.move(to: Instant(milliseconds: 123_456))
    #expect(lines.title.offset == 0 && lines.untilNextFrameMs == nil)
  }

  /// Another text begins at its beginning, and the other line with it.
  @Test func anotherTextBeginsAnew() {
    var lines = RunningLines()
    lines.begin(title: Self.text(20), now: Instant(milliseconds: 0))
    lines.begin(detail: Self.text(20), now: Instant(milliseconds: 0))
    lines.move(to: Instant(milliseconds: 2_500))
    #expect(lines.title.offset == 15)
    lines.begin(detail: Self.text(33), now: Instant(milliseconds: 2_500))
    lines.move(to: Instant(milliseconds: 2_500))
    #expect(lines.title.offset == 0 && lines.detail.offset == 0)
  }
}

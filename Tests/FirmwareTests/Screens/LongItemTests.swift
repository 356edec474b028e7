import Testing

@testable import Firmware
@testable import HostSim

/// Items of an hour or more.
@Suite struct LongItemTests {
  @Test(arguments: PanelCase.all, [Rotation.degrees0, .degrees90])
  func theRemainingTimeIsWhole(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    var fixture = try ScreensFixture(panelCase, rotation)
    fixture.content.face = .playing
    fixture.content.set("Title", "Artist", "Album", durationMs: 4_321_000)
    fixture.content.progress.begin(progressMs: 1_000, isRunning: true, at: fixture.desk.now)
    try fixture.settle(at: fixture.desk.now)
    fixture.content.progress.begin(progressMs: 1_000, isRunning: false, at: fixture.desk.now)
    // The elapsed time has had its turn.
    try fixture.settle(at: fixture.desk.now + NowPlayingPage.elapsedMs)
    #expect(fixture.seen(rotation).contains(Self.drawn("-1:12:00")))
    // A time that is as wide, and not there.
    #expect(!fixture.seen(rotation).contains(Self.drawn("-1:12:01")))
  }

  /// The pixels of a time, from its first column and row to its last.
  private static func drawn(_ text: String) -> Picture {
    let line = TextLine(
      font: .small, foreground: Palette.secondary, background: Palette.background)
    let width = TextFixture.width(text, in: .small)
    let drawing = TextFixture.draw(text, as: line, width: UInt16(width), height: 18)
    let isInk = { drawing.pixels[$0] != Palette.background.rawValue }
    let ink = drawing.pixels.indices.filter(isInk)
    let rows = ink.first! / width...ink.last! / width
    let columns = ink.map { $0 % width }.min()!...ink.map { $0 % width }.max()!
    let pixels = rows.flatMap { row in
      columns.map { RGB565(rawValue: drawing.pixels[row * width + $0]) }
    }
    return expected(pixels, Size(width: UInt16(columns.count), height: UInt16(rows.count)))
  }
}

extension Picture {
  fileprivate func contains(_ part: Picture) -> Bool {
    guard part.width <= width, part.height <= height else { return false }
    return (0...height - part.height).contains { top in
      (0...width - part.width).contains { left in
        (0..<part.height).allSatisfy { y in
          (0..<part.width).allSatisfy { self[left + $0, top + y] == part[$0, y] }
        }
      }
    }
  }
}

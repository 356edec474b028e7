import Testing

@testable import Firmware
@testable import HostSim

/// The text of titles in many scripts, upright and turned, a sheet for each glass.
@Suite struct TitleGoldenTests {
  static let panels = PanelCase.all.filter {
    ["240×280", "135×240", "172×320", "240×320"].contains($0.description)
  }

  @Test(arguments: panels, [Rotation.degrees0, .degrees90])
  func titlesLookAsTheyDid(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    let pictures = try (SheetTitle.cases + SheetTitle.scripts).map {
      try picture($0, panelCase, rotation)
    }
    let size = rotation.size(of: panelCase.panel)
    try expectGolden(ContactSheet.make(pictures), "titles-\(size.width)x\(size.height)")
  }

  /// What stands beside the cover, or below it.
  private func picture(
    _ item: SheetTitle, _ panelCase: PanelCase, _ rotation: Rotation
  ) throws -> Picture {
    var fixture = try ScreensFixture(panelCase, rotation)
    var reader = NowPlayingReader<CoverRecorder>()
    var sink = CoverRecorder(patience: .max)
    reader.begin()
    try reader.feed(Array(item.document.utf8).span, to: &sink)
    try reader.finish()
    fixture.content.track.copy(reader.members.nowPlaying)
    fixture.content.trackNumber += 1
    fixture.content.face = .playing
    fixture.content.progress.begin(progressMs: 1_000, isRunning: true, at: fixture.desk.now)
    try fixture.settle(at: fixture.desk.now)
    if item.shownMs > 0 { try fixture.settle(at: fixture.desk.now + item.shownMs) }
    let (glass, cover) = (fixture.screens.layout.size, fixture.screens.layout.cover.size)
    let isBeside = cover.height == glass.height
    return fixture.seen(rotation).cropped(
      left: isBeside ? Int(cover.width) : 0, top: isBeside ? 0 : Int(cover.height))
  }
}

extension Picture {
  /// Without what is left of `left` and above `top`.
  fileprivate func cropped(left: Int, top: Int) -> Picture {
    var part = Picture(width: width - left, height: height - top)
    for y in 0..<part.height {
      for x in 0..<part.width { part[x, y] = self[left + x, top + y] }
    }
    return part
  }
}

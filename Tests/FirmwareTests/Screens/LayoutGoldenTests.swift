import Testing

@testable import Firmware
@testable import HostSim

/// What plays, in both layouts, on all glasses, upright and turned, a sheet each.
@Suite struct LayoutGoldenTests {
  private static let scenes: [@Sendable (inout ScreenContent) -> Void] = [
    { $0.set("So What", "Miles Davis", "Kind of Blue") },
    { content in
      content.set("So What", "Miles Davis", "Kind of Blue")
      content.face = .paused
    },
    { content in
      content.set(
        "Ågerværk: Symphony No. 9 in D minor, Op. 125 – Presto", "Größe & Łódź Quartet",
        "Jquyç Pages (2020)", durationMs: 4_226_000)
    },
    { $0.set("نسم علينا الهوى", "فيروز", "") },
    { $0.set("Nachrichten am Morgen", "Radio", "", durationMs: nil) },
  ]

  @Test(arguments: PanelCase.all, [ScreenLayout.Style.cover, .text])
  func layoutsLookAsTheyDid(_ panelCase: PanelCase, _ style: ScreenLayout.Style) throws {
    for rotation in [Rotation.degrees0, .degrees90] {
      let pictures = try Self.scenes.enumerated().map { index, prepare in
        var fixture = try ScreensFixture(panelCase, rotation, style)
        let now = fixture.desk.now
        fixture.content.face = .playing
        prepare(&fixture.content)
        fixture.content.progress.begin(
          progressMs: 65_000, isRunning: fixture.content.face == .playing, at: now)
        try fixture.settle(at: now)
        fixture.display.cover.reserve()
        try fixture.streamGradient()
        // The first shows the time that has passed, the others what remains.
        if index > 0 { try fixture.settle(at: now + NowPlayingPage.elapsedMs) }
        try fixture.settle(at: now + (index > 0 ? NowPlayingPage.elapsedMs : 0))
        return fixture.seen(rotation)
      }
      let size = rotation.size(of: panelCase.panel)
      try expectGolden(
        ContactSheet.make(pictures), "layout-\(style)-\(size.width)x\(size.height)")
    }
  }

  /// Nothing stands in the way of anything else, and the bar is never cut.
  @Test func everyGlassOfAnySizeIsLaidOut() {
    for width in UInt16(1)...320 {
      for height in UInt16(1)...320 where (width ^ height) % 3 == 0 {
        for style in [ScreenLayout.Style.cover, .text] {
          let layout = ScreenLayout(size: Size(width: width, height: height), style: style)
          let places =
            [layout.cover, layout.title, layout.detail, layout.bar]
            + (layout.isStrip ? [] : [layout.times])
          for (index, place) in places.enumerated() where !place.isEmpty {
            let fits = place.fits(in: layout.size)
            let overlaps = places[..<index].contains { $0.overlaps(place) }
            #expect(fits && !overlaps, "\(width)×\(height) \(style): \(place)")
          }
        }
      }
    }
  }
}

extension ScreensFixture {
  /// A picture of the size that the layout asks for.
  fileprivate mutating func streamGradient() throws {
    let size = display.coverArea.size
    if size.area == 0 { return }
    try display.beginCover(size)
    let (width, height) = (Int(size.width), Int(size.height))
    let pixels = (0..<width * height).map { index in
      RGB565(
        red: UInt8(40 + 180 * (index % width) / width),
        green: UInt8(60 + 60 * (index / width) / height),
        blue: UInt8(200 - 150 * (index / width) / height))
    }
    try display.write(bytes(pixels).span)
    display.cover.complete()
  }
}

extension Rect {
  fileprivate func overlaps(_ other: Rect) -> Bool {
    !isEmpty && !other.isEmpty && origin.x < other.origin.x + other.size.width
      && other.origin.x < origin.x + size.width && origin.y < other.origin.y + other.size.height
      && other.origin.y < origin.y + size.height
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// All faces on all glasses, upright and turned, a sheet each.
@Suite struct FaceGoldenTests {
  /// What is shown besides the faces, and looks different on each glass.
  private static let others: [@Sendable (inout ScreenContent) -> Void] = [
    { content in
      content.face = .paused
      content.set(
        "Ågerværk: Symphony No. 9 in D minor, Op. 125 – Presto", "Größe & Łódź",
        "Jquyç Pages (2020)", durationMs: 4_226_000)
    },
    { content in
      content.face = .playing
      content.set("群青日和 봄날 группа", "東京事変", "教育")
    },
    { $0.face = .idle },
    { content in
      content.face = .playing
      content.track.kind = .advertisement
      content.set("", durationMs: nil)
    },
    { content in
      content.face = .quota
      content.problemEnd = .evening
      content.track.helpURL.set("https://sleeve.example-gateway.workers.dev/setup")
    },
    { content in
      content.face = .signIn
      content.track.helpURL.set("http://192.168.1.20:8787/setup")
    },
    { content in
      content.face = .playing
      content.track.accent = RGB565(red: 10, green: 40, blue: 130)
      content.set("Blue in Green", "Miles Davis", "Kind of Blue")
    },
    { content in
      content.face = .setUp
      content.setUpTrouble = .wrongPassword
      content.setUp.set(
        network: Array("PROV_A1B2C3".utf8).span, digits: Array("12345678".utf8).span)
    },
  ]

  @Test(arguments: PanelCase.all)
  func facesLookAsTheyDid(_ panelCase: PanelCase) throws {
    for rotation in [Rotation.degrees0, .degrees90] {
      var pictures = try Face.all.map { face in
        try picture(panelCase, rotation) { content in
          content.face = face
          content.localTime = .evening
          content.problemEnd = .evening
          content.waitSeconds = 155
          content.updatePercent = 42
          content.answerFault = .status(502)
          content.setUp.set(
            network: Array("PROV_A1B2C3".utf8).span, digits: Array("12345678".utf8).span)
          content.set("So What", "Miles Davis", "Kind of Blue")
        }
      }
      for prepare in Self.others {
        pictures.append(try picture(panelCase, rotation, prepare: prepare))
      }
      for cover in [RGB565.black, .white] {
        let played = try picture(panelCase, rotation, cover: cover) { content in
          content.face = .playing
          content.set("So What", "Miles Davis", "Kind of Blue")
        }
        pictures.append(played)
      }
      let size = rotation.size(of: panelCase.panel)
      try expectGolden(ContactSheet.make(pictures), "faces-\(size.width)x\(size.height)")
    }
  }

  private func picture(
    _ panelCase: PanelCase, _ rotation: Rotation, cover: RGB565? = nil,
    prepare: (inout ScreenContent) -> Void
  ) throws -> Picture {
    var fixture = try ScreensFixture(panelCase, rotation)
    fixture.content.panelName = ShortText(Array(panelCase.name.utf8).span)
    prepare(&fixture.content)
    fixture.content.progress.begin(progressMs: 60_000, isRunning: true, at: fixture.desk.now)
    try fixture.settle(at: fixture.desk.now)
    if let cover {
      fixture.display.cover.reserve()
      try fixture.stream(fixture.display.coverArea.size, cover)
      try fixture.settle(at: fixture.desk.now)
    }
    return fixture.seen(rotation)
  }
}

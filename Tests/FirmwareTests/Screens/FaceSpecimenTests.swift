import Foundation
import Testing

@testable import Firmware
@testable import HostSim

/// All faces on all glasses, to be looked at: `SLEEVE_FACES=DIRECTORY swift test --filter
/// FaceSpecimen` writes them as pictures.
@Suite struct FaceSpecimenTests {
  static let directory = ProcessInfo.processInfo.environment["SLEEVE_FACES"]

  @Test(.enabled(if: directory != nil), arguments: PanelCase.all)
  func drawsEveryFace(_ panelCase: PanelCase) throws {
    for rotation in [Rotation.degrees0, .degrees90] {
      for face in Face.all {
        try write(panelCase, rotation, "\(face)") { content in
          content.face = face
          content.localTime = .evening
          content.waitSeconds = 155
          content.updatePercent = 42
          content.set("So What", "Miles Davis", "Kind of Blue")
        }
      }
      try write(panelCase, rotation, "long") { content in
        content.face = .paused
        content.set(
          "Ågerværk: Symphony No. 9 in D minor, Op. 125 – Presto", "Größe & Łódź",
          "Jquyç Pages (2020)", durationMs: 4_226_000)
      }
      try write(panelCase, rotation, "cjk") { content in
        content.face = .playing
        content.set("群青日和 봄날 группа", "東京事変", "教育")
      }
      try write(panelCase, rotation, "noclock") { $0.face = .idle }
      try write(panelCase, rotation, "advert") { content in
        content.face = .playing
        content.track.kind = .advertisement
        content.set("", durationMs: nil)
      }
    }
  }

  private func write(
    _ panelCase: PanelCase, _ rotation: Rotation, _ name: String,
    _ prepare: (inout ScreenContent) -> Void
  ) throws {
    var fixture = try ScreensFixture(panelCase, rotation)
    prepare(&fixture.content)
    fixture.content.progress.begin(progressMs: 60_000, isRunning: true, at: fixture.desk.now)
    try fixture.settle(at: fixture.desk.now)
    let size = fixture.display.panel.size
    let path = try #require(Self.directory)
    try PNGWriter.write(
      fixture.seen(rotation), to: "\(path)/\(size.width)x\(size.height)-\(name).png")
  }
}

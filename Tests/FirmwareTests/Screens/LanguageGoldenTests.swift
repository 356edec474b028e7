import Testing

@testable import Firmware
@testable import HostSim

/// Dates and notices in all languages, a sheet for a wide glass and one for a narrow one.
@Suite struct LanguageGoldenTests {
  private static let panels = PanelCase.all.filter {
    ["240×280", "135×240"].contains($0.description)
  }

  @Test(arguments: panels) func languagesLookAsTheyDid(_ panelCase: PanelCase) throws {
    var pictures: [Picture] = []
    for language in WordingTests.languages.indices {
      for face in [Face.idle, .connecting, .wrongPassword, .refused, .quota, .updateFailed] {
        var fixture = try ScreensFixture(panelCase)
        fixture.content.face = face
        fixture.content.wording = WordingTests.wording(language, hasTwelveHours: language == 0)
        fixture.content.localTime = .evening
        fixture.content.problemEnd = .evening
        try fixture.settle(at: fixture.desk.now)
        pictures.append(fixture.seen())
      }
    }
    let size = Rotation.degrees0.size(of: panelCase.panel)
    try expectGolden(ContactSheet.make(pictures), "languages-\(size.width)x\(size.height)")
  }
}

import Testing

@testable import Firmware
@testable import HostSim

@Suite struct CoverPlaceTests {
  /// A fixture that plays, with a white cover on the glass.
  private func playing() throws -> ScreensFixture {
    var fixture = try ScreensFixture()
    fixture.content.face = .playing
    fixture.content.set("So What", "Miles Davis")
    try fixture.settle(at: fixture.desk.now)
    fixture.content.cover = .loading
    try fixture.settle(at: fixture.desk.now)
    try fixture.panel.fill(fixture.screens.layout.cover, .white)
    fixture.content.cover = .shown
    try fixture.settle(at: fixture.desk.now)
    return fixture
  }

  private func isWhite(_ picture: Picture) -> Bool {
    (0..<240).allSatisfy { at in
      picture[at, at] == (255, 255, 255) && picture[239 - at, at] == (255, 255, 255)
    }
  }

  @Test func keepsTheCoverWhileNothingElseNeedsItsPlace() throws {
    var fixture = try playing()
    let now = fixture.desk.now
    fixture.content.face = .paused
    try fixture.settle(at: now)
    fixture.content.cover = .loading
    fixture.content.set("Blue in Green")
    try fixture.settle(at: now)
    fixture.content.cover = .shown
    fixture.content.face = .playing
    try fixture.settle(at: now)
    let (picture, wasErased) = (fixture.seen(), fixture.screens.coverWasErased)
    #expect(isWhite(picture) && !wasErased)
  }

  @Test func drawsThePlaceholderForAMissingCover() throws {
    var fixture = try playing()
    fixture.content.cover = .missing
    try fixture.settle(at: fixture.desk.now)
    let (picture, wasErased) = (fixture.seen(), fixture.screens.coverWasErased)
    #expect(!isWhite(picture) && !wasErased)
  }

  /// A cover that is said to be there after another face had the glass, or after a reset, is not.
  @Test(arguments: [CoverState.loading, .shown], [false, true])
  func saysThatTheCoverIsLost(_ state: CoverState, _ isReset: Bool) throws {
    var fixture = try playing()
    let now = fixture.desk.now
    fixture.content.cover = state
    if isReset {
      fixture.screens.invalidate()
    } else {
      fixture.content.face = .noGateway
      try fixture.settle(at: now)
      let isReady = fixture.screens.isCoverPlaceReady
      #expect(!isReady)
      fixture.content.face = .playing
    }
    try fixture.settle(at: now)
    let (picture, wasErased) = (fixture.seen(), fixture.screens.coverWasErased)
    let isReady = fixture.screens.isCoverPlaceReady
    #expect(!isWhite(picture) && wasErased && isReady)
    // Once the device has said so, nothing is drawn for it.
    fixture.screens.coverWasErased = false
    fixture.content.cover = .loading
    let drawn = try fixture.draw(at: now)
    #expect(drawn.pixels == 0)
  }

  @Test func blanksWhatASmallCoverLeaves() throws {
    var fixture = try playing()
    fixture.content.track.coverSize = Size(width: 100, height: 50)
    try fixture.settle(at: fixture.desk.now)
    let picture = fixture.seen()
    for y in 0..<240 {
      for x in 0..<240 {
        let isCover = (70..<170).contains(x) && (95..<145).contains(y)
        #expect(picture[x, y] == (isCover ? (255, 255, 255) : (0, 0, 0)))
      }
    }
  }
}

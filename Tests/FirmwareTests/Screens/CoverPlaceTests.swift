import Testing

@testable import Firmware
@testable import HostSim

@Suite struct CoverPlaceTests {
  private static let whole = Size(width: 224, height: 224)

  /// A fixture that plays, with a white cover on the glass.
  private func playing(_ size: Size = whole) throws -> ScreensFixture {
    var fixture = try ScreensFixture()
    fixture.content.face = .playing
    fixture.content.set("So What", "Miles Davis")
    try fixture.settle(at: fixture.desk.now)
    fixture.display.cover.reserve()
    try fixture.settle(at: fixture.desk.now)
    try fixture.stream(size, .white)
    try fixture.settle(at: fixture.desk.now)
    return fixture
  }

  /// The picture with nothing but the placeholder in the cover's place.
  private func placeholder() throws -> Picture {
    var fixture = try playing()
    fixture.display.cover.clear()
    try fixture.settle(at: fixture.desk.now)
    return fixture.seen()
  }

  private func isWhite(_ picture: Picture) -> Bool {
    (0..<224).allSatisfy { at in
      picture[8 + at, at] == (255, 255, 255) && picture[231 - at, at] == (255, 255, 255)
    }
  }

  /// What every move makes of every state.
  @Test func movesFromStateToState() {
    let (rect, other) = (
      Rect(x: 1, y: 1, width: 8, height: 8), Rect(x: 0, y: 0, width: 9, height: 9)
    )
    let states: [CoverPlace] = [
      .empty, .reserved, .streaming(rect), .shown(rect), .lost(isAwaited: false),
      .lost(isAwaited: true),
    ]
    func names(_ move: (inout CoverPlace) -> Void) -> [String] {
      states.map { state in
        var place = state
        move(&place)
        if let picture = place.picture { return picture == rect ? "\(place.stage)" : "other" }
        return place.isLost && place.isAwaited ? "lost, awaited" : "\(place.stage)"
      }
    }
    let same = ["empty", "reserved", "streaming", "shown", "lost", "lost, awaited"]
    #expect(names { _ in } == same)
    #expect(
      names { $0.reserve() } == [
        "reserved", "reserved", "lost, awaited", "reserved", "lost, awaited", "lost, awaited",
      ])
    #expect(names { $0.clear() } == ["empty", "lost", "lost", "lost", "lost", "lost"])
    #expect(
      names { $0.lose() } == [
        "lost", "lost, awaited", "lost, awaited", "lost, awaited", "lost", "lost, awaited",
      ])
    #expect(
      names { $0.restore() } == [
        "empty", "reserved", "streaming", "shown", "empty", "reserved",
      ])
    #expect(
      names { $0.begin(rect) } == Array(repeating: "streaming", count: 3) + ["shown"]
        + Array(repeating: "streaming", count: 2))
    #expect(names { $0.begin(other) } == Array(repeating: "other", count: 6))
    #expect(
      names { $0.complete() } == ["empty", "reserved", "shown", "shown", "lost", "lost, awaited"])
    #expect(names { $0.fail() } == ["empty", "lost", "lost", "shown", "lost", "lost"])
  }

  @Test func keepsTheCoverWhileNothingElseNeedsItsPlace() throws {
    var fixture = try playing()
    let now = fixture.desk.now
    fixture.content.face = .paused
    try fixture.settle(at: now)
    fixture.display.cover.reserve()
    fixture.content.set("Blue in Green")
    try fixture.settle(at: now)
    fixture.content.face = .playing
    try fixture.settle(at: now)
    let (picture, stage) = (fixture.seen(), fixture.display.cover.stage)
    #expect(isWhite(picture) && stage == .reserved)
  }

  @Test func drawsThePlaceholderForAMissingCover() throws {
    var fixture = try playing()
    fixture.display.cover.clear()
    try fixture.settle(at: fixture.desk.now)
    let (picture, stage) = (fixture.seen(), fixture.display.cover.stage)
    #expect(!isWhite(picture) && stage == .empty)
  }

  /// After another face had the glass, or after a reset, the cover is not there any more.
  @Test(arguments: [false, true]) func theCoverIsLostWithTheGlass(_ isReset: Bool) throws {
    var fixture = try playing()
    let now = fixture.desk.now
    if isReset {
      fixture.screens.invalidate()
    } else {
      fixture.content.face = .noGateway
      try fixture.settle(at: now)
      let isLost = fixture.display.cover.isLost
      #expect(isLost)
      fixture.content.face = .playing
    }
    try fixture.settle(at: now)
    let (picture, stage) = (fixture.seen(), fixture.display.cover.stage)
    #expect(!isWhite(picture) && stage == .reserved)
    let drawn = try fixture.draw(at: now)
    #expect(drawn.pixels == 0)
  }

  /// A picture of any size after one of any other: nothing of the first is left once the second's
  /// first pixels are there and the screens have been drawn.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func aCoverStandsOnCleanGround(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func size() -> Size {
      Size(
        width: .random(in: 1...224, using: &random), height: .random(in: 1...224, using: &random))
    }
    var fixture = try playing(seed == 0 ? Self.whole : size())
    let before = fixture.seen()
    fixture.display.cover.reserve()
    try fixture.settle(at: fixture.desk.now)
    let reserved = fixture.seen()
    #expect(reserved == before)
    let next = seed == 1 ? Self.whole : size()
    let red = RGB565(red: 255, green: 0, blue: 0)
    try fixture.stream(next, red, count: Int(next.area) / 2)
    // The margins are drawn between two blocks.
    try fixture.settle(at: fixture.desk.now)
    let rest = Int(next.area) - Int(next.area) / 2
    try fixture.display.write(bytes([RGB565](repeating: red, count: rest)).span)
    fixture.display.cover.complete()
    try fixture.settle(at: fixture.desk.now)
    let picture = fixture.seen()
    let (left, top) = ((240 - Int(next.width)) / 2, (224 - Int(next.height)) / 2)
    var wrong = 0
    for y in 0..<224 {
      for x in 0..<240 {
        let isCover =
          (left..<left + Int(next.width)).contains(x) && (top..<top + Int(next.height)).contains(y)
        if picture[x, y] != (isCover ? (255, 0, 0) : (0, 0, 0)) { wrong += 1 }
      }
    }
    #expect(wrong == 0, "seed \(seed), \(next)")
    let complaint = fixture.desk.complaint
    #expect(complaint == nil)
  }

  /// Whatever ends a picture half way, the placeholder is there before another one comes, although
  /// the screens were not drawn while it came.
  @Test(arguments: ["another is wanted", "none is wanted", "it failed", "the bus failed"])
  func nothingIsLeftOfHalfAPicture(_ end: String) throws {
    var fixture = try playing()
    let now = fixture.desk.now
    for _ in 0..<2 {
      try fixture.stream(Size(width: 200, height: 200), .white, count: 9_000)
      switch end {
      case "another is wanted": fixture.display.cover.reserve()
      case "none is wanted": fixture.display.cover.clear()
      case "it failed": fixture.display.cover.fail()
      default: fixture.display.cover.lose()
      }
      try fixture.settle(at: now)
      let picture = fixture.seen()
      #expect(picture == (try placeholder()))
    }
  }
}

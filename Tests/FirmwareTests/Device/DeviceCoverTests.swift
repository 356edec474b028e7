import Testing

@testable import Firmware
@testable import HostSim

/// What the cover's place shows, from the gateway's answers to the glass.
@Suite struct DeviceCoverTests {
  private let red = track("Red", red: 255)
  private let small = track("Small", blue: 255, side: 61)

  /// Pixels of the cover's place in which two pictures differ.
  private func differences(_ first: Picture, _ second: Picture) -> Int {
    first.differences(from: second, outside: Rect(x: 0, y: 224, width: 240, height: 56)).count
  }

  /// The place with the placeholder in it.
  private var placeholder: Picture {
    var bare = red
    bare.cover = nil
    bare.coverID = nil
    let rig = DeviceRig(program([(0, { bare.answer(withCover: $0) })]))
    rig.run(untilMs: 10_000)
    return rig.desk.picture
  }

  private func isSmallOnCleanGround(_ picture: Picture) -> Bool {
    let (columns, rows) = (89..<150, 81..<142)
    return (0..<240 * 224).allSatisfy { index in
      let isCover = columns.contains(index % 240) && rows.contains(index / 240)
      return picture[index % 240, index / 240] == (isCover ? (0, 0, 255) : (0, 0, 0))
    }
  }

  @Test func aSmallCoverAfterALargeOneStandsOnCleanGround() {
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) }), (10, { small.answer(withCover: $0) })]))
    var last = (0, 0)
    // Never the old picture's margin for longer than to the screens' next step.
    rig.run(untilMs: 20_000) { rig in
      let picture = rig.desk.picture
      if picture[120, 120] != (0, 0, 255) { return }
      last.0 += 1
      if picture[8, 0] == (255, 0, 0) { last.1 += 1 }
    }
    #expect(rig.isCoverShown)
    #expect(isSmallOnCleanGround(rig.desk.picture))
    #expect(last.0 > 10 && last.1 < 3, "\(last)")
    #expect(rig.desk.complaint == nil)
  }

  /// A small cover that breaks off in the middle, or that is another item's, after a large one.
  @Test(arguments: [false, true])
  func nothingOfABrokenOrRefusedCoverIsLeft(_ isRefused: Bool) {
    let whole = Array(small.json(withCover: true).utf8)
    let rig = DeviceRig(
      program([
        (0, { red.answer(withCover: $0) }),
        (
          10,
          { withCover in
            if !withCover { return small.answer(withCover: false) }
            return isRefused ? red.answer(withCover: true) : .document(Array(whole.dropLast(40)))
          }
        ),
      ]))
    rig.run(untilMs: 20_000)
    #expect(!rig.isCoverShown)
    #expect(differences(rig.desk.picture, placeholder) == 0)
    #expect(rig.desk.complaint == nil)
  }

  /// Whatever keeps a cover away, it comes once that is over.
  @Test(arguments: [
    "404", "401", "down", "no picture", "too large", "silent", "nothing plays", "another item",
  ])
  func aCoverThatDoesNotComeIsAskedForAgain(_ trouble: String) {
    let large = track("Red", red: 255, side: 281)
    var asked = 0
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if !withCover { return red.answer(withCover: false) }
        asked += 1
        if milliseconds > 100_000 { return red.answer(withCover: true) }
        switch trouble {
        case "404": return .status(404, retryAfter: nil)
        case "401": return .status(401, retryAfter: nil)
        case "down": return .failure(.noConnection)
        case "no picture": return red.answer(withCover: false)
        case "nothing plays": return .document(Array("{}".utf8))
        case "another item":
          return .document(Array(#"{"is_playing":true,"track_id":"x","title":"X"}"#.utf8))
        case "too large":
          var document = large
          document.coverID = red.coverID ?? red.cover?.id
          return document.answer(withCover: true)
        default: return .stalled([], after: 0)
        }
      })
    rig.run(untilMs: 99_000)
    #expect(!rig.isCoverShown)
    #expect((2...20).contains(asked), "\(asked) requests")
    #expect(differences(rig.desk.picture, placeholder) == 0)
    rig.run(untilMs: 500_000)
    #expect(rig.isCoverShown)
    #expect(rig.desk.picture[231, 223] == (255, 0, 0))
    #expect(rig.desk.complaint == nil)
  }

  /// The item changes while half of its picture is there and the next one does not come.
  @Test func halfAPictureIsNotLeftUnderTheNextTitle() {
    let half = Array(red.json(withCover: true).utf8)
    let rig = DeviceRig(
      program([
        (0, { $0 ? .stalled(half, after: half.count / 2) : red.answer(withCover: false) }),
        (10, { $0 ? .stalled([], after: 0) : small.answer(withCover: false) }),
      ]))
    rig.run(untilMs: 9_000)
    #expect(rig.desk.picture[11, 3] == (255, 0, 0))
    rig.run(untilMs: 20_000)
    #expect(differences(rig.desk.picture, placeholder) == 0)
  }

  /// The bus fails anywhere under a cover: it comes again in the end, without a reset of the
  /// display.
  @Test func aBusThatFailsUnderACoverBringsItAgain() {
    let placeholder = placeholder
    for transfers in stride(from: 1, to: 160, by: 13) {
      var slow = SimulatedNetwork(handshakeMs: 0)
      slow.bytesPerSecond = 2_000
      let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]), network: slow)
      while rig.device.display.cover.stage != .streaming { rig.run(untilMs: rig.milliseconds + 1) }
      rig.desk.wiring.failNext(afterTransfers: transfers)
      // The part that came does not stay, unless it was the screens' transfer that failed.
      rig.run(untilMs: rig.milliseconds + 1_000)
      let isGone = differences(rig.desk.picture, placeholder) == 0
      #expect(isGone || rig.isCoverShown, "transfer \(transfers)")
      rig.run(untilMs: rig.milliseconds + 30_000)
      #expect(rig.isCoverShown, "transfer \(transfers)")
      #expect(rig.desk.picture[8, 0] == (255, 0, 0))
      #expect(rig.desk.picture[231, 223] == (255, 0, 0))
      #expect(rig.displayResets == 0)
    }
  }

  /// A chunk of a cover waits while somebody else has the display.
  @Test func aCoverWaitsForTheDisplay() {
    var slow = SimulatedNetwork(handshakeMs: 0)
    slow.bytesPerSecond = 500
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]), network: slow)
    while rig.device.display.cover.stage != .streaming { rig.run(untilMs: rig.milliseconds + 1) }
    _ = rig.device.lock.tryLock(.board, now: rig.desk.now)
    rig.run(untilMs: rig.milliseconds + 200)
    rig.device.lock.unlock(.board)
    rig.run(untilMs: rig.milliseconds + 10_000)
    #expect(rig.isCoverShown)
    #expect(rig.displayResets == 0)
    #expect(rig.desk.picture[8, 0] == (255, 0, 0) && rig.desk.picture[231, 223] == (255, 0, 0))
    #expect(rig.desk.complaint == nil)
  }

  /// Another face has the glass for a while, in the middle of a picture too: it comes again.
  @Test func theCoverComesBackWithItsFace() {
    for seconds in [UInt64(2), 20] {
      let rig = DeviceRig(
        program([
          (0, { red.answer(withCover: $0) }),
          (seconds, { _ in .status(401, retryAfter: nil) }),
          (seconds + 10, { red.answer(withCover: $0) }),
        ]))
      let faces = rig.faces(untilMs: 200_000).map(\.face)
      #expect(faces.suffix(2) == [.refused, .playing])
      #expect(rig.isCoverShown)
      #expect(rig.desk.picture[120, 120] == (255, 0, 0))
    }
  }

  /// The gateway says that there is no picture any more.
  @Test func aCoverThatIsGoneIsReplacedByThePlaceholder() {
    var bare = red
    bare.cover = nil
    bare.coverID = nil
    let rig = DeviceRig(
      program([(0, { red.answer(withCover: $0) }), (10, { bare.answer(withCover: $0) })]))
    rig.run(untilMs: 9_000)
    #expect(rig.isCoverShown)
    rig.run(untilMs: 20_000)
    #expect(!rig.isCoverShown)
    #expect(differences(rig.desk.picture, placeholder) == 0)
  }

  /// A cover that is fetched again within the hour and does not come stays as it is.
  @Test func aRefreshThatFailsLeavesTheCover() {
    var asked = 0
    let half = Array(red.json(withCover: true).utf8.dropLast(40))
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if !withCover { return red.answer(withCover: false) }
        asked += 1
        if milliseconds < 60_000 { return red.answer(withCover: true) }
        return asked % 2 == 0 ? .document(half) : .failure(.noConnection)
      })
    rig.run(untilMs: 10_000)
    var wrong = 0
    rig.run(untilMs: 3_700_000) { rig in
      if !rig.isCoverShown { wrong += 1 }
    }
    rig.run(untilMs: 3_800_000) { rig in
      if rig.desk.picture[231, 223] != (255, 0, 0) { wrong += 1 }
    }
    #expect(asked > 3)
    #expect(wrong == 1 || wrong == 0, "\(wrong)")
  }

  /// Somebody takes the display right after a command that has to be waited for, and does not give
  /// it back. SWRESET is refused then, and the display is started anew, with and without a reset
  /// pin.
  @Test(arguments: [ResetPin.driven, .absent], ["start", "reset", "sleepOut", "refresh"])
  func aResetThatIsRefusedStartsTheDisplayAnew(_ pin: ResetPin, _ name: String) {
    let desk = SimulatedDesk(resetPin: pin)
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]), desk: desk)
    let start = pin == .driven ? "resetPulse" : "beforeSoftReset"
    var isThere = false
    while !isThere && rig.milliseconds < 100_000 {
      let next = rig.device.step(now: desk.now)
      if case .waiting(let wait, until: nil) = rig.device.display.panel.state,
        "\(wait)" == (name == "start" ? start : name)
      {
        isThere = true
      } else {
        desk.wait(until: next)
      }
    }
    #expect(isThere)
    _ = rig.device.lock.tryLock(.board, now: desk.now)
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try rig.device.display.panel.softReset(now: desk.now)
    }
    rig.run(untilMs: rig.milliseconds + 10_000)
    #expect(rig.displayResets == 1)
    #expect(rig.isCoverShown)
    #expect(desk.picture[120, 120] == (255, 0, 0))
    #expect(desk.complaint == nil)
  }
}

import Testing

@testable import Firmware
@testable import HostSim

@Suite struct TestCardTests {
  private func rig(
    _ key: Setting = .testCard, _ value: String = "off", glass: SimulatedGlass = .size240x280
  ) -> DeviceRig {
    var store = OneSetting(key, value)
    return DeviceRig(
      GatewayProgram { _, _ in .failure(.noNetwork) }, Configuration(from: &store),
      desk: SimulatedDesk(glass: glass))
  }

  private func faces(_ rig: DeviceRig, isOffered: Bool) -> [Face] {
    var faces: [Face] = []
    rig.run(untilMs: 12_000) { rig in
      if isOffered {
        rig.device.offerSetUp(
          network: Array("PROV_A1B2C3".utf8).span, digits: Array("12345678".utf8).span,
          now: rig.desk.now)
      }
      if let face = rig.shownFace, face != faces.last { faces.append(face) }
    }
    return faces
  }

  @Test func itComesBeforeTheFirstSetUpOrWhereItIsAskedFor() {
    #expect(faces(rig(), isOffered: true) == [.boot, .testCard, .setUp])
    #expect(!faces(rig(), isOffered: false).contains(.testCard))
    #expect(faces(rig(.testCard, "on"), isOffered: false).prefix(2) == [.boot, .testCard])
    #expect(faces(rig(.testCard, "on"), isOffered: true) == [.boot, .testCard, .setUp])
  }

  @Test func itIsThereForFiveSeconds() {
    let rig = rig(.testCard, "on")
    rig.run(untilMs: 6_000)
    #expect(rig.shownFace == .testCard)
    rig.run(untilMs: 7_500)
    #expect(rig.shownFace != .testCard)
  }

  /// The card on a glass, after a start with one setting.
  private func card(_ key: Setting, _ value: String, on glass: SimulatedGlass) -> Picture {
    let rig = rig(key, value, glass: glass)
    rig.run(untilMs: 5_000) { rig in
      rig.device.offerSetUp(
        network: Array("PROV_A1B2C3".utf8).span, digits: Array("1".utf8).span, now: rig.desk.now)
    }
    return rig.desk.picture
  }

  @Test func itShowsWhatIsSetWrongly() {
    let right = card(.panel, "waveshare-1.83", on: .size240x280)
    #expect(right[20, 120] == (255, 0, 0))
    #expect(right[80, 120] == (0, 255, 0))
    #expect(right[140, 120] == (0, 0, 255))
    #expect(right[220, 120] == (255, 255, 255))
    for (x, y) in [(0, 0), (239, 0), (0, 279), (239, 279), (120, 0), (0, 200)] {
      #expect(right[x, y] == (255, 255, 255))
    }
    #expect(right[1, 1] == (0, 0, 0) && right[238, 278] == (0, 0, 0))

    let otherWay = SimulatedGlass.size240x280.wiredTheOtherWay
    #expect(card(.panel, "waveshare-1.83", on: otherWay)[20, 120] == (0, 0, 255))
    #expect(card(.colorOrder, "rgb", on: otherWay) == right)
    #expect(card(.mirror, "1", on: .size240x280)[20, 120] == (255, 255, 255))
    #expect(card(.mirror, "1", on: .size240x280.mirrored) == right)
    #expect(card(.inverted, "0", on: .size240x280)[1, 1] == (255, 255, 255))
    #expect(card(.panel, "240x280+0+0", on: otherWay)[120, 279] != (255, 255, 255))
  }

  @Test(arguments: PanelCase.all) func eachPanelHasItsName(_ panelCase: PanelCase) {
    let named = card(.panel, panelCase.name, on: panelCase.glass)
    let size = panelCase.panel.glass
    let offset = panelCase.panel.offset
    let order = panelCase.glass.colorOrder == .rgb && panelCase.glass.polarity == .inverted
    guard order else { return }
    let free = card(
      .panel, "\(size.width)x\(size.height)+\(offset.x)+\(offset.y)", on: panelCase.glass)
    #expect(named[0, 0] == free[0, 0] && named != free)
  }
}

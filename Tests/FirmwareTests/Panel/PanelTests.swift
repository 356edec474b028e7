import Testing

@testable import Firmware
@testable import HostSim

@Suite struct PanelTests {
  @Test(arguments: PanelCase.all, Rotation.all)
  func showsWhatIsDrawnUpright(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    let desk = SimulatedDesk(glass: panelCase.glass)
    var panel = SimulatedPanel(bus: desk.bus, panelCase.panel, rotation: rotation)
    try panel.switchOn(desk)
    let size = panel.size
    let pixels = markedPicture(size)
    try panel.open(Rect(x: 0, y: 0, width: size.width, height: size.height))
    try panel.write(bytes(pixels).span)
    #expect(desk.picture.viewed(rotation.viewer) == expected(pixels, size))
    #expect(desk.complaint == nil)
  }

  /// A glass whose columns run the other way, for what `mirror` is, however it is turned.
  @Test(arguments: PanelCase.all, Rotation.all)
  func aMirroredGlassIsUprightToo(_ panelCase: PanelCase, _ rotation: Rotation) throws {
    let desk = SimulatedDesk(glass: panelCase.glass.mirrored)
    var mirrored = panelCase.panel
    mirrored.isMirrored = true
    var panel = SimulatedPanel(bus: desk.bus, mirrored, rotation: rotation)
    try panel.switchOn(desk)
    let pixels = markedPicture(panel.size)
    try panel.open(Rect(x: 0, y: 0, width: panel.size.width, height: panel.size.height))
    try panel.write(bytes(pixels).span)
    #expect(desk.picture.viewed(rotation.viewer) == expected(pixels, panel.size))
    #expect(desk.complaint == nil)
  }

  /// What a person would see who forgot one of the panel's three traps.
  @Test(arguments: ["offset", "colour order", "inversion"])
  func mistakesAreVisible(_ trap: String) throws {
    let right = PanelDescription.standard
    let wrong = try PanelDescription(
      glass: right.glass,
      offset: trap == "offset" ? Point(x: 0, y: 0) : right.offset,
      colorOrder: trap == "colour order" ? .rgb : right.colorOrder,
      inversion: trap == "inversion" ? .off : right.inversion)
    let desk = SimulatedDesk()
    var panel = SimulatedPanel(bus: desk.bus, wrong)
    try panel.switchOn(desk)
    let pixels = markedPicture(panel.size)
    try panel.open(Rect(x: 0, y: 0, width: 240, height: 280))
    try panel.write(bytes(pixels).span)
    let (seen, meant) = (desk.picture, expected(pixels, right.glass))
    #expect(seen != meant)
    #expect(seen[0, 0] != meant[0, 0] || seen[120, 140] != meant[120, 140])
  }

  @Test(arguments: [ResetPin.driven, ResetPin.absent])
  func startsDarkAndWithoutSnow(_ pin: ResetPin) throws {
    let desk = SimulatedDesk(resetPin: pin)
    var panel = SimulatedPanel(bus: desk.bus)
    let black = Picture(width: 240, height: 280)
    var looks = 0
    var pictures: [Picture] = []
    try panel.switchOn(desk) {
      looks += 1
      if desk.picture != black { pictures.append(desk.picture) }
    }
    #expect(looks > 8)
    #expect(pictures.isEmpty)
    let isReady = panel.isReady
    #expect(isReady)
    #expect(desk.model.backlightPercent == 100)
    #expect(desk.complaint == nil)
    // 2 ms of reset, or 121 ms before it by command; twice 121 ms of waiting, and the clearing of
    // the glass.
    let reset: UInt32 = pin == .driven ? 2 : 121
    #expect((reset + 242...reset + 290).contains(desk.clock.milliseconds))
  }

  @Test func nothingIsDrawnBeforeItIsReady() throws {
    let desk = SimulatedDesk()
    var panel = SimulatedPanel(bus: desk.bus)
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try panel.fill(Rect(x: 0, y: 0, width: 1, height: 1), .white)
    }
    try panel.start()
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try panel.open(Rect(x: 0, y: 0, width: 1, height: 1))
    }
  }

  @Test func nothingButAStartIsTakenBeforeItIsReady() throws {
    let desk = SimulatedDesk()
    var panel = SimulatedPanel(bus: desk.bus)
    // Off, then resetting: both are waited out by a start alone.
    for _ in 0..<2 {
      let notReady = PanelError<SimulatedBusFailure>.notReady
      #expect(throws: notReady) { try panel.write([1, 2].span) }
      try panel.setBrightness(30)
      let due = panel.refreshDue
      #expect(due == nil)
      try panel.start()
    }
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try panel.softReset(now: desk.now)
    }
    panel.forget()
    let next = try panel.poll(now: desk.now)
    #expect(next == nil)
    // The reset pin is low still, and a controller takes no command then.
    #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
      try panel.softReset(now: desk.now)
    }
    #expect(desk.wiring.statistics.transfers == 0)
    #expect(desk.model.backlightPercent == 0)
    try panel.switchOn(desk)
    #expect(desk.model.backlightPercent == 30)
    #expect(desk.complaint == nil)
  }

  @Test(arguments: Rotation.all) func refusesWhatGoesPastTheGlass(_ rotation: Rotation) throws {
    let desk = SimulatedDesk()
    var panel = SimulatedPanel(bus: desk.bus, rotation: rotation)
    try panel.switchOn(desk)
    let (width, height) = (panel.size.width, panel.size.height)
    for rect in [
      Rect(x: 0, y: 0, width: 0, height: 1), Rect(x: 0, y: 0, width: 1, height: 0),
      Rect(x: width, y: 0, width: 1, height: 1), Rect(x: 0, y: height, width: 1, height: 1),
      Rect(x: 1, y: 0, width: width, height: 1), Rect(x: 0, y: 1, width: 1, height: height),
      Rect(x: .max, y: 0, width: .max, height: 1), Rect(x: 0, y: .max, width: 1, height: .max),
    ] {
      #expect(throws: PanelError<SimulatedBusFailure>.outside) { try panel.fill(rect, .white) }
    }
    try panel.fill(Rect(x: width - 1, y: height - 1, width: 1, height: 1), .white)
    #expect(desk.complaint == nil)
  }

  @Test func aFailingBusIsReportedAndARestartMends() throws {
    let reference = SimulatedDesk()
    var first = SimulatedPanel(bus: reference.bus)
    try first.switchOn(reference)
    let transfers = reference.wiring.statistics.transfers
    for index in stride(from: 0, to: transfers, by: 23) {
      let desk = SimulatedDesk()
      var panel = SimulatedPanel(bus: desk.bus)
      desk.wiring.failNext(afterTransfers: index)
      #expect(
        throws: PanelError.bus(SimulatedBusFailure(transferIndex: index)), "transfer \(index)"
      ) { try panel.switchOn(desk) }
      let wasReady = panel.isReady
      #expect(!wasReady)
      desk.clock.advance(milliseconds: 200)
      try panel.switchOn(desk)
      let isReady = panel.isReady
      #expect(isReady)
    }
  }

  @Test func softResetsOnlyWhenTheControllerMayBeReset() throws {
    let desk = SimulatedDesk()
    var panel = SimulatedPanel(bus: desk.bus)
    try panel.switchOn(desk)
    try panel.fill(Rect(x: 0, y: 0, width: 240, height: 280), .white)
    var refused = 0
    for _ in 0..<400 {
      do throws(PanelError<SimulatedBusFailure>) {
        try panel.softReset(now: desk.now)
        break
      } catch {
        refused += 1
        desk.clock.advance(milliseconds: 1)
      }
    }
    #expect(refused == 0)
    let isReady = panel.isReady
    #expect(!isReady)
    // While it recovers, and while it wakes, another reset is refused.
    for _ in 0..<2 {
      #expect(throws: PanelError<SimulatedBusFailure>.notReady) {
        try panel.softReset(now: desk.now)
      }
      desk.clock.advance(milliseconds: 30)
      _ = try panel.poll(now: desk.now)
    }
    try panel.settle(desk)
    #expect(desk.picture == Picture(width: 240, height: 280))
    #expect(desk.complaint == nil)
  }

  @Test func descriptionsMustFitTheMemory() throws {
    func make(_ width: UInt16, _ height: UInt16, _ x: UInt16, _ y: UInt16) throws {
      _ = try PanelDescription(
        glass: Size(width: width, height: height), offset: Point(x: x, y: y), colorOrder: .rgb,
        inversion: .off)
    }
    try make(240, 320, 0, 0)
    try make(1, 1, 239, 319)
    for (width, height, x, y) in [
      (241, 320, 0, 0), (240, 321, 0, 0), (240, 320, 1, 0), (240, 320, 0, 1), (0, 10, 0, 0),
      (10, 0, 0, 0), (1, 1, 240, 0), (.max, 1, .max, 0),
    ] as [(UInt16, UInt16, UInt16, UInt16)] {
      #expect(throws: PanelDescriptionError.outsideMemory) { try make(width, height, x, y) }
    }
  }

  @Test func theRegisterTableIsWhole() {
    var index = 0
    while index < panelRegisters.count {
      let count = Int(panelRegisters[index + 1])
      #expect((1...14).contains(count))
      index += 2 + count
    }
    #expect(index == panelRegisters.count)
  }
}

extension PanelTests {
  /// A pin that cannot be driven and a light that cannot be set are failures of the bus.
  @Test(arguments: [true, false])
  func aPinThatFailsIsTold(_ isLight: Bool) {
    var panel = Panel(bus: BrokenPins(isLight: isLight))
    #expect(throws: PanelError<SimulatedBusFailure>.bus(SimulatedBusFailure(transferIndex: 7))) {
      try panel.start()
    }
  }
}

/// A bus whose light or whose reset pin does not work.
private struct BrokenPins: DisplayBus {
  let isLight: Bool

  func command(_ opcode: UInt8, _ parameters: Span<UInt8>) throws(SimulatedBusFailure) {}

  func pixels(_ bytes: Span<UInt8>) throws(SimulatedBusFailure) {}

  func setReset(_ level: PinLevel) throws(SimulatedBusFailure) -> ResetPin {
    if !isLight { throw SimulatedBusFailure(transferIndex: 7) }
    return .driven
  }

  func setBacklight(percent: UInt8) throws(SimulatedBusFailure) {
    if isLight { throw SimulatedBusFailure(transferIndex: 7) }
  }
}

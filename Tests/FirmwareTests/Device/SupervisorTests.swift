import Testing

@testable import Firmware
@testable import HostSim

/// A device whose network does what drivers and access points in the field do.
@Suite struct SupervisorTests {
  private let red = track("Red", red: 255)
  private static let minuteMs: UInt64 = 60_000

  private func rig(
    joinMs: UInt64 = 4_000, trouble: @escaping (UInt64) -> NetworkTrouble? = { _ in nil },
    fault: SimulatedRadio.Fault = .none,
    answer: @escaping (_ milliseconds: UInt64, _ withCover: Bool) -> GatewayAnswer? = { _, _ in
      nil
    }
  ) -> (DeviceRig, SimulatedRadio) {
    let desk = SimulatedDesk()
    let radio = SimulatedRadio(clock: desk.clock, joinMs: joinMs, trouble: trouble)
    radio.fault = fault
    let red = red
    let program = GatewayProgram { milliseconds, withCover in
      answer(milliseconds, withCover) ?? red.answer(withCover: withCover)
    }
    return (DeviceRig(program, desk: desk, radio: radio), radio)
  }

  /// A driver that says OK to everything and swallows all events, from the start on or after an
  /// hour of music: then it goes on saying that there is an address.
  @Test(arguments: [0, 3_600_000] as [UInt64], [.radio, .board] as [SimulatedRadio.Cure])
  func aDriverThatHasGoneSilentIsRecovered(after ms: UInt64, cure: SimulatedRadio.Cure) {
    let restartsBoard = cure == .board
    let (rig, radio) = rig(trouble: { $0 < 2_000 ? .outOfReach : nil })
    rig.run(untilMs: ms)
    radio.fault = .silent(endsWith: cure)
    let isJoined = ms > 0
    let leftMs = ms + (isJoined ? 15 * Self.minuteMs : 0)
    rig.run(untilMs: leftMs + 5 * Self.minuteMs - 2_000)
    let calls: [SimulatedRadio.Call] = isJoined ? [.start, .lookAround, .rejoin] : [.start]
    #expect(radio.calls.map(\.call) == calls)
    rig.run(untilMs: leftMs + 5 * Self.minuteMs + 30_000)
    #expect(radio.calls.map(\.call) == calls + [.restartRadio])
    #expect(rig.shownFace == (restartsBoard ? .noNetwork : .playing))
    rig.run(untilMs: leftMs + 30 * Self.minuteMs + 30_000)
    #expect(rig.restarts == (restartsBoard ? 1 : 0))
    #expect(rig.shownFace == .playing)
    #expect(rig.isCoverShown)
    if restartsBoard {
      let text = rig.supervisorEvents.last?.event.text
      #expect(text == "network: no address for 30 min; the board restarts")
    }
  }

  /// Each restart in vain makes the next one later; an address ends that.
  @Test func aNetworkThatIsOffAtNightDoesNotRestartTheBoardAllNight() {
    let hourMs = 60 * Self.minuteMs
    let (rig, radio) = rig(trouble: {
      (hourMs..<11 * hourMs).contains($0) || $0 > 12 * hourMs ? .outOfReach : nil
    })
    rig.run(untilMs: 11 * hourMs - 1)
    let restarts = rig.supervisorEvents.filter {
      if case .boardRestarts = $0.event { true } else { false }
    }
    // Half an hour, an hour, two and four, less than the seconds of a start.
    let hours = restarts.map { Double($0.ms - hourMs) / Double(hourMs) }
    #expect(hours.count == 4)
    for (hour, expected) in zip(hours, [0.5, 1.5, 3.5, 7.5]) {
      #expect(abs(hour - expected) < 0.02)
    }
    #expect(rig.shownFace == .outOfReach)
    #expect(rig.restartsInVain == Limits.restartDoublings)
    rig.run(untilMs: 11 * hourMs + 20_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.restartsInVain == 0)
    rig.run(untilMs: 12 * hourMs + 31 * Self.minuteMs)
    #expect(rig.restarts == 5)
    // The radio was restarted meanwhile.
    #expect(radio.calls.filter { $0.call == .restartRadio }.count > 60)
  }

  @Test func aClockThatWrapsRestartsTheBoardInTime() {
    let desk = SimulatedDesk()
    let radio = SimulatedRadio(clock: desk.clock) { _ in .outOfReach }
    let startMs = (1 << 32) - 10 * Self.minuteMs
    let rig = DeviceRig(
      GatewayProgram { _, _ in .silence }, startMs: startMs, desk: desk, radio: radio)
    rig.run(untilMs: startMs + 29 * Self.minuteMs)
    #expect(rig.restarts == 0)
    rig.run(untilMs: startMs + 31 * Self.minuteMs)
    #expect(rig.restarts == 1)
  }

  /// A gateway that could not be asked is asked as soon as there is a network.
  @Test func theGatewayIsAskedWhenTheNetworkIsBack() {
    let (rig, _) = rig(trouble: { (60_000..<1_500_000).contains($0) ? .outOfReach : nil })
    rig.run(untilMs: 1_500_000)
    #expect(rig.shownFace == .outOfReach)
    rig.run(untilMs: 1_508_000)
    #expect(rig.shownFace == .playing)
  }

  /// A station that the access point has forgotten, before the first answer or after some.
  @Test(arguments: [0, 60_000] as [UInt64])
  func aForgottenStationJoinsAnew(after ms: UInt64) {
    let (rig, radio) = rig()
    rig.run(untilMs: ms)
    radio.fault = .forgotten
    rig.run(untilMs: 15 * Self.minuteMs + ms)
    #expect(radio.calls.map(\.call) == [.start])
    rig.run(untilMs: 17 * Self.minuteMs)
    #expect(radio.calls.map(\.call) == [.start, .rejoin])
    #expect(rig.shownFace == .playing)
  }

  /// A gateway that is away for two hours, a network that works: whether the access point has
  /// forgotten the station meanwhile, nobody can tell. A driver that refuses is asked again.
  @Test(arguments: [.none, .refuses(-3)] as [SimulatedRadio.Fault])
  func anOutageOfTheGatewayJoinsAnewEachTime(_ fault: SimulatedRadio.Fault) {
    let outageMs = 120 * Self.minuteMs
    let (rig, radio) = rig(answer: { milliseconds, _ in
      (60_000..<60_000 + outageMs).contains(milliseconds) ? .failure(.noConnection) : nil
    })
    rig.run(untilMs: 60_000)
    radio.fault = fault
    rig.run(untilMs: outageMs)
    let rejoins = radio.calls.filter { $0.call == .rejoin }.map(\.ms)
    #expect(rejoins.count == 7)
    for (earlier, later) in zip(rejoins, rejoins.dropFirst()) {
      #expect(later - earlier >= 15 * Self.minuteMs)
    }
    #expect(rig.restarts == 0)
    radio.fault = .forgotten
    rig.run(untilMs: outageMs + 17 * Self.minuteMs)
    #expect(rig.shownFace == .playing)
  }

  /// A request that lacked memory says nothing of the network, for better or worse.
  @Test func aLackOfMemoryHidesNoSilence() {
    var count = 0
    let (rig, radio) = rig(answer: { milliseconds, _ in
      if milliseconds < 60_000 { return nil }
      count += 1
      return .failure(count % 2 == 0 ? .noMemory : .noConnection)
    })
    rig.run(untilMs: 22 * Self.minuteMs)
    #expect(radio.calls.map(\.call) == [.start, .rejoin])
    // Nor is it one in a row.
    rig.run(untilMs: 120 * Self.minuteMs)
    #expect(rig.restarts == 0)
  }

  /// A link that comes and goes has the gateway asked no more often than where all is well, and not
  /// before its pause is over.
  @Test(
    arguments: [2_000, 3_000, 240_000] as [UInt64],
    [.failure(.noConnection), .status(500, retryAfter: nil), .status(429, retryAfter: "3600")]
      as [GatewayAnswer])
  func aLinkThatFlapsFloodsNoGateway(periodMs: UInt64, answer: GatewayAnswer) {
    let isUp: (UInt64) -> Bool = { $0 % periodMs >= periodMs / 2 }
    var questions: [UInt64] = []
    let (rig, _) = rig(
      joinMs: 0, trouble: { isUp($0) ? nil : .outOfReach },
      answer: { milliseconds, _ in
        if isUp(milliseconds) { questions.append(milliseconds) }
        return answer
      })
    rig.run(untilMs: 20 * Self.minuteMs)
    if case .status(429, _) = answer { #expect(questions.count == 1) }
    for (earlier, later) in zip(questions, questions.dropFirst()) {
      #expect(later - earlier >= UInt64(Limits.backoffBaseMs))
    }
  }

  /// A board whose device is stepped first: what it has under way goes on.
  @Test func aQuestionUnderWayIsNotHeld() {
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]))
    let radio = SimulatedRadio(clock: rig.desk.clock, joinMs: 60_000) { _ in nil }
    var supervisor = Supervisor(network: radio)
    _ = rig.device.step(now: rig.desk.now)
    _ = supervisor.step(now: rig.desk.now, of: &rig.device)
    rig.run(untilMs: 3_000)
    #expect(rig.shownFace == .playing)
  }

  /// A loss of the network in between counts anew, as it is joined anew in any case.
  @Test func aLossOfTheNetworkEndsAnOutage() {
    let lostMs = 11 * Self.minuteMs
    let (rig, radio) = rig(
      trouble: { (lostMs..<lostMs + 60_000).contains($0) ? .outOfReach : nil },
      answer: { milliseconds, _ in milliseconds < 60_000 ? nil : .failure(.noConnection) })
    rig.run(untilMs: 26 * Self.minuteMs)
    #expect(radio.calls.map(\.call) == [.start])
    rig.run(untilMs: 32 * Self.minuteMs)
    #expect(radio.calls.map(\.call) == [.start, .rejoin])
  }

  /// What answers in whatever way is no reason to join anew.
  @Test(
    arguments: [
      .status(401, retryAfter: nil), .status(429, retryAfter: "3600"),
      .status(500, retryAfter: nil),
      .failure(.notTrusted), .document(Array("[".utf8)),
    ] as [GatewayAnswer])
  func anAnswerIsAnAnswer(_ answer: GatewayAnswer) {
    // Nor is a gateway that is away twice, for less than a quarter of an hour each time.
    let (rig, radio) = rig(answer: { milliseconds, _ in
      let isAway = 50_000..<60_000 ~= milliseconds || 1_800_000..<2_200_000 ~= milliseconds
      return isAway ? .failure(.noConnection) : milliseconds < 60_000 ? nil : answer
    })
    rig.run(untilMs: 60 * Self.minuteMs)
    #expect(!radio.calls.contains { $0.call == .rejoin })
  }

  /// Looks for a stronger access point each hour, and never while music plays.
  @Test func itLooksAroundWhenNothingPlays() {
    let hourMs = 60 * Self.minuteMs
    let (rig, radio) = rig(answer: { milliseconds, _ in
      milliseconds < 5 * hourMs + 30 * Self.minuteMs ? nil : .silence
    })
    rig.run(untilMs: 5 * hourMs)
    #expect(!radio.calls.contains { $0.call == .lookAround })
    rig.run(untilMs: 8 * hourMs)
    let looks = radio.calls.filter { $0.call == .lookAround }.map(\.ms)
    #expect(looks.count == 3)
    #expect(looks.first! - (5 * hourMs + 30 * Self.minuteMs) < 10_000)
  }

  /// While the device waits to be set up, nothing is done to its radio.
  @Test func aDeviceThatIsBeingSetUpIsLeftAlone() {
    let (rig, radio) = rig(trouble: { _ in .wrongPassword })
    rig.setUp(isOffered: true)
    rig.run(untilMs: 120 * Self.minuteMs)
    #expect(radio.calls.map(\.call) == [.start])
    #expect(rig.shownFace == .setUp)
    #expect(rig.restarts == 0)
  }

  /// While the device offers its set-up, the headline says what was wrong with the last one.
  @Test func aRefusedPasswordIsSaidBesideTheOffer() {
    let pictures = [nil, .other, .wrongPassword].map { (trouble: NetworkTrouble?) in
      let (rig, _) = rig(joinMs: 60_000, trouble: { _ in trouble })
      rig.setUp(isOffered: true)
      rig.run(untilMs: 9_000)
      return rig.desk.picture
    }
    #expect(pictures[0] == pictures[1] && pictures[1] != pictures[2])
  }

  /// A lack of memory breaks off no set-up and no update, and is no silence of the gateway.
  @Test(arguments: [true, false])
  func aLackOfMemoryWaitsForTheEnd(isSetUp: Bool) {
    let (rig, radio) = rig(answer: { _, _ in .failure(.noMemory) })
    let begin = { (isOn: Bool) in
      if isSetUp { return rig.setUp(isOffered: isOn) }
      rig.device.show(isOn ? .running(percent: 1) : nil, now: rig.desk.now)
    }
    begin(true)
    while !rig.events.contains(where: { $0.isTenthInARow }) {
      rig.run(untilMs: rig.milliseconds + 1_000)
    }
    rig.run(untilMs: rig.milliseconds + 29 * Self.minuteMs)
    #expect(rig.restarts == 0 && radio.calls.map(\.call) == [.start])
    begin(false)
    rig.run(untilMs: rig.milliseconds + 3_000)
    #expect(rig.restarts == 1)
  }

  /// An interface that does not start is told of, and the board restarts after a while.
  @Test func anInterfaceThatDoesNotStartRestartsTheBoard() {
    let (rig, radio) = rig(fault: .refuses(-7))
    rig.run(untilMs: 19_000)
    #expect(rig.restarts == 0)
    #expect(rig.shownFace == .noNetwork)
    #expect(rig.supervisorEvents.map(\.event.text) == ["network: error -7"])
    radio.fault = .none
    rig.run(untilMs: 40_000)
    #expect(rig.restarts == 1)
    #expect(rig.shownFace == .playing)
  }

  /// Ten covers in a row without memory while music plays: the restart waits for its end, and for
  /// half an hour at most.
  @Test(arguments: [true, false])
  func memoryThatIsGoneRestartsTheBoardAtAQuietMoment(musicEnds: Bool) {
    var isSilent = false
    let (rig, _) = rig(answer: { _, withCover in
      withCover ? .failure(.noMemory) : isSilent ? .silence : nil
    })
    while !rig.events.contains(where: { $0.isTenthInARow }) {
      rig.run(untilMs: rig.milliseconds + 1_000)
    }
    rig.run(untilMs: rig.milliseconds + 29 * Self.minuteMs)
    #expect(rig.restarts == 0)
    isSilent = musicEnds
    rig.run(untilMs: rig.milliseconds + (musicEnds ? 10_000 : 2 * Self.minuteMs))
    #expect(rig.restarts == 1)
    #expect(rig.supervisorEvents.last?.event == .boardRestarts(.noMemory))
  }

  @Test func tooLittleMemoryHasAFace() {
    var count = 0
    let (rig, _) = rig(answer: { milliseconds, _ in
      count += 1
      let isShort = milliseconds < 120_000 ? milliseconds >= 60_000 : count % 2 == 0
      return isShort ? .failure(.noMemory) : nil
    })
    rig.run(untilMs: 119_000)
    #expect(rig.shownFace == .noMemory)
    // An answer between two failures: no more than a few in a row.
    rig.run(untilMs: 120 * Self.minuteMs)
    #expect(rig.restarts == 0)
    #expect(rig.shownFace == .playing)
  }

  /// What the interface says has a face of its own, also while the device offers its set-up.
  @Test func eachTroubleHasAFace() {
    for (trouble, face) in [
      (.wrongPassword, .wrongPassword), (.outOfReach, .outOfReach),
      (.unsupportedSecurity, .unsupportedSecurity), (.noAddress, .noAddress), (.other, .noNetwork),
    ] as [(NetworkTrouble, Face)] {
      let (rig, _) = rig(trouble: { _ in trouble })
      rig.run(untilMs: 3_000)
      #expect(rig.shownFace == face)
    }
  }

  /// What turns up while the network is joined is shown at once.
  @Test func aTroubleIsShownAsSoonAsItIsKnown() {
    let (rig, _) = rig(
      joinMs: 60_000,
      trouble: { $0 < 5_000 ? nil : $0 < 60_000 ? .wrongPassword : .noAddress })
    rig.run(untilMs: 4_900)
    #expect(rig.shownFace == .connecting)
    rig.run(untilMs: 7_000)
    #expect(rig.shownFace == .wrongPassword)
    rig.run(untilMs: 61_500)
    #expect(rig.shownFace == .noAddress)
  }

  /// A network that is still being joined is no trouble yet.
  @Test func joiningIsNoTrouble() {
    let (quick, _) = rig(joinMs: 14_000)
    #expect(quick.faces(untilMs: 30_000).map(\.face) == [.boot, .connecting, .playing])
    let (slow, _) = rig(joinMs: 40_000)
    #expect(
      slow.faces(untilMs: 60_000).map(\.face) == [.boot, .connecting, .noNetwork, .playing])
  }

  /// Each line says something else, with all its numbers.
  @Test func eventsReadDifferently() {
    let events: [(SupervisorEvent, String)] = [
      (
        .radioRestarts(afterMs: 300_999),
        "network: no address for 5 min; the radio is switched off and on"
      ),
      (
        .rejoins(afterMs: 900_000),
        "network: no answer for 15 min; it is left and joined anew"
      ),
      (
        .boardRestarts(.noAddress(forMs: 14_400_000)),
        "network: no address for 240 min; the board restarts"
      ),
      (
        .boardRestarts(.noMemory),
        "memory: too little for a connection, again and again; the board restarts"
      ),
      (
        .boardRestarts(.noInterface),
        "network: the interface does not start; the board restarts"
      ),
      (.failed(code: -7), "network: error -7"), (.failed(code: 257), "network: error 257"),
    ]
    for (event, text) in events { #expect(event.text == text) }
  }

  /// What one wait is for has to outlast another.
  @Test func limitsAgree() {
    #expect(Limits.networkRestartMs > Limits.trialMs)
    #expect(Limits.networkRestartMs > Limits.radioRestartMs)
    #expect(Limits.rejoinMs > Limits.backoffCapMs)
    // Instants compare over 24 days.
    #expect(UInt64(Limits.networkRestartMs) << UInt64(Limits.restartDoublings) < 1 << 31)
  }
}

extension DeviceRig {
  /// Offers the device's set-up, or ends that.
  func setUp(isOffered: Bool) {
    device.offerSetUp(
      network: Array(isOffered ? "PROV_A1B2C3".utf8 : "".utf8).span,
      digits: Array("12345678".utf8).span, now: desk.now)
  }
}

extension DeviceEvent {
  fileprivate var isTenthInARow: Bool {
    if case .failed(_, _, 10, _) = self { true } else { false }
  }
}

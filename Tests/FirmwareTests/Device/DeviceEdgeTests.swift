import Testing

@testable import Firmware
@testable import HostSim

/// Two things that happen at once: what a seeded simulation of odd gateways and faults came upon.
@Suite struct DeviceEdgeTests {
  private let red = track("Red", red: 255)
  private let blue = track("Blue", blue: 255)

  /// A picture of single pixels, which takes a while to come.
  private static func noise() -> NowPlayingDocument {
    var random = SeededGenerator(seed: 3)
    var picture = Picture(width: 240, height: 240)
    for index in 0..<240 * 240 {
      let tone = UInt8.random(in: 0...255, using: &random)
      picture[index % 240, index / 240] = (tone, 255 - tone, tone)
    }
    return NowPlayingDocument(
      title: "Noise", artist: "A", album: "B",
      cover: CoverEncoder.encode(picture, width: 240, height: 240),
      serverTimeMilliseconds: GatewayProgram.epochMs)
  }

  /// Each command of a panel's refresh ends a memory write, also the DISPON that comes later.
  @Test(arguments: stride(from: UInt64(10), to: 310, by: 60).map { $0 })
  func aRefreshAmidACoverLeavesNoHole(_ latencyMs: UInt64) {
    let noise = Self.noise()
    let calm = DeviceRig(program([(0, { noise.answer(withCover: $0) })]))
    calm.run(untilMs: 20_000)
    for changeMs in stride(from: UInt64(51_500), to: 53_500, by: 500) {
      var network = SimulatedNetwork(handshakeMs: 0)
      network.latencyMs = latencyMs...latencyMs
      network.bytesPerSecond = 100_000
      let rig = DeviceRig(
        GatewayProgram { milliseconds, withCover in
          (milliseconds > changeMs ? noise : red).answer(withCover: withCover)
        }, network: network)
      rig.run(untilMs: 70_000)
      #expect(rig.isCoverShown)
      #expect(Self.cover(of: rig) == Self.cover(of: calm))
      #expect(rig.desk.complaint == nil)
    }
  }

  private static func cover(of rig: DeviceRig) -> [UInt16] {
    (20..<244).flatMap { row in (0..<240).map { rig.desk.model.memory[column: $0, row: row] } }
  }

  /// A pause begins while a document is under way that brings another item: the picture before does
  /// not stand under its title until the pause is over, and the glass says that it stands still.
  @Test func noCoverStandsUnderAnotherTitleForAPause() {
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        (milliseconds < 31_000 ? red : blue).answer(withCover: withCover)
      })
    // What was asked before may still be under way.
    rig.run(untilMs: 31_200)
    while !rig.device.metadata.transfer.isActive { rig.run(untilMs: rig.milliseconds + 1) }
    rig.device.pause.extend(600_000, now: rig.desk.now)
    rig.run(untilMs: rig.milliseconds + 1_000)
    #expect(rig.shownFace == .playing)
    #expect(rig.desk.picture[11, 3] != (255, 0, 0))
    rig.run(untilMs: 120_000)
    #expect(rig.shownFace == .rateLimited)
    rig.run(untilMs: 31_000 + 750_000)
    #expect(rig.isCoverShown && rig.desk.picture[11, 3] == (0, 0, 255))
  }

  /// Whatever a document failed of, it is not asked for again before the pause is over.
  @Test func theNextTryOfAnyFailureKeepsThePause() throws {
    var asked: [UInt64] = []
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        if !withCover { asked.append(milliseconds) }
        return milliseconds < 31_000 ? red.answer(withCover: withCover) : .stalled([], after: 0)
      })
    rig.run(untilMs: 35_000)
    rig.device.pause.extend(120_000, now: rig.desk.now)
    rig.run(untilMs: 200_000)
    guard case .failed(.nowPlaying, .network(.timedOut), 1, let waitMs) = rig.events.first else {
      Issue.record("\(rig.events)")
      return
    }
    // The question could be held.
    let deadlineMs = UInt64(Limits.metadataDeadlineMs + Limits.holdSeconds * 1_000)
    let failed = try #require(asked.last { $0 < 60_000 }) + deadlineMs
    let next = try #require(asked.first { $0 > 60_000 })
    #expect(next >= 155_000)
    #expect((failed...failed + 100).contains(next - UInt64(waitMs)))
  }

  /// Answers that take up to eight seconds do not throw the clock back and forth.
  @Test func theClockDoesNotFollowALateAnswer() {
    let epoch = GatewayProgram.epochMs
    var network = SimulatedNetwork(handshakeMs: 0)
    network.latencyMs = 0...8_000
    let rig = DeviceRig(
      GatewayProgram { milliseconds, withCover in
        var document = red
        document.serverTimeMilliseconds = epoch + Int(milliseconds)
        return document.answer(withCover: withCover)
      }, network: network, time: SimulatedTime(clock: VirtualClock(), settledMs: .max))
    var last: UInt64 = 0
    var backwards = 0
    rig.run(untilMs: 300_000) { rig in
      let known = rig.device.unixTime(now: rig.desk.now)?.seconds ?? 0
      if known < last { backwards += 1 }
      last = max(last, known)
    }
    #expect(backwards == 0)
    #expect(abs(Int64(last) - Int64(epoch / 1_000 + 300)) <= 8)
  }

  /// A bus that fails under a cover is no failure of the gateway's.
  @Test func aBusFailureIsNotTheCovers() {
    var slow = SimulatedNetwork(handshakeMs: 0)
    slow.bytesPerSecond = 2_000
    let rig = DeviceRig(program([(0, { red.answer(withCover: $0) })]), network: slow)
    while rig.device.display.cover.stage != .streaming { rig.run(untilMs: rig.milliseconds + 1) }
    rig.desk.wiring.failNext(afterTransfers: 14)
    rig.run(untilMs: 60_000)
    #expect(rig.events == [.displayFailed(.bus(code: 0x107))])
    #expect(rig.isCoverShown)
  }

  /// A month without a bus: the cover that had failed before is asked for again.
  @Test func aCoverIsAskedForAfterAMonthWithoutABus() {
    var isThere = false
    let rig = DeviceRig(
      GatewayProgram { _, withCover in
        withCover && !isThere ? .status(404, retryAfter: nil) : red.answer(withCover: withCover)
      })
    rig.run(untilMs: 20_000)
    for _ in 0..<31 {
      rig.desk.clock.advance(nanoseconds: 86_380_000_000_000)
      rig.desk.wiring.failNext()
      rig.run(untilMs: rig.milliseconds + 20_000) { $0.desk.wiring.failNext() }
    }
    isThere = true
    rig.run(untilMs: rig.milliseconds + 400_000)
    #expect(rig.isCoverShown)
  }

  /// A board that comes late, as one does that erased flash meanwhile, finds an answer half read and
  /// a panel that was not ready.
  @Test func aLateCallIsNotAskedForInThePast() {
    let noise = Self.noise()
    let rig = DeviceRig(program([(0, { noise.answer(withCover: $0) })]))
    var lateMs: UInt32 = 0
    while rig.milliseconds < 130_000 {
      let now = rig.desk.now
      let next = rig.device.step(now: now)
      let isAhead = next.hasReached(now)
      #expect(isAhead, "\(rig.milliseconds) ms")
      lateMs = (lateMs + 7) % 50
      rig.desk.wait(until: next + lateMs)
    }
  }
}

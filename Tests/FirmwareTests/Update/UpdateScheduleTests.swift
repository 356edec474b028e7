import Testing

@testable import Firmware
@testable import HostSim

/// An updater that is called when it asks for that, as a board's main loop does, or more often.
@Suite struct UpdateScheduleTests {
  /// The glass speaks of a failure for some seconds, and not until the next question.
  @Test func aFailureIsShownForSomeSeconds() {
    let rig = DeviceRig(program([(0, { _ in .silence })]))
    let update = UpdateRig()
    var offer = update.offer
    offer.board = "esp32c6"
    update.server.manifest = Array(offer.json.utf8)
    var updater = UpdateRig.RigUpdater(
      client: UpdateClient(server: update.server, clock: rig.desk.clock),
      flash: update.updateFlash(running: .first), verifier: RigVerifier(),
      identity: FirmwareIdentity(
        version: Version("1.0.0"), board: Array("sim".utf8).span, securityVersion: 0),
      deviceID: ShortText(), seed: 1)
    var due = rig.desk.now
    var faces: [Face] = []
    var shownMs: [UInt64] = []
    while rig.milliseconds < 200_000 {
      var next = rig.device.step(now: rig.desk.now)
      if rig.desk.now.hasReached(due) { due = updater.step(now: rig.desk.now, of: &rig.device) }
      next = next.earlier(due)
      if let face = rig.shownFace, face != faces.last {
        faces.append(face)
        shownMs.append(rig.milliseconds)
      }
      rig.desk.wait(until: next)
    }
    guard let index = faces.firstIndex(of: .updateFailed), index + 1 < faces.count else {
      Issue.record("it came or went never: \(faces)")
      return
    }
    let shown = shownMs[index + 1] - shownMs[index]
    #expect(shown <= UInt64(Limits.updateNoticeMs) + UInt64(Limits.pollPeriodMs) * 2)
  }

  /// `Retry-After` makes the wait longer, never shorter than after any other failure, even where
  /// the updater is called more often than it asks for.
  @Test(arguments: ["1", "3000"])
  func aWishToBeLeftAlone(_ seconds: String) throws {
    var updater = Updater<BusyServer, RigFlash, RigVerifier, LibcryptoHash>(
      client: BusyServer(seconds: Array(seconds.utf8)),
      flash: UpdateRig().updateFlash(running: .first), verifier: RigVerifier(),
      identity: FirmwareIdentity(
        version: Version("1.0.0"), board: Array("sim".utf8).span, securityVersion: 0),
      deviceID: ShortText(), seed: 1)
    let facts = UpdateFacts(isProven: true, isQuiet: true, unixTime: nil)
    var pause = GatewayPause(jitter: Jitter(seed: 1))
    var asked: [UInt32] = []
    for now in stride(from: UInt32(0), to: 8_000_000, by: 500) {
      let count = updater.client.count
      _ = updater.step(now: Instant(milliseconds: now), facts, &pause)
      if updater.client.count > count { asked.append(now) }
    }
    let least = max(Limits.updateBackoffBaseMs, try #require(UInt32(seconds)) * 1_000)
    #expect(asked.count >= 2)
    #expect(zip(asked.dropFirst(), asked).allSatisfy { $0 - $1 >= least })
  }
}

extension UpdateScheduleTests {
  /// A server of images that asks to be left alone is, and no sooner asked than after any failure.
  @Test(arguments: ["0", "3000"])
  func anImageThatIsRefusedWaits(_ seconds: String) throws {
    let rig = UpdateRig()
    rig.server.fault = .status(503)
    rig.server.retryAfter = seconds
    _ = rig.live(restMs: .max, untilMs: 12_000_000)
    let asked = rig.questions
    let least = max(Limits.updateBackoffBaseMs, try #require(UInt32(seconds)) * 1_000)
    #expect(asked.count >= 3)
    #expect(zip(asked.dropFirst(), asked).allSatisfy { $0 - $1 >= least })
    #expect(rig.server.starts.count == asked.count)
  }
}

/// 503 to whatever is asked.
private struct BusyServer: HTTPClient {
  let seconds: [UInt8]
  var count = 0

  init(seconds: [UInt8]) { self.seconds = seconds }

  mutating func open(_ request: HTTPRequest) { count += 1 }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    var head = HTTPHead(status: 503)
    head.take(.retryAfter, seconds.span)
    return .head(head)
  }

  mutating func cancel() {}
}

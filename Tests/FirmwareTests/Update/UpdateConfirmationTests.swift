import Testing

@testable import Firmware
@testable import HostSim

/// The power goes while a new image confirms itself, and the gateway is gone when it comes back.
@Suite struct UpdateConfirmationTests {
  /// The new image has come, and is started next.
  private func rigBeforeTrial(_ running: Slot, seed: Int) -> UpdateRig {
    let rig = UpdateRig(running: running, seed: UInt64(seed))
    #expect(rig.live() == .restart)
    return rig
  }

  /// Whether the bootloader takes the new image for a good one.
  private func isDecided(_ rig: UpdateRig) -> Bool {
    let entries = [rig.otadata[..<32], rig.otadata[32...]].map { SimulatedBootloader.Entry($0) }
    let usable = entries.filter { $0.isIntact && $0.state != .invalid && $0.state != .aborted }
    guard let active = usable.max(by: { $0.sequence < $1.sequence }) else { return false }
    return active.state == .valid
      && rig.bootloader.image(in: active.slot)?.version == UpdateRig.newVersion
  }

  /// Lives for some hours without a gateway. An image that the bootloader takes for a good one is
  /// not left: it is not even started again.
  private func liveWithoutGateway(_ rig: UpdateRig, _ place: String) {
    rig.flash.powerUp()
    let (wasDecided, bootCount) = (isDecided(rig), rig.boots.count)
    rig.proves = { _ in false }
    rig.server.manifestStatus = 503
    rig.live(toMs: rig.clock.now.milliseconds + 4 * 3_600_000)
    guard wasDecided else { return }
    let versions = rig.boots.dropFirst(bootCount).map(\.image.version)
    #expect(Set(versions) == [UpdateRig.newVersion], "\(place)")
    #expect(versions.count <= 2, "\(place): \(versions.count) starts")
  }

  private func expectArrivalWithGateway(_ rig: UpdateRig, _ place: String) {
    rig.proves = { _ in true }
    rig.server.manifestStatus = 200
    rig.liveUntilRest()
    rig.expectArrival(place)
  }

  @Test(arguments: [Slot.first, .second], TornWrite.allCases)
  func twoCutsAndNoGateway(_ running: Slot, _ kind: TornWrite) {
    var decidedCount = 0
    for first in 1...60 {
      let rig = rigBeforeTrial(running, seed: first)
      rig.flash.cutPower(atOperation: first, leaving: kind)
      guard rig.live() == .powerLost else {
        #expect(first > 6 && decidedCount > 2)
        return
      }
      decidedCount += isDecided(rig) ? 1 : 0
      let (contents, bootCount) = (rig.flash.contents, rig.boots.count)
      let before = rig.flash.operationCount
      liveWithoutGateway(rig, "cut \(first) \(kind)")
      let recovery = rig.flash.operationCount - before
      expectArrivalWithGateway(rig, "cut \(first) \(kind)")
      for second in 1...max(1, recovery) {
        rig.rewind(to: contents, bootCount)
        rig.proves = { _ in false }
        rig.server.manifestStatus = 503
        let wasDecided = isDecided(rig)
        rig.flash.cutPower(atOperation: second)
        _ = rig.live(restMs: .max, untilMs: rig.clock.now.milliseconds + 3_600_000)
        let place = "cuts \(first) \(kind), \(second)"
        if wasDecided { #expect(isDecided(rig), "\(place)") }
        liveWithoutGateway(rig, place)
        expectArrivalWithGateway(rig, place)
      }
    }
    Issue.record("a confirmation that takes this long has not ended")
  }
}

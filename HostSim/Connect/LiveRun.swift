import Firmware
import Foundation

/// The firmware against a real gateway, in real time, on the simulated panel.
///
/// The panel's clock follows the machine's. What a transfer on the bus takes moves it ahead, and the
/// run waits until the machine's has caught up.
final class LiveRun {
  private let desk: SimulatedDesk
  private let configuration: Configuration
  private let connections = CurlConnections()
  private let metadata: CurlClient
  private let cover: CurlClient
  private let began = ContinuousClock.now
  /// Of the last answer that was of no use, in words.
  private var lastFailure: String?

  /// How long a request is left alone before it is looked after again.
  private static let passMs: Int32 = 10
  /// A run that is to end is asked at least so often.
  private static let stopMs: UInt32 = 200

  init(_ gateway: LiveGateway, _ configuration: Configuration) {
    desk = SimulatedDesk()
    self.configuration = configuration
    metadata = CurlClient(gateway, connections)
    cover = CurlClient(gateway, connections)
  }

  /// Runs for `durationMs`, or until `isStopped`.
  ///
  /// - Throws: where no answer was of use.
  func run(
    durationMs: Int?, isStopped: () -> Bool, _ timeline: Timeline
  ) throws(CommandFailure) {
    var device = makeDevice()
    var watch = ScreenWatch()
    let end = durationMs.map { UInt64($0) } ?? .max
    while elapsedMs < end && !isStopped() {
      desk.clock.advance(to: elapsedMs * 1_000_000)
      _ = device.step(now: desk.now)
      while let event = device.takeEvent() { note(event, timeline) }
      let face = watch.newFace(
        device.shownFace, track: device.trackNumber, isSettled: device.isSettled)
      if let face { try timeline.add("\(face)", picture, at: milliseconds) }
      sleep(until: device.due(now: desk.now))
    }
    try timeline.add("end", picture, at: milliseconds)
    if let complaint = desk.complaint { throw .failed(complaint) }
    if !device.hasAnswered {
      throw .failed("no answer of use: \(lastFailure ?? "the run ended before the first")")
    }
  }

  private func makeDevice() -> Device<SimulatedDisplayBus, LiveClient, MachineTime> {
    let seed = UInt32.random(in: .min ... .max)
    let version = Version(Array(Tool.version.utf8).span)
    let caller = HTTPCaller(
      gateway: configuration.gatewayURL, deviceID: configuration.deviceID, version: version,
      board: ShortText(Array("sim".utf8).span))
    return Device(
      bus: desk.bus, metadataClient: LiveClient(curl: metadata, caller: caller),
      coverClient: LiveClient(curl: cover, caller: caller), time: MachineTime(), version: version,
      configuration: configuration,
      fallback: FallbackFont.shipped, seed: seed, now: desk.now)
  }

  private func note(_ event: DeviceEvent, _ timeline: Timeline) {
    timeline.note(event.text, at: milliseconds)
    guard case .failed(let request, let failure, _, _) = event else { return }
    let reason = request == .nowPlaying ? metadata.lastError : cover.lastError
    if let reason { timeline.note("  libcurl: \(reason)", at: milliseconds) }
    if request == .nowPlaying { lastFailure = reason ?? failure.text }
  }

  /// Waits for bytes, or for `due`.
  private func sleep(until due: Instant) {
    let isBusy = metadata.isBusy || cover.isBusy
    let aheadMs = milliseconds > elapsedMs ? UInt32(clamping: milliseconds - elapsedMs) : 0
    let leftMs = desk.now.hasReached(due) ? 0 : due.milliseconds(since: desk.now)
    let waitMs = min(leftMs &+ aheadMs, Self.stopMs)
    if waitMs == 0 { return }
    if isBusy && aheadMs == 0 {
      connections.wait(milliseconds: min(Int32(waitMs), Self.passMs))
    } else {
      Thread.sleep(forTimeInterval: Double(waitMs) / 1_000)
    }
  }

  private var elapsedMs: UInt64 {
    let elapsed = (ContinuousClock.now - began).components
    return UInt64(elapsed.seconds) * 1_000 + UInt64(elapsed.attoseconds / 1_000_000_000_000_000)
  }

  private var milliseconds: UInt64 { desk.clock.nanoseconds / 1_000_000 }

  /// The glass as a person sees it.
  private var picture: Picture { desk.picture.viewed(configuration.rotation.viewer) }
}

/// This machine's time of day.
struct MachineTime: TimeSource {
  func unixMilliseconds() -> UInt64? { UInt64(max(0, Date().timeIntervalSince1970 * 1_000)) }
}

import Firmware

/// An update over a simulated flash, in virtual time: the bootloader, the firmware's own updater in
/// whatever it starts, and a server.
///
/// Beside the updater stands the device that it belongs to, with a gateway that has nothing to play
/// and a panel that nobody sees. It runs until it has proven itself, which takes it some seconds of
/// virtual time, and is left alone from then on.
final class UpdateRun {
  typealias UpdatedDevice = Device<UnseenBus, SimulatedClient, SimulatedTime>
  typealias SimulatedUpdater = Updater<
    UpdateClient, SimulatedUpdateFlash, LibcryptoVerifier, LibcryptoHash
  >

  /// The machine and its surroundings.
  struct Setup {
    var file: FlashFile
    var clock: VirtualClock
    var server: UpdateServer
    /// What the server's manifest says; nil where it is none.
    var offer: ManifestOffer?
    var verifier = LibcryptoVerifier()
    var configuration = Configuration()
    /// What the image that runs at first takes for its version, unless it is the one offered.
    var current: String?
    /// Unix time when the clock stands at 0.
    var startMs: UInt64
    var seed: UInt64
  }

  enum End: Equatable {
    /// What is offered runs, and is what is started from now on.
    case arrived
    case refused(UpdateRefusal)
    case badManifest(ManifestError)
    case powerCut
    /// Neither slot holds an image that verifies.
    case nothingBoots
    /// It did not come to an end within the time or the starts that an update may take.
    case restless
  }

  /// Of the virtual time, milliseconds; and of starts.
  private static let durationMsMax: UInt64 = 24 * 3_600_000
  private static let bootCountMax = 20

  private let setup: Setup
  private let layout = FlashLayout.esp32
  private let say: (String) -> Void
  private let offered: ImageLibrary.Image?
  private var current: String?
  /// What was started last.
  private(set) var running: (slot: Slot, image: ImageLibrary.Image)?

  /// - Parameter say: Takes a line for each event.
  init(_ setup: Setup, say: @escaping (String) -> Void) {
    self.setup = setup
    self.say = say
    offered = setup.offer?.image(of: setup.server.image)
    current = setup.current
  }

  private var flash: NORFlash { setup.file.flash }
  private var images: ImageLibrary { setup.file.images }
  private var clock: VirtualClock { setup.clock }

  /// Lives until there is nothing left to do. After a cut, power is back and the bootloader has
  /// started what it can, but nothing has run.
  func run() -> End {
    do throws(FlashFailure) {
      for _ in 0..<Self.bootCountMax {
        if let end = try live() { return end }
        say("restarts")
      }
      return .restless
    } catch {
      return recover()
    }
  }

  private func recover() -> End {
    say("power cut at flash operation \(flash.operationCount)")
    flash.powerUp()
    do throws(FlashFailure) {
      return try boot() ? .powerCut : .nothingBoots
    } catch {
      preconditionFailure("there is one cut only")
    }
  }

  /// Starts what the bootloader chooses; false if that is nothing.
  private func boot() throws(FlashFailure) -> Bool {
    running = nil
    let bootloader = SimulatedBootloader(flash: flash, layout: layout, images: images)
    guard let outcome = try bootloader.boot() else { return false }
    var image = outcome.image
    if let current, !isOffered(image) {
      image.version = current
      images.add(image)
    }
    current = nil
    running = (outcome.slot, image)
    let isTrial = outcome.state == .pendingVerify
    say(
      "boots: slot \(outcome.slot.rawValue), version \(image.version)\(isTrial ? ", on trial" : "")"
    )
    return true
  }

  private func isOffered(_ image: ImageLibrary.Image) -> Bool {
    image.sha256 == setup.offer?.sha256 && image.version == setup.offer?.version
  }

  /// From a start to a restart, which is nil, or to the end.
  private func live() throws(FlashFailure) -> End? {
    guard try boot(), let running else { return .nothingBoots }
    var device = makeDevice(running.image)
    var updater = makeUpdater(running.slot, running.image)
    while !device.hasProvenItself {
      if isLate { return .restless }
      clock.wait(until: device.step(now: clock.now))
    }
    while !isLate {
      let next = updater.step(now: clock.now, of: &device)
      guard flash.isPowered else { throw .powerLost }
      if let event = updater.takeEvent(), let end = take(event, running.image) { return end }
      if updater.wantsRestart { return nil }
      clock.wait(until: next)
    }
    return .restless
  }

  private var isLate: Bool { clock.nanoseconds / 1_000_000 > Self.durationMsMax }

  private func makeDevice(_ image: ImageLibrary.Image) -> UpdatedDevice {
    let gateway = GatewayProgram { _, _ in .silence }
    return UpdatedDevice(
      bus: UnseenBus(),
      metadataClient: SimulatedClient(clock: clock, program: gateway, seed: setup.seed),
      coverClient: SimulatedClient(clock: clock, program: gateway, seed: ~setup.seed),
      time: SimulatedTime(clock: clock, startMs: setup.startMs, settledMs: 0),
      version: Version(Array(image.version.utf8).span), configuration: setup.configuration,
      seed: UInt32(truncatingIfNeeded: setup.seed), now: clock.now)
  }

  private func makeUpdater(_ slot: Slot, _ image: ImageLibrary.Image) -> SimulatedUpdater {
    SimulatedUpdater(
      client: UpdateClient(server: setup.server, clock: clock),
      flash: SimulatedUpdateFlash(
        flash: flash, layout: layout, runningSlot: slot, images: images),
      verifier: setup.verifier,
      identity: FirmwareIdentity(
        version: Version(Array(image.version.utf8).span), board: Array(image.board.utf8).span,
        securityVersion: UInt32(clamping: image.securityVersion)),
      deviceID: setup.configuration.deviceID, seed: UInt32(truncatingIfNeeded: setup.seed))
  }

  /// Tells of an event; returns what it ends the run with, if it does.
  private func take(_ event: UpdateEvent, _ running: ImageLibrary.Image) -> End? {
    switch event {
    case .fetching(let start):
      // Where the image that runs has the same bytes, it is still the one that was known.
      if let offered, offered.sha256 != running.sha256 { images.add(offered) }
      sayFetching(from: Int(start))
    case .complete:
      if let offered { images.add(offered) }
      say("complete")
    case .confirmed: say("confirmed")
    case .rolledBack: say("rolled back")
    case .upToDate:
      if !isOffered(running) { return .refused(.notNewer) }
      say("up to date")
      return .arrived
    case .failed(.refused(let reason)): return .refused(reason)
    case .failed(.manifest(let error)): return .badManifest(error)
    case .postponed: say("waits before the next try")
    case .failed: say("failed: \(event.text)")
    }
    return nil
  }

  private func sayFetching(from start: Int) {
    guard let offer = setup.offer else { return }
    let count =
      start == 0 ? "\(offer.byteCount)" : "\(offer.byteCount - start) of \(offer.byteCount)"
    say("fetching \(count) bytes from \(offer.url)")
  }
}

import Testing

@testable import Firmware
@testable import HostSim

/// A flash with a bootloader, an updater in whatever it starts, and a server: without the rest of
/// the device, so that a life of it takes a millisecond.
final class UpdateRig {
  typealias RigUpdater = Updater<UpdateClient, RigFlash, RigVerifier, LibcryptoHash>

  static let oldVersion = "1.0.0"
  static let newVersion = "1.1.0"

  private static let oldBytes = bytes(3_000)

  private static func bytes(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  let layout: FlashLayout
  let flash: NORFlash
  let images = ImageLibrary()
  let server: UpdateServer
  let clock = VirtualClock()
  let oldImage = oldBytes
  /// It ends in the slot's last sector, after no round number of bytes.
  let newImage: [UInt8]
  var verifier = RigVerifier()
  /// Whether an image of a version proves itself once it runs.
  var proves: (String) -> Bool = { _ in true }
  var isQuiet = true
  var unixTime: UnixTime?
  /// Writes and erases that the updater asked for, and the one of them that fails; 0 for none.
  var flashCalls = 0
  var refusedCall = 0
  /// Where all writes and erases fail.
  var refusedRegion: FlashRegion?
  /// Reads that the updater asked for, counted from 1, and those of them that fail.
  var flashReads = 0
  var refusedReads = 0..<0
  /// When each question for a manifest was asked.
  private(set) var questions: [UInt32] = []
  /// When each download began.
  private(set) var downloads: [UInt32] = []
  /// Called after each step: what changes with time outside of the device.
  var afterStep: (UpdateRig) -> Void = { _ in }
  private(set) var events: [UpdateEvent] = []
  private(set) var boots: [BootOutcome] = []
  /// What happened at a start that must not.
  private var complaint: String?
  private var wasConfirmed = false
  private var seenOtadata: [UInt8] = []

  /// - Parameters:
  ///   - running: Where the old image is, started from and confirmed.
  ///   - seed: Of what torn operations leave behind.
  ///   - sectorCount: Of each slot, and of the new image.
  init(running: Slot = .first, seed: UInt64 = 1, sectorCount: Int = 2) {
    layout = FlashLayout.compact(slotSectorCount: sectorCount)
    newImage = Self.bytes((sectorCount - 1) * 4_096 + 907)
    flash = NORFlash(
      contents: [UInt8](repeating: 0xFF, count: layout.flashByteCount), seed: seed)
    images.add(oldImage, version: Self.oldVersion, securityVersion: 1)
    images.add(newImage, version: Self.newVersion, securityVersion: 2)
    flash.preload(oldImage, at: layout[.slot(running)].lowerBound)
    if running == .second {
      // As a device has it that has run for a while.
      for (sector, sequence) in [(0, 2), (1, 4)] as [(Int, UInt32)] {
        let entry = SimulatedBootloader.Entry(sequence: sequence, state: .valid)
        flash.preload(entry.bytes, at: layout.otadata.lowerBound + sector * 4_096)
      }
    }
    server = UpdateServer(manifest: [], image: newImage)
    server.manifest = Array(offer.json.utf8)
  }

  /// What the server offers: the new image.
  var offer: FirmwareManifest {
    var manifest = FirmwareManifest(
      image: newImage, version: Self.newVersion, board: "sim",
      url: "https://updates.example/sleeve.bin")
    manifest.securityVersion = 2
    return manifest
  }

  /// Another image, which the bootloader takes if it is for `sim`, and its manifest.
  func addOffer(
    _ version: String, board: String = "sim"
  ) -> (manifest: [UInt8], image: [UInt8]) {
    let image = Array(version.utf8) + newImage.dropFirst(version.utf8.count)
    images.add(image, version: version, board: board, securityVersion: 2)
    var manifest = FirmwareManifest(
      image: image, version: version, board: "sim", url: "https://updates.example/\(version).bin")
    manifest.securityVersion = 2
    return (Array(manifest.json.utf8), image)
  }

  /// The bytes of `manifest`, signed so that ``RigVerifier`` takes them.
  func signed(_ manifest: FirmwareManifest) throws -> [UInt8] {
    var manifest = manifest
    let digest = try manifest.canonicalDigest()
    manifest.signature = FirmwareManifest.Signature(
      keyID: "key", bytes: digest.bytes.indices.map { digest.bytes[$0] })
    return Array(manifest.json.utf8)
  }

  enum End: Equatable {
    case powerLost
    case restart
    /// It rests until the next regular question, or for longer than the run lasts.
    case resting
  }

  /// Boots, and lives until the power goes, a restart is due, or nothing is to be done for a while.
  ///
  /// - Parameters:
  ///   - restMs: A wait of that much ends the life.
  ///   - endMs: At that time at the latest it ends.
  func live(
    restMs: UInt32 = Limits.updateCheckMs.lowerBound, untilMs endMs: UInt32 = .max
  ) -> End {
    do {
      guard let outcome = try bootloader.boot() else { preconditionFailure("nothing boots") }
      note(outcome)
      return run(outcome, restMs, endMs)
    } catch {
      return .powerLost
    }
  }

  /// Notes a start, and what must not happen at one.
  private func note(_ outcome: BootOutcome) {
    boots.append(outcome)
    if outcome.fellBack { complaint = "the bootloader had to reject an image" }
    if wasConfirmed && outcome.image.version == Self.oldVersion {
      complaint = "the old image was started after the new one was confirmed"
    }
  }

  /// The flash, as an updater has it whose image runs from `slot`.
  func updateFlash(running slot: Slot) -> RigFlash {
    RigFlash(
      rig: self,
      flash: SimulatedUpdateFlash(
        flash: flash, layout: layout, runningSlot: slot, images: images))
  }

  var bootloader: SimulatedBootloader {
    SimulatedBootloader(flash: flash, layout: layout, images: images)
  }

  private func run(_ outcome: BootOutcome, _ restMs: UInt32, _ endMs: UInt32) -> End {
    var updater = RigUpdater(
      client: UpdateClient(server: server, clock: clock),
      flash: updateFlash(running: outcome.slot),
      verifier: verifier,
      identity: FirmwareIdentity(
        version: Version(Array(outcome.image.version.utf8).span), board: Array("sim".utf8).span,
        securityVersion: UInt32(outcome.image.securityVersion)),
      deviceID: ShortText(), seed: 1)
    var pause = GatewayPause(jitter: Jitter(seed: 1))
    while true {
      let facts = UpdateFacts(
        isProven: proves(outcome.image.version), isQuiet: isQuiet, unixTime: unixTime)
      let next = updater.step(now: clock.now, facts, &pause)
      if otadata != seenOtadata {
        seenOtadata = otadata
        wasConfirmed = wasConfirmed || isConfirmed
      }
      if let event = updater.takeEvent() { events.append(event) }
      if server.manifestCount > questions.count { questions.append(clock.now.milliseconds) }
      if server.starts.count > downloads.count { downloads.append(clock.now.milliseconds) }
      afterStep(self)
      if !flash.isPowered { return .powerLost }
      if updater.wantsRestart { return .restart }
      if next.milliseconds(since: clock.now) >= restMs { return .resting }
      if next.milliseconds >= endMs { return .resting }
      clock.wait(until: next)
    }
  }

  /// Lives until the power goes; false if that does not happen before it rests.
  func liveUntilCut() -> Bool {
    while true {
      switch live() {
      case .powerLost: return true
      case .resting: return false
      case .restart: continue
      }
    }
  }

  /// Lives on, with power again after each cut, until it rests.
  func liveUntilRest(restMs: UInt32 = Limits.updateCheckMs.lowerBound, lives: Int = 20) {
    for _ in 0..<lives {
      flash.powerUp()
      if live(restMs: restMs) == .resting { return }
    }
    preconditionFailure("no rest after \(lives) lives")
  }

  /// How often an image of `version` was started.
  func starts(of version: String) -> Int { boots.count { $0.image.version == version } }

  /// Lives on until `endMs`, whatever happens.
  func live(toMs endMs: UInt32) {
    while clock.now.milliseconds < endMs {
      flash.powerUp()
      if live(restMs: .max, untilMs: endMs) == .resting { break }
      // The ROM and the bootloader take their time.
      clock.advance(milliseconds: 350)
    }
    clock.wait(until: Instant(milliseconds: endMs))
  }

  /// The bytes that the bootloader looks at.
  var otadata: [UInt8] {
    let start = layout.otadata.lowerBound
    return Array(flash.contents[start..<start + 32] + flash.contents[start + 4_096..<start + 4_128])
  }

  /// Whether both entries say that the new image is the one to start.
  var isConfirmed: Bool {
    let entries = [otadata[..<32], otadata[32...]].map { SimulatedBootloader.Entry($0) }
    return entries.allSatisfy { entry in
      entry.isIntact && entry.state == .valid
        && bootloader.image(in: entry.slot)?.version == Self.newVersion
    }
  }

  /// Goes back to a moment without power, after so many starts.
  func rewind(to contents: [UInt8], _ bootCount: Int) {
    flash.contents = contents
    boots.removeLast(boots.count - bootCount)
    wasConfirmed = isConfirmed
    flash.powerUp()
  }

  /// What must hold once it rests, whatever happened before.
  func expectArrival(_ place: String) {
    #expect(runningVersion == Self.newVersion, "\(place)")
    #expect(isConfirmed, "\(place)")
    #expect(complaint == nil, "\(place): \(complaint ?? "")")
    #expect(flash.violations == [], "\(place)")
    let oldPlace = layout[.slot(boots.last?.slot.other ?? .first)].lowerBound
    #expect(Array(flash.contents[oldPlace..<oldPlace + oldImage.count]) == oldImage, "\(place)")
  }

  var runningVersion: String? { boots.last?.image.version }
}

/// A key that is called `key`, and signs a digest by repeating it.
struct RigVerifier: SignatureVerifier {
  var hasKeys = false

  mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict {
    guard keyID.count == 3 else { return .unknownKey }
    let isSame =
      signature.count == 32
      && digest.bytes.indices.allSatisfy {
        signature[$0] == digest.bytes[$0]
      }
    return isSame ? .valid : .invalid
  }
}

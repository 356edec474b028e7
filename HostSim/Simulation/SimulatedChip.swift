import Firmware

/// The flash of a simulated board, and what starts from it.
final class SimulatedChip {
  typealias SimulatedUpdater = Updater<
    SimulatedClient, SimulatedUpdateFlash, LibcryptoVerifier, SHA256
  >

  let flash: NORFlash
  let layout = FlashLayout.esp32
  private let images: ImageLibrary

  /// A chip that has run `image` for a while.
  ///
  /// - Parameter images: The images that exist, `image` among them.
  init(image: [UInt8], images: ImageLibrary, clock: VirtualClock, seed: UInt64) {
    flash = NORFlash(byteCount: layout.flashByteCount, clock: clock, seed: seed)
    self.images = images
    flash.preload(image, at: layout.firstSlot.lowerBound)
    for (sector, sequence) in [(0, 1), (1, 3)] as [(Int, UInt32)] {
      let entry = SimulatedBootloader.Entry(sequence: sequence, state: .valid)
      flash.preload(
        entry.bytes, at: layout.otadata.lowerBound + sector * NORFlash.sectorByteCount)
    }
  }

  /// What the bootloader starts.
  func boot() throws(FlashFailure) -> BootOutcome? {
    try SimulatedBootloader(flash: flash, layout: layout, images: images).boot()
  }

  /// The updater of the image that was started.
  func updater(in outcome: BootOutcome, client: consuming SimulatedClient, seed: UInt64)
    -> SimulatedUpdater
  {
    SimulatedUpdater(
      client: client, flash: updateFlash(of: outcome.slot), verifier: LibcryptoVerifier(),
      identity: outcome.identity, deviceID: ShortText(Array("hostsim".utf8).span),
      seed: UInt32(truncatingIfNeeded: seed))
  }

  /// The flash as the image in `slot` sees it, while that runs.
  func updateFlash(of slot: Slot) -> SimulatedUpdateFlash {
    SimulatedUpdateFlash(flash: flash, layout: layout, runningSlot: slot, images: images)
  }

  /// What the firmware did that the flash's datasheet forbids, the first of it.
  var complaint: String? {
    guard let first = flash.violations.first else { return nil }
    return "the flash complains \(flash.violationCount) times, first: \(first.text)"
  }
}

extension BootOutcome {
  var version: Version { Version(Array(image.version.utf8).span) }

  /// What the image knows of itself.
  var identity: FirmwareIdentity {
    FirmwareIdentity(
      version: version, board: Array(image.board.utf8).span,
      securityVersion: UInt32(image.securityVersion))
  }
}

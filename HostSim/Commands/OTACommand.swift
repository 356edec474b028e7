import Firmware
import Foundation

/// `hostsim ota`: an update over a simulated flash that is kept in a file, with or without a power
/// cut.
enum OTACommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "ota", summary: "updates a simulated board, called sim",
      details: "The last line says which slot and which version run in the end.",
      operands: "MANIFEST.json", options: OTAOptions.table, run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let options = try OTAOptions(arguments)
    let manifest = try InputFile.read(options.manifestPath)
    let image = try InputFile.read(options.imagePath)
    let verifier = try options.readKeys()
    let clock = VirtualClock()
    let file = try openFlash(options, clock)
    if let number = options.cutAt { file.flash.cutPower(atOperation: number) }

    let offer = offer(manifest)
    let run = UpdateRun(
      UpdateRun.Setup(
        file: file, clock: clock, server: UpdateServer(manifest: manifest, image: image),
        offer: offer, verifier: verifier, configuration: options.configuration,
        current: options.current, startMs: options.startMs, seed: options.seed),
      say: console.out)
    let end = run.run()
    if end != .powerCut { console.out("flash operations: \(file.flash.operationCount)") }
    if let running = run.running {
      console.out("slot \(running.slot.rawValue) version \(running.image.version)")
    }
    do throws(FlashFileError) {
      try file.save(path: options.flashPath)
    } catch {
      throw .failed("\(options.flashPath): \(error)")
    }
    if let violation = file.flash.violations.first {
      throw .failed(
        "\(options.flashPath): the firmware broke a rule of the flash, "
          + "\(file.flash.violationCount) times, first: \(violation.text)")
    }
    if let complaint = complaint(of: end, run, offer, image, options) { throw .failed(complaint) }
  }

  /// What `manifest` says, if it is one; what is wrong with it otherwise, the device will say.
  private static func offer(_ manifest: [UInt8]) -> ManifestOffer? {
    do throws(ManifestError) {
      return try ManifestOffer(parsing: manifest)
    } catch {
      return nil
    }
  }

  private static func openFlash(
    _ options: OTAOptions, _ clock: VirtualClock
  ) throws(CommandFailure) -> FlashFile {
    let path = options.flashPath
    guard FileManager.default.fileExists(atPath: path) else {
      let version = options.current ?? "0.0.0"
      return FlashFile.factoryNew(version: version, clock: clock, seed: options.seed)
    }
    do throws(FlashFileError) {
      return try FlashFile(
        path: path, flashByteCount: FlashLayout.esp32.flashByteCount, clock: clock,
        seed: options.seed)
    } catch {
      throw .failed("\(path): \(error)")
    }
  }

  // MARK: What went wrong

  /// One line; nil where nothing did.
  private static func complaint(
    of end: UpdateRun.End, _ run: UpdateRun, _ offer: ManifestOffer?, _ image: [UInt8],
    _ options: OTAOptions
  ) -> String? {
    switch end {
    case .arrived, .powerCut: return nil
    case .refused(let reason):
      let details = details(of: reason, run, offer, image, options)
      return "\(options.manifestPath): refused: \(reason.description)\(details)"
    case .badManifest(let error):
      let member = error.reason.member.map { String($0.name) + ": " } ?? ""
      return "\(options.manifestPath): at byte \(error.offset): \(member)\(error.description)"
    case .nothingBoots:
      let layout = FlashLayout.esp32
      return "\(options.flashPath): nothing boots: neither at byte \(layout.firstSlot.lowerBound) "
        + "nor at byte \(layout.secondSlot.lowerBound) is an image of the list behind the flash"
    case .restless: return "\(options.flashPath): the update does not come to an end"
    }
  }

  /// What to say after a reason, about these values.
  private static func details(
    of reason: UpdateRefusal, _ run: UpdateRun, _ offer: ManifestOffer?, _ image: [UInt8],
    _ options: OTAOptions
  ) -> String {
    guard let offer, let running = run.running?.image else { return "" }
    switch reason {
    case .notNewer: return " than \(running.version)"
    case .otherBoard: return ", \(offer.board)"
    case .tooLarge: return ", which holds \(FlashLayout.esp32.slotByteCount) bytes"
    case .olderSecurityVersion: return " than \(running.securityVersion)"
    case .expired: return " at \(offer.expires)"
    case .tooShort, .tooLong:
      return ": \(options.imagePath) has \(image.count) bytes instead of \(offer.byteCount)"
    case .wrongHash:
      return ": \(options.imagePath) has the SHA-256 \(ImageLibrary.sha256(image[...]))"
    case .outsideRollout, .unsigned, .unknownKey, .badSignature, .failedBefore, .notBootable:
      return ""
    }
  }
}

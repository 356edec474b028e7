import Firmware

/// `hostsim manifest`: what a gateway publishes beside a firmware image.
enum ManifestCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "manifest", summary: "prints the manifest of a firmware image",
      details: """
        Its key_id is the first 16 hexadecimal digits of the SHA-256 of the public half of the \
        key, by which boards know their keys.
        """,
      operands: "IMAGE",
      options: [
        Option("--version", "V", "version of the image, as SemVer 2.0.0 has it", isRequired: true),
        Option("--board", "B", "board that the image is for", isRequired: true),
        Option("--url", "U", "where the image is fetched, by https", isRequired: true),
        Option(
          "--sign-key", "FILE.pem", "private key that signs the manifest, P-256",
          default: .words("it is not signed")),
        Option(
          "--security-version", "N", "boards refuse one that is lower than their own",
          default: .words("none, taken as 0")),
        Option(
          "--expires", "TIME", "until when boards take it, such as 2027-01-31T12:00:00Z",
          default: .words("it does not expire")),
        Option(
          "--rollout", "N", "percentage of the boards that take it",
          default: .words("none, taken as 100")),
      ], run: run)
  }

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let path = try arguments.onlyOperand("IMAGE")
    let version = arguments.value("--version")
    let board = arguments.value("--board")
    let url = arguments.value("--url")
    let securityVersion = try arguments.integer("--security-version", in: 0...Int(UInt32.max))
    let rollout = try arguments.integer("--rollout", in: 0...100)
    let keyPath = arguments.string("--sign-key")

    let image = try InputFile.read(path)
    if image.isEmpty { throw .failed("\(path): at byte 0: the image is empty") }
    var manifest = FirmwareManifest(image: image, version: version, board: board, url: url)
    manifest.securityVersion = securityVersion
    manifest.expires = arguments.string("--expires")
    manifest.rollout = rollout
    var verifier = LibcryptoVerifier()
    if let keyPath { verifier = try sign(&manifest, keyPath) }
    try check(manifest, verifier)
    console.out(manifest.json)
  }

  /// Signs `manifest` and returns what a board knows that has the public half of the key.
  private static func sign(
    _ manifest: inout FirmwareManifest, _ path: String
  ) throws(CommandFailure) -> LibcryptoVerifier {
    let key = try signingKey(path)
    do throws(SigningError) {
      try manifest.sign(with: key)
    } catch {
      switch error {
      case .manifest(let error): throw failure(error, manifest)
      case .key(let reason): throw .failed("\(path): \(reason)")
      }
    }
    var verifier = LibcryptoVerifier()
    verifier.add(key.publicKey)
    return verifier
  }

  /// Reads `manifest` as a board does, so that nothing is published that none would take.
  private static func check(
    _ manifest: FirmwareManifest, _ verifier: LibcryptoVerifier
  ) throws(CommandFailure) {
    let verdict: SignatureVerdict?
    do throws(ManifestError) {
      verdict = try manifest.verdict(verifier)
    } catch {
      throw failure(error, manifest)
    }
    guard !verifier.hasKeys || verdict == .valid else {
      throw .failed("the manifest's own signature is not valid")
    }
  }

  private static func signingKey(_ path: String) throws(CommandFailure) -> SigningKey {
    let pem = try InputFile.read(path)
    do throws(KeyError) {
      return try SigningKey(pem: pem)
    } catch {
      throw .failed("\(path): \(error)")
    }
  }

  /// What a device's `error` means for whoever chose the values of `manifest`.
  private static func failure(
    _ error: ManifestError, _ manifest: FirmwareManifest
  ) -> CommandFailure {
    let option: (name: String, value: String)? =
      switch error.reason.member {
      case .version: ("--version", manifest.version)
      case .board: ("--board", manifest.board)
      case .url: ("--url", manifest.url)
      case .expires: ("--expires", manifest.expires ?? "")
      case .sha256, .size, .keyID, .signature, .securityVersion, .rollout, nil: nil
      }
    guard let option else {
      return .failed("at byte \(error.offset) of the manifest: \(error.description)")
    }
    // What is no text for a manifest might not stay on one line either.
    if case .badText = error.reason { return .failed("\(option.name): \(error.description)") }
    return .failed("\(option.name) '\(option.value)': \(error.description)")
  }
}

import Firmware

/// `hostsim manifest`: what a gateway publishes beside a firmware image.
enum ManifestCommand {
  static var command: Tool.Command {
    Tool.Command(
      name: "manifest",
      usage: """
        manifest IMAGE --version V --board B --url U [--sign-key FILE.pem] \
        [--security-version N] [--expires 2027-01-31T12:00:00Z] [--rollout 0…100]
        """,
      about: """
        Prints the firmware manifest of IMAGE, signed with the private key in FILE.pem (P-256). \
        Its key_id is the first 16 hexadecimal digits of the SHA-256 of the public half, by which \
        boards know their keys.
        """,
      run: run)
  }

  private static func run(_ words: [String], _ console: Console) throws(CommandFailure) {
    let arguments = try Arguments(
      words,
      options: [
        "--version", "--board", "--url", "--sign-key", "--security-version", "--expires",
        "--rollout",
      ])
    let path = try arguments.onlyOperand("IMAGE")
    let version = try arguments.required("--version")
    let board = try arguments.required("--board")
    let url = try arguments.required("--url")
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

import Firmware
import Foundation

/// The words after `hostsim ota`.
struct OTAOptions {
  let manifestPath: String
  let imagePath: String
  let flashPath: String
  let current: String?
  /// 1 is the first operation.
  let cutAt: Int?
  let seed: UInt64
  /// With the device's name.
  let configuration: Configuration
  /// Unix time at the start.
  let startMs: UInt64
  /// A name, or nil for the key's own, and a path.
  private let keys: [(id: String?, path: String)]

  static let table = [
    Option("--image", "FILE", "image that the server gives out", isRequired: true),
    Option(
      "--flash", "FLASH.bin", "flash of the board; where it is missing, that of a new device",
      isRequired: true),
    Option(
      "--current", "V", "version that the running image reports",
      default: .words("its own, 0.0.0 on a new device")),
    Option(
      "--cut-at", "N", "flash operation, 1 or later, at which the power is cut",
      default: .words("none")),
    Option(
      "--seed", "N", "where chance begins, such as what a power cut leaves", default: .value("1")),
    Option(
      "--public-key", "[ID=]FILE.pem", "a key that the board trusts; it takes only what is signed",
      default: .words("none, unsigned ones are taken"), takes: .repeated),
    Option("--device-id", "ID", "name of the device", default: .value(ImageLibrary.hostBoard)),
    Option(
      "--now", "TIME", "the board's clock, such as 2027-01-31T12:00:00Z",
      default: .words("that of this machine")),
  ]

  init(_ arguments: Arguments) throws(CommandFailure) {
    manifestPath = try arguments.onlyOperand("MANIFEST.json")
    imagePath = arguments.value("--image")
    flashPath = arguments.value("--flash")
    if flashPath == HostFile.standardStream { throw .usage("--flash must be a file") }
    cutAt = try arguments.integer("--cut-at", in: 1...Int.max)
    seed = UInt64(try arguments.number("--seed", in: 0...Int.max))
    current = try Self.version(arguments.string("--current"))
    var settings = SettingsFile()
    settings.set(.deviceID, arguments.value("--device-id"), option: "--device-id")
    configuration = try settings.configuration()
    startMs = try Self.milliseconds(arguments.string("--now"))
    keys = try Self.keys(arguments.strings("--public-key"))
  }

  /// The keys that a device of this kind is built with.
  func readKeys() throws(CommandFailure) -> LibcryptoVerifier {
    var verifier = LibcryptoVerifier()
    for (id, path) in keys {
      let pem = try InputFile.read(path)
      do throws(KeyError) {
        verifier.add(try PublicKey(pem: pem), id: id)
      } catch {
        throw .failed("\(path): \(error)")
      }
    }
    return verifier
  }

  private static func version(_ text: String?) throws(CommandFailure) -> String? {
    guard let text else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.count <= 64, SemanticVersion.isValid(bytes.span) else {
      throw .usage("--current must be a version of SemVer 2.0.0, up to 64 bytes")
    }
    return text
  }

  private static func milliseconds(_ text: String?) throws(CommandFailure) -> UInt64 {
    guard let text else { return UInt64(max(0, Date().timeIntervalSince1970 * 1000)) }
    do throws(DateError) {
      return try Timestamp(parsing: Array(text.utf8).span).time.seconds * 1000
    } catch {
      throw .usage("--now must be an RFC 3339 time such as 2027-01-31T12:00:00Z")
    }
  }

  private static func keys(
    _ words: [String]
  ) throws(CommandFailure) -> [(id: String?, path: String)] {
    var keys: [(id: String?, path: String)] = []
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.contains(where: \.isEmpty) { throw .usage("--public-key must be FILE or ID=FILE") }
      keys.append((parts.count == 2 ? String(parts[0]) : nil, String(parts[parts.count - 1])))
    }
    return keys
  }
}

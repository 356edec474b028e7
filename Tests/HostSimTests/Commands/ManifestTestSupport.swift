import Foundation

@testable import Firmware
@testable import HostSim

/// A manifest as a gateway or a tool sees it, without a line of the core.
struct ManifestText {
  /// Texts and numbers as they stand in the document.
  var members: [String: String] = [:]

  init(_ json: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    for (name, value) in object as? [String: Any] ?? [:] {
      members[name] = value as? String ?? (value as? NSNumber)?.stringValue
    }
  }

  /// What is signed: the lines that the manifest's contract lists, in its order.
  var canonicalText: String {
    let names = [
      "version", "board", "size", "sha256", "security_version", "expires", "rollout", "url",
    ]
    var text = "sleeve-manifest-v1\n"
    for name in names {
      let value = members[name] ?? ""
      text += (name == "sha256" ? value.lowercased() : value) + "\n"
    }
    return text
  }

  /// The document, its members in no particular order.
  var json: String {
    let numbers: Set = ["size", "security_version", "rollout"]
    let pairs = members.map { name, value in
      #""\#(name)": \#(numbers.contains(name) ? value : #""\#(value)""#)"#
    }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

/// What a device says that runs version 0.1.0 on the board `sim`, in the year 2026; nil where it
/// installs the image.
func refusal(of json: String, keys: LibcryptoVerifier) throws -> UpdateRefusal? {
  var reader = ManifestReader()
  try reader.feed(Array(json.utf8).span)
  try reader.finish()
  var running = FirmwareIdentity(
    version: Version("0.1.0"), board: Array("sim".utf8).span, securityVersion: 0)
  var deviceID = ShortText<32>()
  var verifier = keys
  var hash = SHA256()
  return reader.members.manifest.refusal(
    running: &running, deviceID: &deviceID, slotByteCount: 1 << 20,
    unixTime: UnixTime(seconds: 1_790_000_000), verifier: &verifier, hash: &hash)
}

/// Whether `openssl` finds the manifest's signature right.
func toolVerifies(_ manifest: ManifestText, _ key: KeyFiles, _ scratch: Scratch) throws -> Bool {
  let signature = Data(base64Encoded: manifest.members["signature"] ?? "") ?? Data()
  let text = try scratch.write("text", manifest.canonicalText.utf8)
  return key.verifies(try scratch.write("signature", signature), of: text)
}

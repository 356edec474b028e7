@testable import Firmware

/// A manifest as it is written: members with the JSON of their values.
struct ManifestText {
  var members: [(name: String, value: String)]

  static let required = ["version", "url", "sha256", "size"]
  static let optional = [
    "board", "expires", "key_id", "signature", "security_version", "rollout",
  ]
  static let numbers = ["size", "security_version", "rollout"]

  /// All members, and one that nobody knows.
  static let full = ManifestText(members: [
    ("version", "\"1.3.0-rc.1+b\""),
    ("url", "\"https://example.org/sleeve-1.3.0.bin?a=b\""),
    ("sha256", "\"" + String(repeating: "0123456789abcdef", count: 4) + "\""),
    ("size", "1048576"),
    ("board", "\"esp32c6\""),
    ("security_version", "3"),
    ("expires", "\"2027-01-31T23:59:59Z\""),
    ("rollout", "25"),
    ("notes", "{\"version\":[1,{\"url\":null}],\"\\u00e9\":\"\\ud83c\\udfb5\"}"),
    ("key_id", "\"release-2026\""),
    ("signature", "\"MEUCIQDAAQIDBAUG\""),
  ])

  /// Only what a manifest must have.
  static var bare: ManifestText {
    ManifestText(members: full.members.filter { required.contains($0.name) })
  }

  /// The manifest with `value` for the member, which is added at the end where there is none.
  func with(_ name: String, _ value: String) -> ManifestText {
    var text = self
    if let index = members.firstIndex(where: { $0.name == name }) {
      text.members[index].value = value
    } else {
      text.members.append((name, value))
    }
    return text
  }

  func without(_ name: String) -> ManifestText {
    ManifestText(members: members.filter { $0.name != name })
  }

  var json: String {
    "{" + members.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ",\n") + "}"
  }

  var bytes: [UInt8] { Array(json.utf8) }
}

/// What a manifest said, in values that can be compared.
struct ManifestOutcome: Equatable {
  var version = ""
  var url = ""
  var digest: [UInt8] = []
  var size: UInt32 = 0
  var board = ""
  var securityVersion: UInt32?
  var expires = ""
  var expirySeconds: UInt64?
  var rollout: UInt8?
  var keyID = ""
  var signature: [UInt8] = []

  init(_ manifest: inout Manifest) {
    version = manifest.version.withBytes { string($0) }
    url = manifest.url.withBytes { string($0) }
    digest = manifest.digest.bytes.indices.map { manifest.digest.bytes[$0] }
    size = manifest.size
    board = manifest.board.withBytes { string($0) }
    securityVersion = manifest.securityVersion
    expires = manifest.expires.withBytes { string($0) }
    expirySeconds = manifest.expiryTime?.seconds
    rollout = manifest.rollout
    keyID = manifest.keyID.withBytes { string($0) }
    signature = (0..<manifest.signatureCount).map { manifest.signature[$0] }
  }
}

/// One manifest's way through a reader: an outcome or an error.
struct ManifestRun: Equatable {
  var outcome: ManifestOutcome?
  var error: ManifestError?

  init(_ text: [UInt8], cuts: [Int] = []) {
    var reader = ManifestReader()
    self.init(text, cuts: cuts, &reader)
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  init(_ text: ManifestText) { self.init(text.bytes) }

  /// Reads on with `reader`, which may have read other manifests before.
  init(_ text: [UInt8], cuts: [Int] = [], _ reader: inout ManifestReader) {
    reader.begin()
    do throws(ManifestError) {
      for chunk in chunks(text, cuts: cuts) { try reader.feed(chunk.span) }
      try reader.finish()
      outcome = ManifestOutcome(&reader.members.manifest)
    } catch {
      self.error = error
    }
  }
}

func string(_ bytes: Span<UInt8>) -> String {
  String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
}

import Foundation
import Testing

@testable import Firmware
@testable import HostSim

@Suite struct ManifestCommandTests {
  private let scratch: Scratch
  private let image: String
  /// A call that is right.
  private let words: [String]

  init() throws {
    scratch = try Scratch()
    image = try scratch.write("image.bin", Array("firmware".utf8))
    words = [
      "manifest", image, "--version", "1.2.3", "--board", "sim", "--url", "https://g/a/b.bin",
    ]
  }

  /// `words` with the value of `option` replaced.
  private func words(_ option: String, _ value: String) throws -> [String] {
    var words = words
    let index = try #require(words.firstIndex(of: option))
    words[index + 1] = value
    return words
  }

  @Test func membersComeInOrderOneALine() throws {
    let plain = hostsim(words)
    #expect(plain.status == 0 && plain.err.isEmpty)
    let tool = try OpenSSLTool.run("dgst", "-sha256", "-r", image)
    let hash = String(decoding: tool.prefix(64), as: UTF8.self)
    let start = [
      "{", #"  "version": "1.2.3","#, #"  "url": "https://g/a/b.bin","#,
      #"  "sha256": "\#(hash)","#, #"  "size": 8,"#,
    ]
    #expect(plain.out == [(start + [#"  "board": "sim""#, "}"]).joined(separator: "\n")])
    let key = try KeyFiles(scratch, "key")
    let full = hostsim(
      words + [
        "--rollout", "0", "--expires", "2027-01-31T12:00:00Z", "--security-version", "4294967295",
        "--sign-key", key.privatePath,
      ])
    #expect(full.status == 0 && full.err.isEmpty)
    let keyID = try PublicKey(pem: key.publicPEM).id
    let lines = try #require(full.out.first).components(separatedBy: "\n")
    #expect(
      Array(lines.dropLast(2)) == start + [
        #"  "board": "sim","#, #"  "security_version": 4294967295,"#,
        #"  "expires": "2027-01-31T12:00:00Z","#, #"  "rollout": 0,"#, #"  "key_id": "\#(keyID)","#,
      ])
    #expect(lines[lines.count - 2].hasPrefix(#"  "signature": ""#))
  }

  @Test func imagesOfEverySizeHaveTheToolsHash() throws {
    var random = SeededGenerator(seed: 3)
    for size in [1, 55, 56, 63, 64, 65, 4_095, 4_096, 70_001] {
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = try scratch.write("image.bin", bytes)
      let manifest = try ManifestText(hostsim(words).out.joined())
      let tool = try OpenSSLTool.run("dgst", "-sha256", "-r", image)
      #expect(manifest.members["sha256"] == String(decoding: tool.prefix(64), as: UTF8.self))
      #expect(manifest.members["size"] == "\(size)")
    }
  }

  @Test func toolAndDeviceTakeWhatIsSigned() throws {
    let key = try KeyFiles(scratch, "key")
    let publicKey = try PublicKey(pem: key.publicPEM)
    var keys = LibcryptoVerifier()
    keys.add(publicKey)
    let options = [
      ["--security-version", "7"], ["--expires", "2027-01-31t12:00:00.25z"], ["--rollout", "100"],
    ]
    for choice in 0..<8 {
      let chosen = options.indices.filter { choice & 1 << $0 != 0 }.flatMap { options[$0] }
      let said = hostsim(words + chosen + ["--sign-key", key.privatePath])
      let manifest = try ManifestText(said.out.joined())
      #expect(manifest.members["key_id"] == publicKey.id)
      #expect(try toolVerifies(manifest, key, scratch))
      #expect(try refusal(of: said.out.joined(), keys: keys) == nil)
      #expect(try refusal(of: manifest.json, keys: keys) == nil)
    }
  }

  @Test func deviceTakesWhatTheToolSigns() throws {
    let (key, next) = (try KeyFiles(scratch, "key"), try KeyFiles(scratch, "next"))
    var manifest = try ManifestText(
      hostsim(words + ["--expires", "2027-01-01T00:00:00Z", "--security-version", "2"]).out.joined()
    )
    manifest.members["sha256"] = manifest.members["sha256"]?.uppercased()
    let text = try scratch.write("text", manifest.canonicalText.utf8)
    func signed(by key: KeyFiles, _ keyID: String?) throws -> ManifestText {
      var signed = manifest
      signed.members["signature"] = Data(try key.sign(text)).base64EncodedString()
      signed.members["key_id"] = keyID
      return signed
    }
    var keys = LibcryptoVerifier()
    #expect(try refusal(of: manifest.json, keys: keys) == nil)
    keys.add(try PublicKey(pem: key.publicPEM), id: "old")
    #expect(try refusal(of: manifest.json, keys: keys) == .unsigned)
    #expect(try refusal(of: signed(by: key, "old").json, keys: keys) == nil)
    #expect(try refusal(of: signed(by: next, "old").json, keys: keys) == .badSignature)
    #expect(try refusal(of: signed(by: next, "new").json, keys: keys) == .unknownKey)
    #expect(try refusal(of: signed(by: key, nil).json, keys: keys) == .unknownKey)
    keys.add(try PublicKey(pem: next.publicPEM), id: "new")
    #expect(try refusal(of: signed(by: next, "new").json, keys: keys) == nil)
    #expect(try refusal(of: signed(by: key, "old").json, keys: keys) == nil)
    try everyChangeShows(try signed(by: key, "old"), keys)
  }

  /// No member but the signature's own may change without the signature becoming wrong.
  private func everyChangeShows(_ signed: ManifestText, _ keys: LibcryptoVerifier) throws {
    let changes: [(String, String?)] = [
      ("version", "1.2.4"), ("url", "https://g/a/c.bin"), ("size", "9"), ("board", nil),
      ("sha256", String(repeating: "0", count: 64)), ("security_version", "3"),
      ("security_version", nil), ("expires", "2027-01-01T00:00:01Z"), ("expires", nil),
      ("rollout", "100"), ("version", "1.2.3+4"), ("expires", "2027-01-01T00:00:00z"),
    ]
    for (name, value) in changes {
      var changed = signed
      changed.members[name] = value
      #expect(
        try refusal(of: changed.json, keys: keys) == .badSignature, "\(name): \(value ?? "none")")
    }
  }

  @Test func wrongUsageIsStatus2() throws {
    for option in ["--version", "--board", "--url"] {
      let index = try #require(words.firstIndex(of: option))
      var missing = words
      missing.removeSubrange(index...index + 1)
      expectUsage(missing, option)
    }
    for extra in [
      ["--rollout", "101"], ["--rollout", "-1"], ["--rollout", "half"], ["--rollout"],
      ["--security-version", "-1"], ["--security-version", "4294967296"],
      ["--security-version", "1.5"], ["--version", "2.0.0"], ["--out", "x"],
      ["--key-id", "a", "--sign-key", image],
    ] {
      expectUsage(words + extra, extra[0])
    }
    expectUsage(["manifest"] + words.dropFirst(2), "IMAGE")
    expectUsage(words + ["another"], "IMAGE")
  }

  private func expectUsage(_ words: [String], _ name: String) {
    let said = hostsim(words)
    #expect(said.status == 2 && said.out.isEmpty, "\(words)")
    let lines = said.err.joined(separator: "\n").components(separatedBy: "\n")
    #expect(lines.count == 2 && lines[1].hasPrefix("usage: hostsim manifest IMAGE"), "\(words)")
    #expect(lines[0].contains(name), "\(lines[0])")
  }

  @Test func whatNoDeviceWouldTakeIsStatus1() throws {
    for version in ["", "1.2", "01.2.3", "1.2.3-", "v1.2.3", "1.2.3\n", "1.2.3-ä"] {
      expectFailure(try words("--version", version), "--version")
    }
    for url in ["", "http://g/a", "https://", "https:///a", "https://u@g/", "https://g/a b"] {
      expectFailure(try words("--url", url), "--url")
    }
    for board in ["", "brett-ß", "a\u{7}"] {
      expectFailure(try words("--board", board), "--board")
    }
    for time in [
      "", "tomorrow", "2027-02-29T00:00:00Z", "2027-01-01 00:00:00Z", "2027-01-01T00:00:00",
      "2027-01-01T00:00:00+01:00", "2027-01-01T24:00:00Z", "2027-01-01T00:00:00Z\n",
    ] {
      expectFailure(words + ["--expires", time], "--expires")
    }
    _ = try scratch.write("image.bin", [])
    expectFailure(words, "image.bin: at byte 0: ")
    try FileManager.default.removeItem(atPath: image)
    expectFailure(words, "image.bin: cannot read: ")
  }

  @Test func textsMayBeAsLongAsADeviceTakes() throws {
    for (count, expect) in [(0, expectSuccess), (1, expectFailure)] {
      func fill(_ start: String, _ limit: Int, _ end: String = "") -> String {
        start + String(repeating: "0", count: limit + count - start.count - end.count) + end
      }
      expect(try words("--version", fill("1.2.3-a", 64)), "--version")
      expect(try words("--url", fill("https://g/", 512)), "--url")
      expect(try words("--board", fill("b", 32)), "--board")
      expect(words + ["--expires", fill("2027-01-01T00:00:00.", 40, "Z")], "--expires")
    }
  }

  @Test func unusableKeysAreStatus1() throws {
    let key = try KeyFiles(scratch, "key")
    let curve = try KeyFiles(scratch, "curve", curve: "secp384r1")
    let encrypted = try OpenSSLTool.run(
      "pkcs8", "-topk8", "-in", key.privatePath, "-passout", "pass:word")
    for (path, reason) in [
      (key.publicPath, "no PRIVATE KEY"), (curve.privatePath, "P-256"),
      (try scratch.write("encrypted.pem", encrypted), "encrypted"), (image, "no PRIVATE KEY"),
      (scratch.path("none"), "cannot read"), (scratch.url.path, "cannot read"),
    ] {
      expectFailure(words + ["--sign-key", path], path)
      expectFailure(words + ["--sign-key", path], reason)
    }
  }

  private func expectSuccess(_ words: [String], _ part: String) {
    let said = hostsim(words)
    #expect(said.status == 0 && said.err.isEmpty && said.out.count == 1, "\(said)")
  }

  private func expectFailure(_ words: [String], _ part: String) {
    let said = hostsim(words)
    #expect(said.status == 1 && said.out.isEmpty && said.err.count == 1, "\(words): \(said)")
    let line = said.err.first ?? ""
    #expect(line.hasPrefix("hostsim manifest: ") && !line.contains("\n"), "\(line)")
    #expect(line.contains(part), "\(line)")
  }
}

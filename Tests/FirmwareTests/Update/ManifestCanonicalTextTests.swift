import Testing

@testable import Firmware

@Suite struct ManifestCanonicalTextTests {
  private static func text(_ manifest: ManifestText) throws -> String {
    var reader = ManifestReader()
    let run = ManifestRun(manifest.bytes, &reader)
    try #require(run.error == nil)
    var bytes: [UInt8] = []
    reader.members.manifest.canonicalText { piece in
      bytes.append(contentsOf: piece.indices.map { piece[$0] })
    }
    var hash = SHA256()
    hash.update(bytes.span)
    let expected = hash.finalize()
    let digest = reader.members.manifest.canonicalDigest(&hash)
    #expect(digest == expected)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func allMembers() throws {
    let upper = String(repeating: "0123456789ABCDEF", count: 4)
    #expect(
      try Self.text(.full.with("sha256", "\"\(upper)\"")) == """
        sleeve-manifest-v1
        1.3.0-rc.1+b
        esp32c6
        1048576
        0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        3
        2027-01-31T23:59:59Z
        25
        https://example.org/sleeve-1.3.0.bin?a=b

        """)
  }

  @Test func absentMembersAreEmptyLines() throws {
    #expect(
      try Self.text(.bare) == """
        sleeve-manifest-v1
        1.3.0-rc.1+b

        1048576
        0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef



        https://example.org/sleeve-1.3.0.bin?a=b

        """)
  }

  /// A line holds the longest value there is, whole.
  @Test func theLongestValues() throws {
    let board = String(repeating: "b", count: 32)
    let url = "https://" + String(repeating: "u", count: 504)
    let version = "1.0.0-" + String(repeating: "v", count: 58)
    let text = try Self.text(
      .full.with("size", "4294967295").with("security_version", "4294967295").with("rollout", "100")
        .with("board", "\"\(board)\"").with("url", "\"\(url)\"").with("version", "\"\(version)\"")
        .with("expires", "\"2027-01-31T23:59:59.000000000000000000Z\""))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let digest = String(repeating: "0123456789abcdef", count: 4)
    #expect(
      lines == [
        "sleeve-manifest-v1", version, board, "4294967295", digest, "4294967295",
        "2027-01-31T23:59:59.000000000000000000Z", "100", url, "",
      ])
  }

  /// Nothing that is signed can change without the text: each member alone makes another one.
  @Test func everySignedMemberCounts() throws {
    let changes = [
      "version": "\"1.3.1\"", "url": "\"https://b\"", "size": "5", "board": "\"x\"",
      "sha256": "\"" + String(repeating: "F", count: 64) + "\"", "security_version": "0",
      "expires": "\"2027-01-31T23:59:59+00:00\"", "rollout": "0",
    ]
    var texts: Set<String> = [try Self.text(.full), try Self.text(.bare)]
    for (name, value) in changes {
      texts.insert(try Self.text(.full.with(name, value)))
      if ManifestText.optional.contains(name) { texts.insert(try Self.text(.full.without(name))) }
    }
    #expect(texts.count == 2 + 8 + 4)
    #expect(try texts.contains(Self.text(.full.without("signature").without("key_id"))))
  }
}

import Testing

@testable import Firmware

@Suite struct ManifestReaderTests {
  private static func reason(_ text: ManifestText) -> ManifestReason? {
    ManifestRun(text).error?.reason
  }

  private static func member(_ name: String) throws -> ManifestMember {
    let bytes = Array(name.utf8)
    let member = ManifestMember(bytes.span)
    return try #require(member)
  }

  @Test func allMembersAreRead() throws {
    let outcome = try #require(ManifestRun(.full).outcome)
    #expect(outcome.version == "1.3.0-rc.1+b")
    #expect(outcome.url == "https://example.org/sleeve-1.3.0.bin?a=b")
    let digits: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF]
    #expect(outcome.digest == digits + digits + digits + digits)
    #expect(outcome.size == 1_048_576)
    #expect(outcome.board == "esp32c6")
    #expect(outcome.securityVersion == 3)
    #expect(outcome.expires == "2027-01-31T23:59:59Z")
    #expect(outcome.expirySeconds == 1_801_439_999)
    #expect(outcome.rollout == 25)
    #expect(outcome.keyID == "release-2026")
    #expect(outcome.signature == [0x30, 0x45, 0x02, 0x21, 0x00, 0xC0, 1, 2, 3, 4, 5, 6])
  }

  @Test func whatIsOptionalMayBeAbsentOrNull() throws {
    let bare = try #require(ManifestRun(.bare).outcome)
    #expect(bare.board.isEmpty && bare.expires.isEmpty && bare.keyID.isEmpty)
    #expect(bare.securityVersion == nil && bare.rollout == nil && bare.expirySeconds == nil)
    #expect(bare.signature.isEmpty)
    var nulls = ManifestText.full
    for name in ManifestText.optional {
      // Each after a value that it takes back.
      nulls.members.append((name, "null"))
      #expect(ManifestRun(.bare.with(name, "null")).outcome == bare, "\(name)")
    }
    #expect(ManifestRun(nulls).outcome == bare)
  }

  @Test(arguments: ManifestText.required)
  func whatIsRequiredMustCome(name: String) throws {
    let member = try Self.member(name)
    let text = ManifestText.full.without(name)
    let missing = ManifestError(reason: .missing(member), offset: text.bytes.count)
    #expect(ManifestRun(text).error == missing)
    #expect(Self.reason(.full.with(name, "null")) == .wrongType(member))
    // In a deeper object it is another member.
    #expect(Self.reason(text.with("x", "{\"\(name)\":1}")) == .missing(member))
    #expect(Self.reason(text.with(name.uppercased(), "1")) == .missing(member))
  }

  @Test(arguments: ManifestText.required + ManifestText.optional)
  func onlyTheTypeThatBelongsThereIsTaken(name: String) throws {
    let member = try Self.member(name)
    let isNumber = ManifestText.numbers.contains(name)
    for value in ["true", "false", "[]", "{}", "[\"1\"]", isNumber ? "\"1\"" : "1"] {
      #expect(Self.reason(.full.with(name, value)) == .wrongType(member), "\(value)")
      #expect(Self.reason(.full.with("x", "{\"\(name)\":[\(value)]}")) == nil)
    }
  }

  @Test(arguments: [
    ("version", 64), ("url", 512), ("board", 32), ("expires", 40), ("key_id", 32),
  ])
  func textsMayBeSoLongAndNoLonger(name: String, limit: Int) throws {
    let member = try Self.member(name)
    let starts = ["version": "1.0.0-", "url": "https://e.org/", "expires": "2026-11-20T20:15:00."]
    let start = starts[name] ?? ""
    let end = name == "expires" ? "Z" : ""
    for count in limit - 1...limit + 1 {
      let filler = String(repeating: "1", count: count - start.count - end.count)
      let text = ManifestText.full.with(name, "\"\(start)\(filler)\(end)\"")
      #expect(Self.reason(text) == (count > limit ? .badText(member) : nil), "\(count) bytes")
      let escaped = filler.map { _ in "\\u0031" }.joined()
      let other = ManifestText.full.with(name, "\"\(start)\(escaped)\(end)\"")
      #expect(Self.reason(other) == Self.reason(text))
      #expect(ManifestRun(other).outcome == ManifestRun(text).outcome)
    }
  }

  /// A text that is too long is at fault at its first byte too many, one that is not ASCII there.
  @Test func theErrorIsAtTheByte() {
    for (text, offset) in [
      ("{\"board\":\"\(String(repeating: "b", count: 40))\"}", 42),
      (#"{"board":"ab\u00e9"}"#, 17), ("{\"board\":\"ab\u{E9}\"}", 13),
      (#"{"board":"ab\n"}"#, 13), ("{\"board\":\"ab\u{7F}\"}", 12), (#"{"board":""}"#, 10),
      (#"{"version":"1.0"}"#, 15), (#"{"size":12.5,"#, 12), (#"{"size":1"#, 9), ("[]", 0),
      (#"{"url":[]}"#, 7), (#"{"url":"a"x"#, 9), (#"{"size":true}"#, 11), ("12 ", 2), ("", 0),
    ] {
      for step in [1, 2, 3, 99] {
        let bytes = Array(text.utf8)
        let run = ManifestRun(bytes, cuts: regularCuts(bytes.count, every: step))
        #expect(run.error?.offset == offset, "\(text), \(step) at a time")
      }
    }
  }

  @Test(arguments: ["[]", "1", "\"a\"", "true", "null", "[{}]"])
  func onlyAnObjectIsAManifest(text: String) {
    #expect(ManifestRun(text).error?.reason == .notAnObject)
  }

  @Test func numbersAreIntegersInTheirRange() throws {
    let ends: [(String, ClosedRange<UInt64>)] = [
      ("size", 1...4_294_967_295), ("security_version", 0...4_294_967_295), ("rollout", 0...100),
    ]
    for (name, range) in ends {
      let member = try Self.member(name)
      for good in ["\(range.lowerBound)", "\(range.upperBound)", "7"] {
        #expect(Self.reason(.full.with(name, good)) == nil, "\(name): \(good)")
      }
      let bad = [
        "\(range.upperBound + 1)", "-1", "12.5", "12.0", "1e1", "10e-1", "4294967297",
        "18446744073709551616", "18446744073709551617", "1e99", "-1e99",
      ]
      for value in bad + (range.lowerBound > 0 ? ["0", "-0"] : []) {
        #expect(Self.reason(.full.with(name, value)) == .badValue(member), "\(name): \(value)")
      }
    }
  }

  @Test(
    arguments: [
      ("version", ["1.0.0", "0.0.0-a+b"], ["", "1.0", "v1.0.0", "1.0.0 ", "01.0.0"]),
      (
        "url", ["https://a", "https://a/", "https://a:1/@", "https://[::1]/", "https://a?b"],
        [
          "", "https://", "https:///a", "https://?a", "https://#a", "https://:1/", "http://a",
          "HTTPS://a", "https:/a", "https://u@a/", "https://u:p@a", "https://a/ b", " https://a",
          "https://@/", "ahttps://a",
        ]
      ),
      (
        "sha256",
        [
          String(repeating: "aF", count: 32), String(repeating: "9", count: 64),
          String(repeating: "Aa0", count: 21) + "f",
        ],
        ["", "0", String(repeating: "0", count: 63), String(repeating: "g", count: 64)]
          + "/:@G`g. ".map { String(repeating: "0", count: 63) + String($0) }
      ),
      ("board", ["a", "a b", "~"], [""]),
      ("key_id", ["", "a b"], []),
      (
        "expires",
        [
          "2026-11-20T20:15:00Z", "2026-11-20t20:15:00z", "2026-11-20T20:15:00+00:00",
          "2026-11-20T20:15:00.5Z",
        ],
        [
          "", "2026-11-20", "2026-11-20T20:15:00", "2026-11-20T20:15:00+01:00",
          "2026-11-20T20:15:00-00:00", "2026-02-29T20:15:00Z", "2026-11-20 20:15:00Z",
          "2026-11-20T20:15:00Z ", "2026-11-20T20:15:00.Z", "Z", "+00:00", "1969-12-31T23:59:59Z",
        ]
      ),
      (
        "signature", ["AA==", "AAA=", "AAAA", String(repeating: "+/09", count: 24)],
        [
          "", "=", "==", "====", "A===", "AA=", "AA", "AAA", "AB==", "AAB=", "AA=A", "AAAA=",
          "AAAAA===", "AA==AAAA", "A-AA", "A_AA", "AA A", "AAAA\\n",
        ]
      ),
    ] as [(String, [String], [String])])
  func textsMeanWhatTheirMemberMay(name: String, good: [String], bad: [String]) throws {
    let member = try Self.member(name)
    for value in good { #expect(Self.reason(.full.with(name, "\"\(value)\"")) == nil, "\(value)") }
    for value in bad {
      let reason = Self.reason(.full.with(name, "\"\(value)\""))
      #expect(reason == .badValue(member) || reason == .badText(member), "\(value)")
    }
  }

  @Test func aSignatureIsAtMost72Bytes() {
    for count in 1...74 {
      let text = String(repeating: "AAAA", count: count / 3) + ["", "AA==", "AAA="][count % 3]
      let run = ManifestRun(.full.with("signature", "\"\(text)\""))
      #expect(run.error?.reason == (count > 72 ? .badText(.signature) : nil), "\(count) bytes")
      if count <= 72 { #expect(run.outcome?.signature == [UInt8](repeating: 0, count: count)) }
    }
  }

  @Test func theLastOfTwoMembersCounts() throws {
    var text = ManifestText.full
    let values = [
      "version": "\"2.0.0\"", "url": "\"https://b\"", "size": "5", "board": "\"x\"",
      "sha256": "\"" + String(repeating: "F", count: 64) + "\"", "security_version": "0",
      "expires": "\"1970-01-01T00:00:00Z\"", "rollout": "0", "key_id": "\"k\"",
      "signature": "\"AQ==\"",
    ]
    for (name, value) in values { text.members.append((name, value)) }
    let expected = values.reduce(ManifestText.full) { $0.with($1.key, $1.value) }
    #expect(ManifestRun(text).outcome == ManifestRun(expected).outcome)
    #expect(ManifestRun(text).outcome != nil)
    // A second one does not make up for a first that is wrong, nor the other way round.
    text.members.insert(("size", "12.5"), at: 0)
    #expect(Self.reason(text) == .badValue(.size))
    text = .full
    text.members.append(("size", "\"1\""))
    #expect(Self.reason(text) == .wrongType(.size))
  }

  @Test(arguments: ManifestText.required + ManifestText.optional)
  func aNameThatOnlyBeginsAsAKnownOneIsUnknown(name: String) {
    let long = String(repeating: "x", count: 100)
    for end in ["s", "_", "\u{E9}", "\\u20AC", "\\u0000", "\u{7F}", long] {
      #expect(Self.reason(.full.with("\(name)\(end)", "[]")) == nil, "\(name)\(end)")
      #expect(Self.reason(.full.with("\(end)\(name)", "[]")) == nil, "\(end)\(name)")
    }
    #expect(Self.reason(.full.with(String(name.dropLast()), "[]")) == nil)
    #expect(Self.reason(.bare.with("\\u00\(name.hexOfFirst)\(name.dropFirst())", "[]")) != nil)
  }

  @Test func aBodyMayBeSoLongAndNoLonger() {
    let bytes = ManifestText.full.bytes
    for extra in [-1, 0, 1, 600] {
      let count = Limits.manifestByteCount + extra
      let padded = bytes + [UInt8](repeating: 0x20, count: count - bytes.count)
      let expected: ManifestError? =
        extra > 0 ? ManifestError(reason: .tooLong, offset: Limits.manifestByteCount) : nil
      for step in [1, 511, 512, 5_000] {
        let run = ManifestRun(padded, cuts: regularCuts(count, every: step))
        #expect(run.error == expected, "\(count) bytes, \(step) at a time")
      }
      if extra > 0 {
        // What is wrong behind the limit nobody reads.
        let garbage = ManifestRun(padded.dropLast() + Array("x".utf8) + padded)
        #expect(garbage.error == expected)
      }
      // What is wrong in front of the limit is wrong first.
      let broken = ManifestRun(Array("{]".utf8) + padded)
      #expect(broken.error?.offset == 1)
    }
  }
}

extension String {
  fileprivate var hexOfFirst: String { String(utf8.first ?? 0, radix: 16) }
}

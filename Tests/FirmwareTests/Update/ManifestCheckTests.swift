import Testing

@testable import Firmware

@Suite struct ManifestCheckTests {
  /// Knows one key, whose signature of a digest is the digest's first bytes in reverse.
  private struct Keys: SignatureVerifier, ~Copyable {
    var hasKeys = true
    var knows = "release-2026"
    private(set) var calls = 0

    mutating func verify(
      _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
    ) -> SignatureVerdict {
      calls += 1
      if string(keyID) != knows { return .unknownKey }
      if signature.count != 6 { return .invalid }
      for index in 0..<6 where signature[index] != digest.bytes[5 - index] { return .invalid }
      return .valid
    }
  }

  private struct Device {
    var version = "1.2.3"
    var board = "esp32c6"
    var securityVersion: UInt32 = 3
    var id = "0a1b2c3d4e5f"
    var slotByteCount: UInt32 = 1_048_576
    var unixTime = UnixTime(seconds: 1_795_205_700)
    var hasKeys = false
    var knows = "release-2026"

    /// What the device says to `text`, and how often it asked for a signature's verdict.
    func check(_ text: ManifestText) throws -> (refusal: UpdateRefusal?, signatures: Int) {
      var reader = ManifestReader()
      let run = ManifestRun(text.bytes, &reader)
      try #require(run.error == nil)
      let boardBytes = Array(board.utf8)
      let versionBytes = Array(version.utf8)
      var running = FirmwareIdentity(
        version: Version(versionBytes.span), board: boardBytes.span,
        securityVersion: securityVersion)
      var deviceID = ShortText<32>()
      for byte in id.utf8 { _ = deviceID.append(byte) }
      var keys = Keys(hasKeys: hasKeys, knows: knows)
      var hash = SHA256()
      let refusal = reader.members.manifest.refusal(
        running: &running, deviceID: &deviceID, slotByteCount: slotByteCount, unixTime: unixTime,
        verifier: &keys, hash: &hash)
      return (refusal, keys.calls)
    }

    func refusal(_ text: ManifestText) throws -> UpdateRefusal? { try check(text).refusal }
  }

  /// What a board has that was built without a key.
  @Test func withoutKeysThereIsNothingToVerify() {
    var keys = NoKeys()
    let signature: [UInt8] = [1, 2, 3]
    let digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 0))
    let verdict = keys.verify(signature.span, of: digest, keyID: signature.span)
    #expect(!keys.hasKeys && verdict == .unknownKey)
  }

  /// Everything about it is at the edge of what is taken.
  private static let good = ManifestText.full.without("rollout")

  private static func signed(_ text: ManifestText) throws -> ManifestText {
    var reader = ManifestReader()
    try #require(ManifestRun(text.bytes, &reader).error == nil)
    var hash = SHA256()
    let digest = reader.members.manifest.canonicalDigest(&hash)
    let bytes = (0..<6).map { digest.bytes[5 - $0] }
    return text.with("signature", "\"\(base64(bytes))\"")
  }

  /// `bytes`, whose count is a multiple of 3.
  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return stride(from: 0, to: bytes.count, by: 3).map { at in
      let bits = bytes[at..<at + 3].reduce(0) { $0 << 8 | Int($1) }
      return String([18, 12, 6, 0].map { alphabet[bits >> $0 & 63] })
    }.joined()
  }

  @Test func whatIsAllRightIsTaken() throws {
    #expect(try Device().refusal(Self.good) == nil)
    #expect(try Device().refusal(.bare.with("security_version", "3")) == nil)
    #expect(try Device(securityVersion: 0).refusal(.bare) == nil)
  }

  @Test func onlyANewerVersionIsTaken() throws {
    for version in ["1.2.3", "1.2.3+b", "1.2.3-rc.9", "1.2.2", "0.9.9", "1.2.3-0"] {
      #expect(try Device().refusal(Self.good.with("version", "\"\(version)\"")) == .notNewer)
    }
    for version in ["1.2.4", "1.2.4-0", "1.10.0", "2.0.0"] {
      #expect(try Device().refusal(Self.good.with("version", "\"\(version)\"")) == nil)
    }
    #expect(try Device(version: "1.3.0-rc.1").refusal(Self.good) == .notNewer)
    #expect(try Device(version: "1.3.0-rc.0").refusal(Self.good) == nil)
    // Nothing has a precedence over what has none.
    for version in ["", "dev", "1.2"] {
      #expect(try Device(version: version).refusal(Self.good) == .notNewer)
    }
  }

  @Test func anotherBoardsImageIsRefused() throws {
    for board in ["esp32c3", "esp32c", "esp32c66", "ESP32C6", "esp32c6 ", "x"] {
      #expect(try Device(board: board).refusal(Self.good) == .otherBoard, "\(board)")
      #expect(try Device(board: board).refusal(Self.good.without("board")) == nil)
    }
  }

  @Test func anImageMayFillTheSlotAndNoMore() throws {
    for (count, refusal) in [(1_048_575, UpdateRefusal.tooLarge), (1_048_576, nil), (.max, nil)] {
      #expect(try Device(slotByteCount: UInt32(clamping: count)).refusal(Self.good) == refusal)
    }
    #expect(try Device().refusal(Self.good.with("size", "4294967295")) == .tooLarge)
  }

  @Test func anOlderSecurityVersionIsRefusedWhateverTheVersion() throws {
    for (running, isOlder) in [(2, false), (3, false), (4, true), (UInt32.max, true)] {
      let device = Device(securityVersion: running)
      let text = Self.good.with("version", "\"99.0.0\"")
      #expect(try device.refusal(text) == (isOlder ? .olderSecurityVersion : nil))
    }
    // An absent one is the lowest there is.
    #expect(try Device(securityVersion: 1).refusal(.bare) == .olderSecurityVersion)
  }

  @Test func whatHasExpiredIsRefusedOnceTheClockIsSet() throws {
    for (seconds, isExpired) in [
      (0, false), (1_801_439_998, false), (1_801_439_999, false), (1_801_440_000, true),
      (UnixTime.latestSeconds, true),
    ] {
      let device = Device(unixTime: UnixTime(seconds: seconds))
      #expect(try device.refusal(Self.good) == (isExpired ? .expired : nil))
      #expect(try device.refusal(Self.good.without("expires")) == nil)
    }
    #expect(try Device(unixTime: nil).refusal(Self.good) == nil)
    #expect(
      try Device(unixTime: nil).refusal(Self.good.with("expires", "\"1970-01-01T00:00:00Z\""))
        == nil)
  }

  @Test func theRolloutDecidesByTheBucket() throws {
    let bucket = RolloutModel.bucket("0a1b2c3d4e5f" + "1.3.0-rc.1+b")
    for percent in 0...100 {
      let refusal = try Device().refusal(Self.good.with("rollout", "\(percent)"))
      #expect(refusal == (bucket < percent ? nil : .outsideRollout), "\(percent) %")
    }
    // Without an id the device has a bucket all the same.
    #expect(try Device(id: "").refusal(Self.good.with("rollout", "0")) == .outsideRollout)
    #expect(try Device(id: "").refusal(Self.good.with("rollout", "100")) == nil)
  }

  @Test func aDeviceWithKeysWantsASignature() throws {
    let signed = try Self.signed(Self.good)
    let device = Device(hasKeys: true)
    #expect(try device.refusal(signed) == nil)
    #expect(try device.refusal(Self.good) == .badSignature)
    #expect(try device.refusal(Self.good.without("signature")) == .unsigned)
    #expect(try device.refusal(signed.with("key_id", "\"other\"")) == .unknownKey)
    #expect(try device.refusal(signed.without("key_id")) == .unknownKey)
    #expect(try Device(hasKeys: true, knows: "").refusal(signed.without("key_id")) == nil)
    // Without keys nobody looks.
    #expect(try Device().check(Self.good).signatures == 0)
    #expect(try Device().refusal(Self.good.without("signature")) == nil)
  }

  /// A signature is one of everything in the manifest that is signed.
  @Test func aSignatureOfAnotherManifestIsNone() throws {
    let signed = try Self.signed(Self.good)
    for (name, value) in [
      ("version", "\"1.3.0\""), ("url", "\"https://b\""), ("size", "1048575"),
      ("sha256", "\"" + String(repeating: "0", count: 64) + "\""), ("security_version", "4"),
      ("expires", "\"2027-01-31T23:59:58Z\""), ("rollout", "100"),
    ] {
      #expect(try Device(hasKeys: true).refusal(signed.with(name, value)) == .badSignature)
    }
    #expect(try Device(hasKeys: true).refusal(signed.without("board")) == .badSignature)
  }

  /// Each rule alone, in the order in which they are asked; the signature only after all others.
  @Test func whatCostsLittleComesFirst() throws {
    let rules: [(name: String, value: String, refusal: UpdateRefusal)] = [
      ("rollout", "0", .outsideRollout), ("expires", "\"1970-01-01T00:00:00Z\"", .expired),
      ("security_version", "2", .olderSecurityVersion), ("size", "1048577", .tooLarge),
      ("board", "\"x\"", .otherBoard), ("version", "\"1.2.3\"", .notNewer),
    ]
    var text = Self.good
    for (name, value, refusal) in rules {
      text = text.with(name, value)
      let check = try Device(hasKeys: true).check(text)
      #expect(check.refusal == refusal)
      #expect(check.signatures == 0)
    }
    #expect(try Device(hasKeys: true).check(Self.good).signatures == 1)
  }

  @Test func everyRefusalSaysSomethingOfItsOwn() {
    var refusals: [UpdateRefusal] = []
    while let next = UpdateRefusal(rawValue: UInt8(refusals.count)) { refusals.append(next) }
    #expect(Set(refusals.map { "\($0.description)" }).count == refusals.count)
    let quiet = refusals.filter { !$0.isForPerson }
    #expect(quiet == [.notNewer, .expired, .outsideRollout, .failedBefore, .tooShort])
  }
}

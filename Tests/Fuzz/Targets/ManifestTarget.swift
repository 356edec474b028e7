#if canImport(Firmware)
  @testable import Firmware
#endif

/// No manifest traps the reader or the check, and chunks change nothing that they say.
func fuzzManifest(_ bytes: [UInt8]) {
  guard let input = FuzzInput(bytes) else { return }
  var reader = ManifestReader()
  let whole = ManifestTrace(input, input.whole, &reader)
  // The same reader: what it met before must not matter.
  for chunks in [input.split, input.single] {
    let other = ManifestTrace(input, chunks, &reader)
    require(other == whole, "chunks change what a manifest says")
  }
}

private struct ManifestTrace: Equatable {
  var error: ManifestError?
  var refusal: UpdateRefusal?
  var text: [UInt8] = []

  init(_ input: FuzzInput, _ chunks: [Range<Int>], _ reader: inout ManifestReader) {
    reader.begin()
    do throws(ManifestError) {
      for range in chunks { try reader.feed(input.chunk(range)) }
      try reader.finish()
      check(&reader.members.manifest)
    } catch {
      self.error = error
      require(error.offset <= input.bytes.count, "an error behind the end")
    }
  }

  private mutating func check(_ manifest: inout Manifest) {
    var running = FirmwareIdentity(
      version: Version("1.2.3"), board: StaticString("sim").bytes, securityVersion: 1)
    var deviceID = ShortText<32>()
    var verifier = AnySignature()
    var hash = SHA256()
    refusal = manifest.refusal(
      running: &running, deviceID: &deviceID, slotByteCount: 1 << 20,
      unixTime: UnixTime(seconds: 1_800_000_000), verifier: &verifier, hash: &hash)
    var pieces: [UInt8] = []
    manifest.canonicalText { piece in
      for index in 0..<piece.count { pieces.append(piece[index]) }
    }
    text = pieces
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    require(lines.count == 10 && lines[9].isEmpty, "a text that is not nine lines")
    require(text.allSatisfy { $0 == 0x0A || 0x20..<0x7F ~= $0 }, "not printable ASCII")
    require(lines[8].starts(with: "https://".utf8), "a URL that is not secure")
  }
}

/// Takes every signature that could be one.
private struct AnySignature: SignatureVerifier {
  var hasKeys: Bool { true }

  mutating func verify(
    _ signature: Span<UInt8>, of digest: SHA256.Digest, keyID: Span<UInt8>
  ) -> SignatureVerdict {
    require(1...72 ~= signature.count && keyID.count <= 32, "too much of a signature")
    return .valid
  }
}

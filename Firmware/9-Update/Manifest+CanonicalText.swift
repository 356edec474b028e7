/// The text that is signed: `PROTOCOL.md`, section "Firmware manifest".
extension Manifest {
  /// The digest of the text that is signed.
  public mutating func canonicalDigest<Hash: ImageHash & ~Copyable>(
    _ hash: inout Hash
  ) -> SHA256.Digest {
    canonicalText { hash.update($0) }
    return hash.finalize()
  }

  /// Gives the text that is signed to `body`, in pieces: a line each for the name of the format,
  /// version, board, size, digest, security version, expiry, rollout and URL. A line of what is
  /// absent is empty.
  public mutating func canonicalText(_ body: (Span<UInt8>) -> Void) {
    // What is not a text of the manifest: at most a line of 64 digits and two numbers, and the
    // line ends around them.
    var line = UTF8Buffer<96>()
    line.append("sleeve-manifest-v1\n")
    line.withBytes(body)
    version.withBytes(body)
    line.end(body)
    board.withBytes(body)

    line.removeAll()
    line.append("\n")
    line.append(decimal: size)
    line.append("\n")
    line.append(hexadecimal: digest)
    line.append("\n")
    if let securityVersion { line.append(decimal: securityVersion) }
    line.append("\n")
    line.withBytes(body)
    expires.withBytes(body)

    line.removeAll()
    line.append("\n")
    if let rollout { line.append(decimal: UInt32(rollout)) }
    line.append("\n")
    line.withBytes(body)
    url.withBytes(body)
    line.end(body)
  }
}

extension UTF8Buffer {
  /// Gives a line end to `body`, and nothing else.
  fileprivate mutating func end(_ body: (Span<UInt8>) -> Void) {
    removeAll()
    append("\n")
    withBytes(body)
  }

  fileprivate mutating func append(hexadecimal digest: SHA256.Digest) {
    for index in 0..<64 {
      let byte = digest.bytes[index &>> 1]
      let digit = UInt32(index & 1 == 0 ? byte &>> 4 : byte & 15)
      append(scalar: digit &+ (digit < 10 ? 0x30 : 0x57))
    }
  }
}

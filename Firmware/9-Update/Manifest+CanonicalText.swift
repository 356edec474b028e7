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
    for line in 0..<9 {
      // What is no text of the manifest, at most 64 digits, and the line's end.
      var rest = UTF8Buffer<66>()
      switch line {
      case 0: rest.append("sleeve-manifest-v1")
      case 1: version.withBytes(body)
      case 2: board.withBytes(body)
      case 3: rest.append(decimal: size)
      case 4: rest.append(hexadecimal: digest)
      case 5: if let securityVersion { rest.append(decimal: securityVersion) }
      case 6: expires.withBytes(body)
      case 7: if let rollout { rest.append(decimal: UInt32(rollout)) }
      default: url.withBytes(body)
      }
      rest.append("\n")
      rest.withBytes(body)
    }
  }
}

extension UTF8Buffer {
  fileprivate mutating func append(hexadecimal digest: SHA256.Digest) {
    for index in 0..<64 {
      let byte = digest.bytes[index &>> 1]
      let digit = UInt32(index & 1 == 0 ? byte &>> 4 : byte & 15)
      append(scalar: digit &+ (digit < 10 ? 0x30 : 0x57))
    }
  }
}

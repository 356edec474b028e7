extension Manifest {
  /// Why the image is not for this device now; nil if it may be installed. Nothing has been erased
  /// by then.
  ///
  /// What costs little comes first, so the signature last; an update that is no news is refused as
  /// such, whatever else is wrong with it. Without a time nothing has expired. A running version
  /// that is not SemVer 2.0.0 has no precedence, and nothing is newer than it.
  public mutating func refusal<
    Verifier: SignatureVerifier & ~Copyable, Hash: ImageHash & ~Copyable
  >(
    running: inout FirmwareIdentity, deviceID: inout Limits.DeviceID, slotByteCount: UInt32,
    unixTime: UnixTime?, verifier: inout Verifier, hash: inout Hash
  ) -> UpdateRefusal? {
    let precedence = version.withBytes { offered in
      running.version.number.withBytes { SemanticVersion.precedence(offered, $0) }
    }
    if precedence != .higher { return .notNewer }
    if !board.isEmpty && !isFor(&running) { return .otherBoard }
    if size > slotByteCount { return .tooLarge }
    if securityVersion ?? 0 < running.securityVersion { return .olderSecurityVersion }
    if let unixTime, let expiryTime, unixTime > expiryTime { return .expired }
    if let rollout, bucket(&deviceID, &hash) >= rollout { return .outsideRollout }
    return verifier.hasKeys ? signatureRefusal(&verifier, &hash) : nil
  }

  private mutating func isFor(_ running: inout FirmwareIdentity) -> Bool {
    board.withBytes { named in running.board.withBytes { $0.equals(named) } }
  }

  private mutating func bucket<Hash: ImageHash & ~Copyable>(
    _ deviceID: inout Limits.DeviceID, _ hash: inout Hash
  ) -> UInt8 {
    version.withBytes { version in
      deviceID.withBytes { Rollout.bucket(deviceID: $0, version: version, &hash) }
    }
  }

  private mutating func signatureRefusal<
    Verifier: SignatureVerifier & ~Copyable, Hash: ImageHash & ~Copyable
  >(_ verifier: inout Verifier, _ hash: inout Hash) -> UpdateRefusal? {
    if signatureCount == 0 { return .unsigned }
    let text = canonicalDigest(&hash)
    let verdict = signature.mutableSpan.lend(signatureCount) { signature in
      keyID.withBytes { verifier.verify(signature, of: text, keyID: $0) }
    }
    switch verdict {
    case .valid: return nil
    case .invalid: return .badSignature
    case .unknownKey: return .unknownKey
    }
  }
}

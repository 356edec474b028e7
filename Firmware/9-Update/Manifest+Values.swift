/// What each member's value must be, and where it goes.
extension Manifest {
  /// Takes `number`, an integer; false if it is not what `member` may say.
  mutating func take(_ number: JSONNumber, as member: ManifestMember) -> Bool {
    guard !number.isNegative, number.magnitude <= 0xFFFF_FFFF else {
      return false
    }
    let value = number.clampedToUInt32
    switch member {
    case .size:
      size = value
      return value > 0
    case .rollout:
      rollout = UInt8(truncatingIfNeeded: value)
      return value <= 100
    default:
      securityVersion = value
      return true
    }
  }

  /// The same for a text, which `word` holds.
  mutating func take(_ word: inout Limits.ManifestWord, as member: ManifestMember) -> Bool {
    word.withBytes { take($0, as: member) }
  }

  /// Takes `text`, of at most 96 bytes; false if it is not what `member` may say. The URL is in its
  /// place already.
  private mutating func take(_ text: Span<UInt8>, as member: ManifestMember) -> Bool {
    switch member {
    case .version:
      version.append(ascii: text)
      return SemanticVersion.isValid(text)
    case .url: return url.withBytes { Self.isSecureURL($0) }
    case .sha256: return takeDigest(text)
    case .board:
      board.append(ascii: text)
      return !board.isEmpty
    case .expires:
      expires.append(ascii: text)
      expiryTime = Self.utc(text)
      return expiryTime != nil
    case .keyID:
      keyID.append(ascii: text)
      return true
    default: return takeSignature(text)
    }
  }

  /// Makes a member absent, as far as it may be, and its text empty.
  @inline(never)
  mutating func remove(_ member: ManifestMember) {
    switch member {
    case .version: version.removeAll()
    case .url: url.removeAll()
    case .board: board.removeAll()
    case .expires:
      expires.removeAll()
      expiryTime = nil
    case .keyID: keyID.removeAll()
    case .signature: signatureCount = 0
    case .securityVersion: securityVersion = nil
    case .rollout: rollout = nil
    case .sha256, .size: break
    }
  }

  /// Whether `text` begins with `https://` and names a host, with no user in front of it: what
  /// comes from outside should have none (RFC 9110 section 4.2.4). No space may be in it.
  private static func isSecureURL(_ text: Span<UInt8>) -> Bool {
    var cursor = FieldCursor()
    guard cursor.take("https://", in: text) else { return false }
    let start = cursor.offset
    var isInAuthority = true
    var end = start
    for index in start..<text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isInAuthority = false
      case UInt8(ascii: "@") where isInAuthority: return false
      default: break
      }
      if isInAuthority { end = index &+ 1 }
    }
    return end > start && text[start] != UInt8(ascii: ":")
  }

  private mutating func takeDigest(_ text: Span<UInt8>) -> Bool {
    var bytes = [32 of UInt8](repeating: 0)
    if text.count != 64 { return false }
    for index in 0..<64 {
      guard let digit = text[index].hexDigit else { return false }
      bytes[index &>> 1] = bytes[index &>> 1] &<< 4 | digit
    }
    digest = SHA256.Digest(bytes: bytes)
    return true
  }

  private static func utc(_ text: Span<UInt8>) -> UnixTime? {
    do throws(DateError) {
      return try Timestamp(parsingUTC: text).time
    } catch {
      return nil
    }
  }

  /// Takes base64 with padding (RFC 4648 section 4), as strictly as ``Base64Decoder``, which is for
  /// what comes in pieces.
  private mutating func takeSignature(_ text: Span<UInt8>) -> Bool {
    var end = text.count
    while end > 0, text.count &- end < 2, text[end &- 1] == UInt8(ascii: "=") { end &-= 1 }
    var bits: Int32 = 0
    var bitCount: Int32 = 0
    for index in 0..<end {
      let sextet = Base64Decoder.sextet(text[index])
      if sextet < 0 { return false }
      bits = bits &<< 6 | sextet
      bitCount &+= 6
      if bitCount < 8 { continue }
      bitCount &-= 8
      // 96 characters are 72 bytes.
      signature[signatureCount] = UInt8(truncatingIfNeeded: bits &>> bitCount)
      signatureCount &+= 1
    }
    let isNothingLeft = bits & (1 &<< bitCount &- 1) == 0
    return isNothingLeft && text.count & 3 == 0 && signatureCount > 0
  }
}

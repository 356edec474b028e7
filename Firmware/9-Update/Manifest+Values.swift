/// What each member's value must be, and where it goes.
extension Manifest {
  /// Takes `number`; false if it is not what `member` may say.
  mutating func take(_ number: JSONNumber, as member: ManifestMember) -> Bool {
    guard number.isInteger, !number.isNegative, number.magnitude <= 0xFFFF_FFFF else {
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

  /// Takes `text`; false if it is not what `member` may say. The URL is in its place already.
  mutating func take(_ text: inout UTF8Buffer<96>, as member: ManifestMember) -> Bool {
    switch member {
    case .version:
      version.replace(with: &text)
      return text.withBytes { SemanticVersion.isValid($0) }
    case .url: return url.withBytes { Self.isSecureURL($0) }
    case .sha256: return text.withBytes { takeDigest($0) }
    case .board:
      board.replace(with: &text)
      return !board.isEmpty
    case .expires:
      expires.replace(with: &text)
      expiryTime = text.withBytes { Self.utc($0) }
      return expiryTime != nil
    case .keyID:
      keyID.replace(with: &text)
      return true
    default: return text.withBytes { takeSignature($0) }
    }
  }

  /// Makes an optional member absent.
  mutating func remove(_ member: ManifestMember) {
    switch member {
    case .board: board.removeAll()
    case .expires:
      expires.removeAll()
      expiryTime = nil
    case .keyID: keyID.removeAll()
    case .signature: signatureCount = 0
    case .securityVersion: securityVersion = nil
    default: rollout = nil
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
      let letter = text[index] | 0x20
      let digit = text[index] &- UInt8(ascii: "0")
      let value = digit < 10 ? digit : letter &- UInt8(ascii: "a") &+ 10
      if digit >= 10 && letter &- UInt8(ascii: "a") >= 6 { return false }
      bytes[index &>> 1] = bytes[index &>> 1] &<< 4 | value
    }
    digest = SHA256.Digest(bytes: bytes)
    return true
  }

  /// The moment that `text` names, if it does so in UTC.
  private static func utc(_ text: Span<UInt8>) -> UnixTime? {
    guard text.count > 6 else { return nil }
    var end = FieldCursor()
    let isUTC =
      text[text.count &- 1] | 0x20 == UInt8(ascii: "z")
      || end.take("+00:00", in: text.extracting(last: 6))
    do throws(DateError) {
      return isUTC ? try Timestamp(parsing: text).time : nil
    } catch {
      return nil
    }
  }

  private mutating func takeSignature(_ text: Span<UInt8>) -> Bool {
    var decoder = Base64Decoder()
    var index = 0
    signatureCount = 0
    while index < text.count {
      switch decoder.push(text, &index) {
      case .invalid: return false
      case .more: break
      case .complete:
        // 96 characters are 72 bytes.
        for place in 0..<decoder.byteCount {
          let shift = UInt32(truncatingIfNeeded: 16 &- place &* 8)
          signature[signatureCount] = UInt8(truncatingIfNeeded: decoder.bits &>> shift)
          signatureCount &+= 1
        }
      }
    }
    return decoder.isComplete && signatureCount > 0
  }
}

extension UTF8Buffer {
  /// Takes over the ASCII text of `other`.
  fileprivate mutating func replace<let otherCapacity: Int>(
    with other: inout UTF8Buffer<otherCapacity>
  ) {
    removeAll()
    other.withBytes { append(ascii: $0, 0..<$0.count) }
  }
}

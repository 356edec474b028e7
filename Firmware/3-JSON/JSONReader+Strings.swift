/// Strings: RFC 8259 section 7; their UTF-8: RFC 3629 section 4.
extension JSONReader {
  /// One character that takes several bytes: a UTF-8 sequence or an escape.
  struct Character {
    var scalar: UInt32 = 0
    /// Bytes of a UTF-8 sequence, or digits of an escape, that must still come.
    var remaining: UInt8 = 0
    /// What the next byte of a UTF-8 sequence may be.
    var lower: UInt8 = 0x80
    var upper: UInt8 = 0xBF
    /// The first half of a surrogate pair, 0 when there is none.
    var high: UInt32 = 0
  }

  /// A byte of a string behind the first half of a surrogate pair.
  @inline(never)
  mutating func byteAfterHigh(_ byte: UInt8) -> Event? {
    if byte == UInt8(ascii: "\\") {
      state = .escapeAfterHigh
      return nil
    }
    if !Self.mayStand(byte) { return .failed(Self.reason(byte)) }
    state = .string
    character.high = 0
    return .loneSurrogate
  }

  /// Whether `byte` may come next in a string, outside of a sequence.
  private static func mayStand(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 || byte >= 0xC2 && byte <= 0xF4
  }

  private static func reason(_ byte: UInt8) -> JSONReason {
    byte < 0x20 ? .controlCharacter : .badUTF8
  }

  /// The first byte of a UTF-8 sequence.
  ///
  /// RFC 3629 section 4: the second byte's range excludes overlong forms, surrogates and what lies
  /// above 10FFFFh.
  @inline(never)
  mutating func lead(_ byte: UInt8) -> Event? {
    if byte < 0xC2 || byte > 0xF4 { return .failed(Self.reason(byte)) }
    character.lower = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
    character.upper = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
    character.remaining = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
    character.scalar = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
    state = .continuation
    return nil
  }

  @inline(never)
  mutating func continuation(_ byte: UInt8) -> Event? {
    if byte < character.lower || byte > character.upper { return .failed(.badUTF8) }
    character.lower = 0x80
    character.upper = 0xBF
    character.scalar = character.scalar &<< 6 | UInt32(byte & 0x3F)
    character.remaining &-= 1
    if character.remaining > 0 { return nil }
    state = .string
    return .scalar(character.scalar)
  }

  @inline(never)
  mutating func escape(_ byte: UInt8) -> Event? {
    let scalar: UInt32
    switch byte {
    case UInt8(ascii: "u"):
      character.scalar = 0
      character.remaining = 4
      state = .hex
      return nil
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = UInt32(byte)
    case UInt8(ascii: "b"): scalar = 0x08
    case UInt8(ascii: "f"): scalar = 0x0C
    case UInt8(ascii: "n"): scalar = 0x0A
    case UInt8(ascii: "r"): scalar = 0x0D
    case UInt8(ascii: "t"): scalar = 0x09
    default: return .failed(.badEscape)
    }
    if character.high != 0 {
      character.high = 0
      return .loneSurrogate
    }
    state = .string
    return .scalar(scalar)
  }

  @inline(never)
  mutating func hexDigit(_ byte: UInt8) -> Event? {
    guard let digit = byte.hexDigit else { return .failed(.badEscape) }
    let unit = character.scalar &<< 4 | UInt32(digit)
    if character.remaining == 1 { return codeUnit(unit) }
    character.scalar = unit
    character.remaining &-= 1
    return nil
  }

  /// A whole `\uXXXX`: joins surrogate pairs and replaces lone surrogates by U+FFFD.
  private mutating func codeUnit(_ unit: UInt32) -> Event? {
    let isLow = unit & 0xFC00 == 0xDC00
    let high = character.high
    character.high = 0
    if high != 0 && !isLow { return .loneSurrogate }
    state = .string
    if isLow {
      return .scalar(high == 0 ? 0xFFFD : 0x1_0000 &+ (high & 0x3FF) &<< 10 &+ unit & 0x3FF)
    }
    if unit & 0xFC00 == 0xD800 {
      character.high = unit
      state = .afterHigh
      return nil
    }
    return .scalar(unit)
  }
}

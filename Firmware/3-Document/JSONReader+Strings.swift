/// Strings: RFC 8259 section 7; their UTF-8: RFC 3629 section 4.
///
/// What is rare stays out of line: `feed` would set up its registers and stack for every chunk.
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
  mutating func byteAfterHigh<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    if byte == UInt8(ascii: "\\") {
      state = .escapeAfterHigh
      return nil
    }
    if !Self.mayStand(byte) { return Self.reason(byte) }
    state = .string
    if flushHigh(&handler, &output) == .stop { return .refused }
    if JSONText.isPlain(byte) { return emit(UInt32(byte), &handler, &output) }
    return specialByte(byte, &handler, &output)
  }

  /// A byte of a string that is not plain.
  mutating func specialByte<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    switch byte {
    case UInt8(ascii: "\""):
      if role == .name { state = .colon } else { afterValue() }
      return handler.endString(role, to: &output) == .stop ? .refused : nil
    case UInt8(ascii: "\\"): state = .escape
    case 0xC2...0xF4: lead(byte)
    default: return Self.reason(byte)
    }
    return nil
  }

  /// Whether `byte` may come next in a string, outside of a sequence.
  private static func mayStand(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 || byte >= 0xC2 && byte <= 0xF4
  }

  private static func reason(_ byte: UInt8) -> JSONReason {
    byte < 0x20 ? .controlCharacter : .badUTF8
  }

  /// RFC 3629 section 4: the second byte's range excludes overlong forms, surrogates and what lies
  /// above 10FFFFh.
  private mutating func lead(_ byte: UInt8) {
    character.lower = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
    character.upper = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
    character.remaining = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
    character.scalar = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
    state = .continuation
  }

  @inline(never)
  mutating func continuation<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    if byte < character.lower || byte > character.upper { return .badUTF8 }
    character.lower = 0x80
    character.upper = 0xBF
    character.scalar = character.scalar &<< 6 | UInt32(byte & 0x3F)
    character.remaining &-= 1
    if character.remaining > 0 { return nil }
    state = .string
    return emit(character.scalar, &handler, &output)
  }

  @inline(never)
  mutating func escape<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
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
    default: return .badEscape
    }
    state = .string
    if flushHigh(&handler, &output) == .stop { return .refused }
    return emit(scalar, &handler, &output)
  }

  @inline(__always)
  mutating func hexDigit<Handler: JSONHandler & ~Copyable>(
    _ byte: UInt8, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
    default: return .badEscape
    }
    character.scalar = character.scalar &<< 4 | UInt32(digit)
    character.remaining &-= 1
    return character.remaining > 0 ? nil : codeUnit(character.scalar, &handler, &output)
  }

  /// A whole `\uXXXX`: joins surrogate pairs and replaces lone surrogates by U+FFFD.
  @inline(never)
  private mutating func codeUnit<Handler: JSONHandler & ~Copyable>(
    _ unit: UInt32, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    state = .string
    if unit & 0xFC00 == 0xDC00 {
      let high = character.high
      character.high = 0
      if high == 0 { return emit(0xFFFD, &handler, &output) }
      return emit(0x1_0000 &+ (high & 0x3FF) &<< 10 &+ unit & 0x3FF, &handler, &output)
    }
    if flushHigh(&handler, &output) == .stop { return .refused }
    if unit & 0xFC00 == 0xD800 {
      character.high = unit
      state = .afterHigh
      return nil
    }
    return emit(unit, &handler, &output)
  }

  private mutating func emit<Handler: JSONHandler & ~Copyable>(
    _ scalar: UInt32, _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONReason? {
    handler.scalar(scalar, to: &output) == .stop ? .refused : nil
  }

  /// Replaces a surrogate that found no second half.
  private mutating func flushHigh<Handler: JSONHandler & ~Copyable>(
    _ handler: inout Handler, _ output: inout Handler.Output
  ) -> JSONFlow {
    if character.high == 0 { return .proceed }
    character.high = 0
    return handler.scalar(0xFFFD, to: &output)
  }
}

extension UTF8Buffer {
  /// Appends `text`, which must be ASCII.
  public mutating func append(_ text: StaticString) {
    precondition(text.isASCII)
    let bytes = unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount)
    append(ascii: bytes)
  }

  /// Appends ASCII bytes. The caller has checked that they are ASCII.
  public mutating func append(ascii bytes: Span<UInt8>) {
    append(ascii: bytes, 0..<bytes.count)
  }

  /// Appends `text`, which must be ASCII, and `number` in decimal.
  mutating func append(_ text: StaticString, _ number: UInt32) {
    append(text)
    append(decimal: number)
  }
}

extension UTF8Buffer {
  /// Appends `text`, which must be ASCII.
  public mutating func append(_ text: StaticString) {
    precondition(text.isASCII)
    let bytes = unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount)
    append(ascii: bytes)
  }

  /// Appends `text`, which must be ASCII, and `number` in decimal.
  mutating func append(_ text: StaticString, _ number: UInt32) {
    append(text)
    append(decimal: number)
  }
}

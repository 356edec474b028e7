extension UTF8Buffer {
  /// Appends `text`, which must be ASCII.
  public mutating func append(_ text: StaticString) {
    append(ascii: text.bytes)
  }

  /// Appends `text`, which must be ASCII, and `number` in decimal.
  mutating func append(_ text: StaticString, _ number: UInt32) {
    append(text)
    append(decimal: number)
  }
}

extension UTF8Buffer {
  /// Appends `text`, which must be ASCII.
  public mutating func append(_ text: StaticString) {
    precondition(text.isASCII)
    let bytes = unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount)
    append(ascii: bytes, 0..<bytes.count)
  }
}

/// A place in a short text of fixed fields, the same on every call.
///
/// What is not there is not taken: a method that returns `nil` or `false` leaves the place as it
/// is.
struct FieldCursor {
  /// Bytes before the place.
  private(set) var offset = 0

  func isAtEnd(of text: Span<UInt8>) -> Bool { offset >= text.count }

  /// The next byte; `nil` at the end.
  func peek(in text: Span<UInt8>) -> UInt8? { offset < text.count ? text[offset] : nil }

  /// Takes one byte, whatever it is; `nil` at the end.
  mutating func next(in text: Span<UInt8>) -> UInt8? {
    guard let byte = peek(in: text) else { return nil }
    offset &+= 1
    return byte
  }

  mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
    guard peek(in: text) == byte else { return false }
    offset &+= 1
    return true
  }

  /// Takes all of `word`.
  mutating func take(_ word: StaticString, in text: Span<UInt8>) -> Bool {
    take(word.bytes, in: text)
  }

  /// Takes all of `word`.
  @inline(never)
  mutating func take(_ word: Span<UInt8>, in text: Span<UInt8>) -> Bool {
    guard text.count &- offset >= word.count else { return false }
    for index in 0..<word.count where text[offset &+ index] != word[index] { return false }
    offset &+= word.count
    return true
  }

  /// Takes one digit; its value, 0…9.
  mutating func digit(in text: Span<UInt8>) -> UInt32? {
    guard let byte = peek(in: text), UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else {
      return nil
    }
    offset &+= 1
    return UInt32(byte &- UInt8(ascii: "0"))
  }

  /// Takes as many digits as there are, up to the greatest of `digitCounts`, which is at most 9;
  /// `nil` if they are fewer than the least. Digits that follow are left for what comes next.
  mutating func number(_ digitCounts: ClosedRange<Int>, in text: Span<UInt8>) -> UInt32? {
    let start = offset
    var value: UInt32 = 0
    while offset &- start < digitCounts.upperBound, let digit = digit(in: text) {
      value = value &* 10 &+ digit
    }
    guard offset &- start >= digitCounts.lowerBound else {
      offset = start
      return nil
    }
    return value
  }
}

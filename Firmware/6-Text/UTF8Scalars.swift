/// Reads the scalars of UTF-8 text one by one.
///
/// Text from the network is validated long before it is drawn, but it may have been cut. Whatever
/// is malformed becomes U+FFFD, one for each maximal part of a sequence that a longer text could
/// have completed, so no text is refused and none loses its place.
///
/// Source: The Unicode Standard, section 3.9, table 3-7 and "U+FFFD Substitution of Maximal
/// Subparts".
struct UTF8Scalars {
  static var replacement: UInt32 { 0xFFFD }

  /// Where the next scalar begins, in bytes.
  private(set) var offset = 0

  /// The next scalar of `text`, which is the same on every call; `nil` at its end.
  mutating func next(in text: Span<UInt8>) -> UInt32? {
    guard offset < text.count else { return nil }
    let lead = text[offset]
    offset &+= 1
    if lead < 0x80 { return UInt32(lead) }
    switch lead {
    case 0xC2...0xDF: return tail(of: text, UInt32(lead & 0x1F), 1, second: 0x80...0xBF)
    case 0xE0: return tail(of: text, 0, 2, second: 0xA0...0xBF)
    case 0xED: return tail(of: text, 0xD, 2, second: 0x80...0x9F)
    case 0xE1...0xEF: return tail(of: text, UInt32(lead & 0xF), 2, second: 0x80...0xBF)
    case 0xF0: return tail(of: text, 0, 3, second: 0x90...0xBF)
    case 0xF1...0xF3: return tail(of: text, UInt32(lead & 7), 3, second: 0x80...0xBF)
    case 0xF4: return tail(of: text, 4, 3, second: 0x80...0x8F)
    default: return Self.replacement
    }
  }

  private mutating func tail(
    of text: Span<UInt8>, _ start: UInt32, _ length: Int, second: ClosedRange<UInt8>
  ) -> UInt32 {
    var scalar = start
    for place in 0..<length {
      guard offset < text.count else { return Self.replacement }
      let byte = text[offset]
      let isExpected = place == 0 ? second.contains(byte) : byte & 0xC0 == 0x80
      guard isExpected else { return Self.replacement }
      scalar = scalar &<< 6 | UInt32(byte & 0x3F)
      offset &+= 1
    }
    return scalar
  }
}

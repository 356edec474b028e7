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

  /// - Parameter offset: Where a scalar begins.
  init(offset: Int = 0) { self.offset = offset }

  /// The next scalar of `text`, which is the same on every call; `nil` at its end.
  // Out of line: a cursor looks ahead in several places.
  @inline(never)
  mutating func next(in text: Span<UInt8>) -> UInt32? {
    guard offset < text.count else { return nil }
    let lead = text[offset]
    offset &+= 1
    if lead < 0x80 { return UInt32(lead) }
    guard 0xC2...0xF4 ~= lead else { return Self.replacement }
    let length: UInt32 = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var lower: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    var upper: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    var scalar = UInt32(lead) & 0x3F &>> length
    for _ in 0..<length {
      guard offset < text.count else { return Self.replacement }
      let byte = text[offset]
      guard byte >= lower, byte <= upper else { return Self.replacement }
      scalar = scalar &<< 6 | UInt32(byte & 0x3F)
      offset &+= 1
      lower = 0x80
      upper = 0xBF
    }
    return scalar
  }
}

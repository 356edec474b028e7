/// Streaming base64 with padding (RFC 4648 section 4), strict: no other alphabet, no white space,
/// padding in its place and whole, and zero in the bits that padding leaves over (section 3.5).
public struct Base64Decoder {
  public enum Step: Sendable {
    /// The quantum is not complete yet.
    case more
    /// A quantum is complete: see ``bits`` and ``byteCount``.
    case complete
    /// The character cannot stand there. The decoder is as it was.
    case invalid
  }

  /// The quantum; once it is complete, its first byte is in bits 23…16.
  public private(set) var bits: UInt32 = 0
  /// Bytes of a complete quantum: 3, or fewer where padding ended it.
  public private(set) var byteCount = 3
  /// Characters of the current quantum that have come, 0…3.
  private var position: UInt8 = 0
  private var hasEnded = false

  public init() {}

  /// Whether the input so far is a whole number of quanta.
  public var isComplete: Bool { position == 0 }

  /// Whether a quantum may begin here.
  var isAtQuantum: Bool { position == 0 && !hasEnded }

  /// Takes characters of `chunk` from `index` on until a quantum is complete, `index` is at a
  /// character that cannot stand there, or more are needed: the chunk ends, or one padding character
  /// has come where two must.
  public mutating func push(_ chunk: Span<UInt8>, _ index: inout Int) -> Step {
    var bits = bits
    var position = position
    var step = Step.more
    // Behind padding no character of the alphabet may stand.
    let end = hasEnded ? index : chunk.count
    while index < end {
      let sextet = Self.sextet(chunk[index])
      if sextet < 0 { break }
      bits = bits &<< 6 | UInt32(bitPattern: sextet)
      position = (position &+ 1) & 3
      index &+= 1
      if position == 0 {
        step = .complete
        break
      }
    }
    self.bits = bits
    self.position = position
    if step == .complete || index == chunk.count { return step }
    step = pad(chunk[index])
    if step != .invalid { index &+= 1 }
    return step
  }

  /// Takes padding: two characters carry one byte and four bits of nothing, three carry two bytes
  /// and two bits of nothing.
  private mutating func pad(_ character: UInt8) -> Step {
    let isNothingLeft = bits & (position == 2 ? 0xF : 0x3) == 0
    guard character == UInt8(ascii: "="), hasEnded || isNothingLeft, position >= 2,
      !hasEnded || position == 3
    else { return .invalid }
    if !hasEnded { byteCount = Int(position) &- 1 }
    hasEnded = true
    bits &<<= 6
    position = (position &+ 1) & 3
    return position == 0 ? .complete : .more
  }

  /// The 24 bits of the four characters of `chunk` from `index` on, all of which it has; negative
  /// if any is outside the alphabet.
  @inline(__always)
  static func quantum(_ chunk: Span<UInt8>, at index: Int) -> Int32 {
    assert(index >= 0 && index <= chunk.count &- 4)
    let a = unsafe sextet(chunk[unchecked: index])
    let b = unsafe sextet(chunk[unchecked: index &+ 1])
    let c = unsafe sextet(chunk[unchecked: index &+ 2])
    let d = unsafe sextet(chunk[unchecked: index &+ 3])
    // A sextet of -1 sets the sign whatever is joined to it, so one test covers all four.
    return a &<< 18 | b &<< 12 | c &<< 6 | d
  }

  /// The value of a character, -1 if it is outside the alphabet.
  @inline(__always)
  static func sextet(_ character: UInt8) -> Int32 {
    // A byte cannot index past 256 entries.
    unsafe Int32(base64Sextets[unchecked: Int(character)])
  }
}

/// The value of each character, -1 outside the alphabet: RFC 4648 table 1.
let base64Sextets: InlineArray<256, Int8> = [
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63,
  52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1,
  -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
  15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
  -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
  41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
]

/// DER of an `ECDSA-Sig-Value`, and what comes near it: RFC 3279 section 2.2.3, X.690 section 8.
enum SignatureDER {
  /// The contents of the two integers in a signature that is known to be right.
  static func integers(_ signature: [UInt8]) -> (r: [UInt8], s: [UInt8]) {
    let rCount = Int(signature[3])
    let sStart = 4 + rCount + 2
    return (Array(signature[4..<4 + rCount]), Array(signature[sStart...]))
  }

  static func integer(_ contents: [UInt8]) -> [UInt8] { [0x02, UInt8(contents.count)] + contents }

  static func sequence(_ contents: [UInt8]) -> [UInt8] { [0x30, UInt8(contents.count)] + contents }

  static func signature(_ r: [UInt8], _ s: [UInt8]) -> [UInt8] {
    sequence(integer(r) + integer(s))
  }

  /// The order of the group of P-256, as an integer's contents: FIPS 186-4 section D.1.2.3.
  static let order: [UInt8] =
    [0x00] + [0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00] + [UInt8](repeating: 0xFF, count: 8)
    + [0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84]
    + [0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51]

  /// `signature`, which is right, written in ways that DER does not allow, or with other numbers.
  static func oddities(_ signature: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    let (r, s) = integers(signature)
    let body = integer(r) + integer(s)
    let count = UInt8(body.count)
    return [
      ("nothing", []), ("a tag", [0x30]), ("an empty sequence", [0x30, 0]),
      ("r alone", sequence(integer(r))), ("a third integer", sequence(body + integer([1]))),
      ("a byte after", signature + [0]), ("a byte inside", sequence(body + [0])),
      ("a long length", [0x30, 0x81, count] + body),
      ("a longer length", [0x30, 0x82, 0, count] + body),
      ("a length of no end", [0x30, 0x80] + body + [0, 0]),
      ("a length of 4 GiB", [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF] + body),
      ("a length of 127 bytes", [0x30, 0xFF] + body),
      ("one too long", [0x30, count + 1] + body), ("one too short", [0x30, count - 1] + body),
      ("r with a long length", sequence([0x02, 0x81, UInt8(r.count)] + r + integer(s))),
      ("r longer than all", sequence([0x02, 0x7F] + r + integer(s))),
      ("r with a zero more", Self.signature([0] + r, s)),
      ("s with a zero more", Self.signature(r, [0] + s)),
      ("r negative", Self.signature([0xFF] + r, s)), ("s negative", Self.signature(r, [0x80] + s)),
      ("r of no bytes", Self.signature([], s)), ("s of no bytes", Self.signature(r, [])),
      ("r zero", Self.signature([0], s)), ("s zero", Self.signature(r, [0])),
      ("both zero", Self.signature([0], [0])), ("both one", Self.signature([1], [1])),
      ("r the order", Self.signature(order, s)), ("s the order", Self.signature(r, order)),
      ("r and s changed over", Self.signature(s, r)),
      ("a set", [0x31] + signature.dropFirst()),
      ("a bit string", sequence([0x03] + integer(r).dropFirst() + integer(s))),
      ("200 bytes", [UInt8](repeating: 0x30, count: 200)),
    ]
  }
}

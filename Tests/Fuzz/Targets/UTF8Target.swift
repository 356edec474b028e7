#if canImport(Firmware)
  @testable import Firmware
#endif

/// Bytes are read as the Unicode Standard says, and a buffer keeps as many whole scalars as fit.
func fuzzUTF8(_ bytes: [UInt8]) {
  var scalars = UTF8Scalars()
  var small = UTF8Buffer<20>()
  var kept: [UInt8] = []
  var isFull = false
  var place = 0
  while let scalar = scalars.next(in: bytes.span) {
    let expected = firstScalar(bytes[place...])
    require(scalar == expected.scalar, "another scalar")
    place += expected.byteCount
    require(scalars.offset == place, "another place")
    small.append(scalar: scalar)
    let encoding = utf8(scalar)
    isFull = isFull || kept.count + encoding.count > 20
    if !isFull { kept += encoding }
  }
  require(place == bytes.count, "an end before the end")
  require(small.isCut == isFull, "another verdict on what fits")
  let text = small.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  require(text == kept, "another text")
}

/// The scalar at the start of `bytes`, or U+FFFD for the longest part that could become one: The
/// Unicode Standard, section 3.9, "U+FFFD Substitution of Maximal Subparts".
private func firstScalar(_ bytes: ArraySlice<UInt8>) -> (scalar: UInt32, byteCount: Int) {
  for count in 1...4 where count <= bytes.count {
    if let scalar = wholeScalar(Array(bytes.prefix(count))) { return (scalar, count) }
  }
  for count in [3, 2] where count <= bytes.count {
    for rest in 1...4 - count {
      let longer = Array(bytes.prefix(count)) + [UInt8](repeating: 0x80, count: rest)
      if wholeScalar(longer) != nil { return (0xFFFD, count) }
    }
  }
  return (0xFFFD, 1)
}

/// The one scalar whose encoding is `bytes`.
private func wholeScalar(_ bytes: [UInt8]) -> UInt32? {
  var scalar = UInt32(bytes[0]) & [0x7F, 0x1F, 0x0F, 0x07][bytes.count - 1]
  for byte in bytes.dropFirst() {
    if byte & 0xC0 != 0x80 { return nil }
    scalar = scalar << 6 | UInt32(byte & 0x3F)
  }
  let isScalar = scalar < 0xD800 || 0xE000...0x10_FFFF ~= scalar
  return isScalar && utf8(scalar) == bytes ? scalar : nil
}

/// RFC 3629 section 3.
func utf8(_ scalar: UInt32) -> [UInt8] {
  func rest(_ shift: UInt32) -> UInt8 { UInt8(scalar >> shift & 0x3F | 0x80) }
  if scalar < 0x80 { return [UInt8(scalar)] }
  if scalar < 0x800 { return [UInt8(scalar >> 6 | 0xC0), rest(0)] }
  if scalar < 0x1_0000 { return [UInt8(scalar >> 12 | 0xE0), rest(6), rest(0)] }
  return [UInt8(scalar >> 18 | 0xF0), rest(12), rest(6), rest(0)]
}

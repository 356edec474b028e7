import Firmware

/// The frame of a PNG file: signature, then chunks, each with length, type and check sum.
///
/// Walked before the decoder runs, since the decoder does not say at which byte it stopped, and
/// passes over damage in chunks that it can do without.
/// Source: PNG Specification (Third Edition), sections 5.2 "PNG signature", 5.3 "Chunk layout",
/// 11.2.1 "IHDR Image header", 11.3.2 "Colour space information".
struct PNGChunks {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// In pixels, as the header states them: not yet checked against any limit.
  let width: Int
  let height: Int
  /// Bits of a sample: 1, 2, 4, 8 or 16, unless the header lies.
  let bitDepth: Int
  /// Where the first chunk of picture data begins, in bytes from the file's start.
  let dataOffset: Int
  /// What the gAMA chunk states, in 1/100,000; nil where a chunk of more weight says sRGB.
  var gamma: Int? { colour.isStandard ? nil : colour.gamma }

  private let colour: Colour

  /// What the file says on the meaning of its samples as colours.
  private struct Colour {
    var gamma: Int?
    var isStandard = false
    /// The whole chunks that say so, in order.
    var ranges: [Range<Int>] = []
  }

  /// Where the header chunk states width and height.
  static let sizeOffset = 16

  /// Length and type before a chunk's data; check sum after it.
  private static let prefixBytes = 8
  private static let suffixBytes = 4
  private static let headerDataBytes = 13

  /// - Throws: `.truncated` or `.damaged`, with the byte, where the file is not a whole sequence of
  ///   sound chunks from IHDR to IEND with picture data between them. What follows IEND is ignored.
  init(_ bytes: [UInt8]) throws(PictureError) {
    try Self.checkSignature(bytes)
    var offset = Self.signature.count
    var dataOffset: Int?
    var colour = Colour()
    while true {
      let (type, count) = try Self.chunk(in: bytes, at: offset)
      if offset == Self.signature.count {
        guard type == "IHDR", count == Self.headerDataBytes else {
          throw .damaged(reason: "no PNG header where it must stand", at: offset)
        }
      }
      if type == "IEND" { break }
      if type == "IDAT", dataOffset == nil { dataOffset = offset }
      let end = offset + Self.prefixBytes + count + Self.suffixBytes
      Self.note(type, in: bytes, range: offset..<end, to: &colour)
      offset = end
    }
    guard let dataOffset else { throw .damaged(reason: "no picture data before this", at: offset) }
    self.dataOffset = dataOffset
    self.colour = colour
    width = Int(Self.word(in: bytes, at: Self.sizeOffset))
    height = Int(Self.word(in: bytes, at: Self.sizeOffset + 4))
    bitDepth = Int(bytes[Self.sizeOffset + 8])
  }

  /// The same file without any word on what its samples mean as colours.
  func withoutColour(_ bytes: [UInt8]) -> [UInt8] {
    var rest: [UInt8] = []
    var start = 0
    for range in colour.ranges {
      rest += bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    return rest + bytes[start...]
  }

  private static func note(
    _ type: String, in bytes: [UInt8], range: Range<Int>, to colour: inout Colour
  ) {
    switch type {
    case "gAMA" where range.count == prefixBytes + 4 + suffixBytes:
      colour.gamma = Int(word(in: bytes, at: range.lowerBound + prefixBytes))
    case "sRGB", "iCCP": colour.isStandard = true
    case "gAMA", "cHRM": break
    default: return
    }
    colour.ranges.append(range)
  }

  private static func checkSignature(_ bytes: [UInt8]) throws(PictureError) {
    for (offset, byte) in signature.enumerated() {
      guard offset < bytes.count else { throw .truncated(at: offset) }
      guard bytes[offset] == byte else { throw .damaged(reason: "bad PNG signature", at: offset) }
    }
  }

  /// Type and data length of the chunk at `offset`, after a look at its check sum.
  private static func chunk(
    in bytes: [UInt8], at offset: Int
  ) throws(PictureError) -> (type: String, count: Int) {
    guard bytes.count - offset >= prefixBytes else { throw .truncated(at: bytes.count) }
    let typeBytes = bytes[offset + 4..<offset + prefixBytes]
    guard typeBytes.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "z") ~= $0 }) else {
      throw .damaged(reason: "bad PNG chunk type", at: offset + 4)
    }
    let type = String(decoding: typeBytes, as: UTF8.self)
    let count = Int(word(in: bytes, at: offset))
    let sumOffset = offset + prefixBytes + count
    guard bytes.count - sumOffset >= suffixBytes else { throw .truncated(at: bytes.count) }
    guard checkSum(bytes[offset + 4..<sumOffset]) == word(in: bytes, at: sumOffset) else {
      throw .damaged(reason: "bad check sum of the \(type) chunk", at: sumOffset)
    }
    return (type, count)
  }

  private static func word(in bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func checkSum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = CRC32()
    for byte in bytes { sum.add(byte) }
    return sum.value
  }
}

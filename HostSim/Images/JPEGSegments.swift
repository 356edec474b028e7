/// The frame of a JPEG file: markers, segments and the entropy-coded data between them.
///
/// Walked before the decoder runs, since the decoder does not say at which byte it stopped, refuses
/// to name a rare chroma subsampling, and keeps the Adobe and EXIF segments to itself.
/// Source: ITU-T T.81, sections B.1.1 "Marker assignments", B.2.2 "Frame header syntax"; Adobe
/// Technical Note 5116, section 18 "Adobe-specific markers".
struct JPEGSegments {
  static let startOfImage: [UInt8] = [0xFF, 0xD8]

  /// What the frame header states, not yet checked against any limit.
  struct Frame: Equatable {
    var width: Int
    var height: Int
    var componentCount: Int
    /// Where height and width stand, in bytes from the file's start.
    var sizeOffset: Int
  }

  let frame: Frame
  /// Where the first scan begins, in bytes from the file's start.
  let scanOffset: Int
  /// Whether Adobe's segment is there: then four-component pictures hold inverted inks.
  private(set) var isAdobe = false
  /// 1...8, as `EXIFOrientation` reads it.
  private(set) var orientation = EXIFOrientation.upright

  /// - Throws: `.truncated`, `.damaged` or `.unsupported`, with the byte, where the file is not a
  ///   whole sequence of segments from SOI to EOI. What follows EOI is ignored.
  init(_ bytes: [UInt8]) throws(PictureError) {
    var frame: Frame?
    var scanOffset: Int?
    var offset = Self.startOfImage.count
    while true {
      let marker = try Self.marker(in: bytes, at: &offset)
      // TEM and RSTn stand alone.
      if marker == 0x01 || 0xD0...0xD7 ~= marker { continue }
      if marker == 0xD9 { break }
      let body = try Self.body(in: bytes, at: offset)
      switch marker {
      case 0xC0...0xC2, 0xC9, 0xCA:
        guard frame == nil else { throw .damaged(reason: "a second JPEG frame", at: offset) }
        frame = try Self.frame(in: bytes, body: body)
      case 0xC3, 0xC5...0xC7, 0xCB, 0xCD...0xCF:
        throw .unsupported(reason: "lossless or hierarchical JPEG", at: offset)
      case 0xE1 where orientation == EXIFOrientation.upright:
        orientation = EXIFOrientation.read(bytes[body])
      case 0xEE: isAdobe = isAdobe || bytes[body].starts(with: "Adobe".utf8)
      case 0xDA: scanOffset = scanOffset ?? offset
      default: break
      }
      offset = body.upperBound
      if marker == 0xDA { try Self.skipEntropyCodedData(in: bytes, at: &offset) }
    }
    guard let frame else { throw .damaged(reason: "no JPEG frame before this", at: offset) }
    guard let scanOffset else { throw .damaged(reason: "no JPEG scan before this", at: offset) }
    self.frame = frame
    self.scanOffset = scanOffset
  }

  /// The marker code at `offset`, behind any fill bytes; leaves `offset` behind it.
  private static func marker(
    in bytes: [UInt8], at offset: inout Int
  ) throws(PictureError) -> UInt8 {
    guard offset < bytes.count else { throw .truncated(at: bytes.count) }
    guard bytes[offset] == 0xFF else {
      throw .damaged(reason: "no JPEG marker where one must stand", at: offset)
    }
    while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
    guard offset < bytes.count else { throw .truncated(at: bytes.count) }
    offset += 1
    return bytes[offset - 1]
  }

  /// Where the segment's contents stand, its length at `offset` being read and left out.
  private static func body(in bytes: [UInt8], at offset: Int) throws(PictureError) -> Range<Int> {
    guard bytes.count - offset >= 2 else { throw .truncated(at: bytes.count) }
    let count = word(in: bytes, at: offset)
    guard count >= 2 else { throw .damaged(reason: "bad JPEG segment length", at: offset) }
    guard bytes.count - offset >= count else { throw .truncated(at: bytes.count) }
    return offset + 2..<offset + count
  }

  private static func frame(in bytes: [UInt8], body: Range<Int>) throws(PictureError) -> Frame {
    guard body.count >= 6 else { throw .damaged(reason: "short JPEG frame", at: body.lowerBound) }
    guard bytes[body.lowerBound] == 8 else {
      throw .unsupported(
        reason: "JPEG samples of \(bytes[body.lowerBound]) bits", at: body.lowerBound)
    }
    let sizeOffset = body.lowerBound + 1
    return Frame(
      width: word(in: bytes, at: sizeOffset + 2), height: word(in: bytes, at: sizeOffset),
      componentCount: Int(bytes[sizeOffset + 4]), sizeOffset: sizeOffset)
  }

  /// Leaves `offset` at the marker that ends the data: no stuffed zero, restart or fill byte.
  private static func skipEntropyCodedData(
    in bytes: [UInt8], at offset: inout Int
  ) throws(PictureError) {
    while offset + 1 < bytes.count {
      if bytes[offset] == 0xFF {
        let next = bytes[offset + 1]
        if next != 0, next != 0xFF, !(0xD0...0xD7 ~= next) { return }
      }
      offset += 1
    }
    throw .truncated(at: bytes.count)
  }

  private static func word(in bytes: [UInt8], at offset: Int) -> Int {
    Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }
}

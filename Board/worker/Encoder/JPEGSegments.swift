/// The segments of a JPEG file: walked from scan to scan, they keep what the next scan needs.
///
/// Taken as browsers take them: stray bytes before a marker, fill bytes and restart markers between
/// segments are passed over, and what follows the end of the image is not looked at.
/// Source: ITU-T T.81, annex B "Compressed data formats"; Adobe Technical Note 5116, section 18.
struct JPEGSegments {
  private(set) var frame: JPEGFrame?
  /// As the first EXIF segment states it, 1...8.
  private(set) var orientation = EXIFOrientation.upright
  private(set) var isJFIF = false
  /// How the components were transformed, where an Adobe segment says so.
  private(set) var adobeTransform: UInt8?
  /// Four tables of 64 in zigzag order.
  private(set) var quantization = [UInt16].zeros(4 * 64)
  private var hasQuantization: [4 of Bool] = [false, false, false, false]
  /// Where in the file the counts of each code's lengths stand, DC 0...3, then AC; 0: there is none.
  private(set) var codes = [8 of Int](repeating: 0)
  /// Units between two restart markers; 0: there are none.
  private(set) var restartInterval = 0
  /// Whether the end of the image has been met.
  private(set) var hasEnd = false
  /// What is walked next. Behind a scan's header its data are passed over, as stray bytes would be.
  var at = 2
  private var hasEXIF = false

  /// Walks to the next scan: `at` is then where its data begin. Nil at the end of the image, or of
  /// the file.
  mutating func nextScan(_ file: Span<UInt8>) throws(PictureError) -> JPEGScan? {
    while let marker = nextMarker(file) {
      let start = at &- 2
      // TEM and RSTn stand alone.
      if marker == 0x01 || 0xD0...0xD7 ~= marker { continue }
      if marker == 0xD9 {
        hasEnd = true
        return nil
      }
      guard marker >= 0xC0, marker != 0xD8 else {
        throw PictureError(.damaged, "there is no such JPEG marker here", at: start)
      }
      guard file.count &- at >= 2 else { throw .end(file) }
      let count = file.big16(at)
      guard count >= 2 else { throw PictureError(.damaged, "bad JPEG segment length", at: at) }
      guard count <= file.count &- at else { throw .end(file) }
      let body = at &+ 2..<at &+ count
      at = body.upperBound
      guard marker != 0xDA else {
        guard let frame else {
          throw PictureError(.damaged, "no JPEG frame before this", at: start)
        }
        return try JPEGScan(file, body, frame)
      }
      try take(marker, body, file)
    }
    return nil
  }

  /// The next marker's code, `at` being behind it; nil where the file ends first.
  private mutating func nextMarker(_ file: Span<UInt8>) -> UInt8? {
    while at < file.count &- 1 {
      at += 1
      guard file[at &- 1] == 0xFF, file[at] != 0, file[at] != 0xFF else { continue }
      at += 1
      return file[at &- 1]
    }
    at = file.count
    return nil
  }

  private mutating func take(
    _ marker: UInt8, _ body: Range<Int>, _ file: Span<UInt8>
  ) throws(PictureError) {
    let start = body.lowerBound
    switch marker {
    case 0xC0...0xC2:
      guard frame == nil else { throw PictureError(.damaged, "a second JPEG frame", at: start) }
      frame = try JPEGFrame(file, body, isProgressive: marker == 0xC2)
    case 0xC4: try takeCodes(body, file)
    case 0xC3:
      throw PictureError(.unsupported, "a lossless JPEG, which is not read", at: start)
    case 0xC9...0xCB, 0xCD...0xCF:
      throw PictureError(
        .unsupported, "a JPEG with arithmetic coding, which is not read", at: start)
    case 0xC5...0xC7, 0xDE:
      throw PictureError(.unsupported, "a hierarchical JPEG, which is not read", at: start)
    case 0xDB: try takeQuantization(body, file)
    case 0xDD:
      guard body.count == 2 else {
        throw PictureError(.damaged, "JPEG restart interval of a wrong length", at: start)
      }
      restartInterval = file.big16(start)
    case 0xE0 where body.count >= 5 && file.has("JFIF\0", at: start): isJFIF = true
    case 0xE1 where !hasEXIF && body.count >= 6 && file.has("Exif\0\0", at: start):
      hasEXIF = true
      orientation = EXIFOrientation.read(file.extracting(start &+ 6..<body.upperBound))
    case 0xEE where body.count >= 12 && file.has("Adobe", at: start):
      adobeTransform = file[start &+ 11]
    default: break
    }
  }

  private mutating func takeQuantization(
    _ body: Range<Int>, _ file: Span<UInt8>
  ) throws(PictureError) {
    var at = body.lowerBound
    while at < body.upperBound {
      let (bytes, table) = (Int(file[at] >> 4) &+ 1, Int(file[at] & 15))
      guard bytes <= 2, table < 4, 64 &* bytes < body.upperBound &- at else {
        throw PictureError(.damaged, "bad JPEG quantisation table", at: at)
      }
      at += 1
      for index in 0..<64 {
        quantization[table &* 64 &+ index] = UInt16(
          truncatingIfNeeded: bytes == 1 ? Int(file[at &+ index]) : file.big16(at &+ index &* 2))
      }
      hasQuantization[table] = true
      at += 64 &* bytes
    }
  }

  private mutating func takeCodes(_ body: Range<Int>, _ file: Span<UInt8>) throws(PictureError) {
    var at = body.lowerBound
    while at < body.upperBound {
      let (kind, table) = (Int(file[at] >> 4), Int(file[at] & 15))
      var count = 0
      if body.upperBound &- at >= 17 { for length in 1...16 { count += Int(file[at &+ length]) } }
      guard kind < 2, table < 4, 1...256 ~= count, 17 &+ count <= body.upperBound &- at else {
        throw PictureError(.damaged, "bad JPEG code table", at: at)
      }
      codes[kind &* 4 &+ table] = at &+ 1
      at += 17 &+ count
    }
  }

  /// The quantisation of a component, in zigzag order.
  func quantization(_ component: JPEGFrame.Component, at: Int) throws(PictureError) -> [UInt16] {
    guard hasQuantization[component.quantization] else {
      throw PictureError(.damaged, "no JPEG quantisation table before this", at: at)
    }
    let start = component.quantization &* 64
    return Array(quantization[start..<start &+ 64])
  }
}

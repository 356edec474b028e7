/// How a camera was held, and the turn that puts its picture upright.
///
/// Source: CIPA DC-008 (EXIF 2.32), section 4.6.4, tag 0x0112 "Orientation"; TIFF 6.0, section 2.
enum EXIFOrientation {
  static let upright = 1

  /// The orientation, 1...8, that a TIFF structure states; `upright` where it states none that is
  /// sound: a picture is worth showing without it.
  static func read(_ tiff: Span<UInt8>) -> Int {
    guard tiff.count >= 8 else { return upright }
    let isBigEndian = tiff.has("MM", at: 0)
    guard isBigEndian || tiff.has("II", at: 0), tiff.short(2, isBigEndian) == 42 else {
      return upright
    }
    let high = tiff.short(isBigEndian ? 4 : 6, isBigEndian)
    let directory = high << 16 | tiff.short(isBigEndian ? 6 : 4, isBigEndian)
    // What lies beyond the first 64 KB lies beyond any segment, and keeps the sums below in range.
    guard high == 0, directory <= tiff.count &- 2 else { return upright }
    for entry in 0..<tiff.short(directory, isBigEndian) {
      let at = directory &+ 2 &+ entry &* 12
      guard at <= tiff.count &- 12 else { return upright }
      guard tiff.short(at, isBigEndian) == 0x0112 else { continue }
      let orientation = tiff.short(at &+ 8, isBigEndian)
      return 1...8 ~= orientation ? orientation : upright
    }
    return upright
  }

  /// Whether rows of the file become columns of what is seen.
  static func isTransposed(_ orientation: Int) -> Bool { orientation >= 5 }

  /// Of what is seen, `width` columns wide: where each pixel stands in what is stored.
  static func turn(_ stored: [UInt16], width: Int, height: Int, _ orientation: Int) -> [UInt16] {
    guard orientation != upright else { return stored }
    let isTransposed = isTransposed(orientation)
    let isMirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8
    let isUpsideDown = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7
    let (storedWidth, storedHeight) = isTransposed ? (height, width) : (width, height)
    var turned = [UInt16].zeros(stored.count)
    var to = 0
    for y in 0..<height {
      for x in 0..<width {
        let (column, row) = isTransposed ? (y, x) : (x, y)
        let from = isMirrored ? storedWidth &- 1 &- column : column
        turned[to] = stored[(isUpsideDown ? storedHeight &- 1 &- row : row) &* storedWidth &+ from]
        to += 1
      }
    }
    return turned
  }
}

extension Span<UInt8> {
  fileprivate func short(_ at: Int, _ isBigEndian: Bool) -> Int {
    isBigEndian ? big16(at) : Int(self[at + 1]) << 8 | Int(self[at])
  }
}

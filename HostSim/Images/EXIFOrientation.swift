/// How a camera was held, and the turn that puts its picture upright.
///
/// Source: CIPA DC-008 (EXIF 2.32), section 4.6.4, tag 0x0112 "Orientation"; TIFF 6.0, section 2.
enum EXIFOrientation {
  static let upright = 1

  /// The orientation, 1...8, that an APP1 segment states; `upright` where it states none that is
  /// sound: a picture is worth showing without it.
  static func read(_ segment: ArraySlice<UInt8>) -> Int {
    guard segment.starts(with: "Exif\0\0".utf8) else { return upright }
    let tiff = Array(segment.dropFirst(6))
    let isBigEndian = tiff.starts(with: "MM".utf8)
    func value(at offset: Int, byteCount: Int) -> Int? {
      guard offset >= 0, offset <= tiff.count - byteCount else { return nil }
      let bytes = tiff[offset..<offset + byteCount]
      return (isBigEndian ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard isBigEndian || tiff.starts(with: "II".utf8), value(at: 2, byteCount: 2) == 42,
      let directory = value(at: 4, byteCount: 4), let count = value(at: directory, byteCount: 2)
    else { return upright }
    for entry in 0..<count {
      let offset = directory + 2 + entry * 12
      guard let tag = value(at: offset, byteCount: 2) else { return upright }
      guard tag == 0x0112 else { continue }
      let orientation = value(at: offset + 8, byteCount: 2) ?? upright
      return 1...8 ~= orientation ? orientation : upright
    }
    return upright
  }

  /// `picture`, stored with `orientation`, as it is meant to be seen.
  static func upright(_ picture: Picture, orientation: Int) -> Picture {
    guard orientation != upright else { return picture }
    let isTransposed = orientation >= 5
    let isMirrored = [2, 3, 7, 8].contains(orientation)
    let isUpsideDown = [3, 4, 6, 7].contains(orientation)
    let (width, height) = (picture.width, picture.height)
    var turned = Picture(
      width: isTransposed ? height : width, height: isTransposed ? width : height)
    for y in 0..<turned.height {
      for x in 0..<turned.width {
        let (column, row) = isTransposed ? (y, x) : (x, y)
        turned[x, y] =
          picture[
            isMirrored ? width - 1 - column : column, isUpsideDown ? height - 1 - row : row]
      }
    }
    return turned
  }
}

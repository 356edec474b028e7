/// One row of a picture, ready to be read pixel by pixel.
struct GlyphRow {
  private let source: GlyphImage.Source
  private let bits: UInt16
  /// The first pixel's place in the compiled-in fonts, in half bytes.
  let start: Int

  /// Coverage 0...15 of the pixel `column` columns from the picture's left edge.
  func level(at column: Int) -> UInt8 {
    switch source {
    case .compiledIn:
      let place = start &+ column
      let pair = Font.byte(at: place &>> 1)
      return place & 1 == 0 ? pair &>> 4 : pair & 0xF
    case .fallback: return bits &<< UInt16(truncatingIfNeeded: column) & 0x8000 == 0 ? 0 : 15
    }
  }

  /// The row `y` of the rectangle, one that `picture` has.
  init(_ y: Int, of picture: GlyphRun.Picture) {
    source = picture.source
    bits = picture.bits
    start =
      source == .compiledIn
      ? Self.start(ofRow: y &- Int(picture.top), of: picture) : 0
  }

  /// Half bytes from the fonts' beginning to a row: rows equal to the one above are not stored.
  private static func start(ofRow row: Int, of picture: GlyphRun.Picture) -> Int {
    let data = Int(picture.data)
    let maskBytes = (Int(picture.rows) &+ 7) / 8
    var mask: UInt32 = 0
    for index in 0..<maskBytes {
      mask |= UInt32(Font.byte(at: data &+ index)) &<< UInt32(truncatingIfNeeded: 8 &* index)
    }
    let through = mask & (2 &<< UInt32(truncatingIfNeeded: row) &- 1)
    let stored = through.nonzeroBitCount &- 1
    return 2 &* (data &+ maskBytes) &+ stored &* Int(picture.width)
  }
}

extension GlyphRun.Picture {
  /// The row `y` of the rectangle, which must be one that the picture has.
  func row(_ y: Int) -> GlyphRow { GlyphRow(y, of: self) }
}

import FontData

/// One row of a picture, ready to be drawn.
struct GlyphRow {
  private let source: GlyphImage.Source
  /// The pixels of a fallback picture, the first in the highest bit.
  private let bits: UInt16
  /// The first pixel's place in the compiled-in fonts, in half bytes.
  let start: Int

  /// The row `y` of the rectangle, one that `picture` has.
  init(_ y: Int, of picture: borrowing GlyphRun.Picture) {
    source = picture.source
    bits = picture.bits
    switch picture.source {
    case .compiledIn: start = Self.start(ofRow: y &- Int(picture.top), of: picture)
    case .fallback: start = 0
    }
  }

  /// Half bytes from the fonts' beginning to a row: rows equal to the one above are not stored.
  private static func start(ofRow row: Int, of picture: borrowing GlyphRun.Picture) -> Int {
    let data = Int(truncatingIfNeeded: picture.data)
    let flagBytes = (Int(picture.rows) &+ 7) &>> 3
    let whole = row &>> 3
    let last = UInt32(Font.byte(at: data &+ whole))
    var stored = (last & (2 &<< UInt32(truncatingIfNeeded: row & 7) &- 1)).nonzeroBitCount &- 1
    for index in 0..<whole { stored &+= Font.byte(at: data &+ index).nonzeroBitCount }
    return 2 &* (data &+ flagBytes) &+ stored &* Int(picture.width)
  }

  /// Raises every second byte of `levels`, from `place`, to the coverage of the row's pixels
  /// `columns`, which count from the picture's left edge.
  func cover(_ levels: inout MutableSpan<UInt8>, from place: Int, columns: Range<Int>) {
    guard place >= 0, place &+ 2 &* columns.count <= levels.count else { return }
    switch source {
    case .compiledIn: coverCompiledIn(&levels, from: place, columns)
    case .fallback: coverFallback(&levels, from: place, columns)
    }
  }

  private func coverCompiledIn(
    _ levels: inout MutableSpan<UInt8>, from place: Int, _ columns: Range<Int>
  ) {
    let first = start &+ columns.lowerBound
    guard first >= 0, first &+ columns.count <= 2 &* Font.byteCount else { return }
    let fonts = unsafe sleeve_fonts_start()
    var place = place
    for half in first..<first &+ columns.count {
      // Both ends of both ranges were checked above.
      let pair = unsafe sleeve_constant(fonts, half &>> 1)
      let level = half & 1 == 0 ? pair &>> 4 : pair & 0xF
      if unsafe levels[unchecked: place] < level { unsafe levels[unchecked: place] = level }
      place &+= 2
    }
  }

  private func coverFallback(
    _ levels: inout MutableSpan<UInt8>, from place: Int, _ columns: Range<Int>
  ) {
    var bits = bits &<< UInt16(truncatingIfNeeded: columns.lowerBound)
    var place = place
    let end = place &+ 2 &* columns.count
    while bits != 0, place < end {
      // `end` was checked against the memory's own by the caller.
      if bits & 0x8000 != 0 { unsafe levels[unchecked: place] = 15 }
      bits &<<= 1
      place &+= 2
    }
  }
}

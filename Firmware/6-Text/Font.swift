import FontData

/// One of the anti-aliased fonts that are compiled in: three with Latin, Greek, Cyrillic and signs,
/// and one with large digits. In each, all digits are of one width.
///
/// The data is part of the program, so what it says is trusted; the tests read every glyph of it.
/// `Firmware/Fonts/README.md` describes its bytes.
public struct Font: Equatable, Sendable {
  /// Where the font's own data begins.
  private let start: Int

  /// 24 pixels per em, medium.
  public static var large: Font { Font(index: 0) }
  /// 18 pixels per em, medium.
  public static var medium: Font { Font(index: 1) }
  /// 14 pixels per em, regular.
  public static var small: Font { Font(index: 2) }
  /// Digits and the colon, for a clock that is read from across the room, and the letters of AM and
  /// PM, smaller. It has nothing else.
  public static var clock: Font { Font(index: 3) }

  private init(index: Int) {
    start = Self.word(at: 8 &+ 4 &* index)
  }

  /// Rows above the baseline that hold a capital with an accent.
  public var ascent: Int { Int(Self.byte(at: start)) }
  /// Rows below the baseline that hold a letter's tail.
  public var descent: Int { Int(Self.byte(at: start &+ 1)) }
  /// Rows from the baseline to the top of a lower-case letter.
  public var xHeight: Int { Int(Self.byte(at: start &+ 2)) }
  /// Rows a line of text takes; only stacked accents on capitals reach beyond.
  public var lineHeight: Int { ascent &+ descent }

}

extension Font: GlyphSource {
  // Out of line: a cursor asks twice.
  @inline(never)
  func read(_ scalar: UInt32, into glyph: inout Glyph) -> Bool {
    guard scalar <= 0xFFFF, let number = glyphNumber(of: Int(truncatingIfNeeded: scalar)) else {
      return false
    }
    guard let header = header(ofGlyph: number) else { return false }
    guard header.isComposite else {
      glyph.advance = header.advance
      glyph.append(header.image)
      return true
    }
    guard let base = self.header(ofGlyph: header.base), let mark = self.header(ofGlyph: header.mark)
    else { return false }
    glyph.advance = base.advance
    glyph.append(base.image)
    var image = mark.image
    image.left &+= Int8(truncatingIfNeeded: header.dx)
    image.top &+= Int8(truncatingIfNeeded: header.dy)
    glyph.append(image)
    return true
  }
}

/// Reading the data.
extension Font {
  /// Bytes of all fonts' data.
  static var byteCount: Int { Int(SLEEVE_FONT_BYTES) }

  /// A byte of all fonts' data; 0 beyond its end.
  static func byte(at offset: Int) -> UInt8 {
    guard offset >= 0, offset < byteCount else { return 0 }
    // The array has exactly that many bytes, which FontData.c asserts.
    return unsafe sleeve_constant(sleeve_fonts_start(), offset)
  }

  @inline(never)
  private static func half(at offset: Int) -> Int {
    Int(byte(at: offset)) | Int(byte(at: offset &+ 1)) &<< 8
  }

  private static func word(at offset: Int) -> Int {
    half(at: offset) | half(at: offset &+ 2) &<< 16
  }

  private static var fontHeaderBytes: Int { 8 }
  private static var rangeBytes: Int { 6 }

  private var rangeCount: Int { Int(Self.byte(at: start &+ 3)) }

  /// The glyph number of `code`, by binary search of the ranges once the first, ASCII, is ruled out.
  private func glyphNumber(of code: Int) -> Int? {
    if let number = glyphNumber(of: code, inRange: 0) { return number }
    var low = 1
    var high = rangeCount
    while low < high {
      let middle = (low &+ high) / 2
      if let number = glyphNumber(of: code, inRange: middle) { return number }
      if code < firstCode(ofRange: middle) {
        high = middle
      } else {
        low = middle &+ 1
      }
    }
    return nil
  }

  private func firstCode(ofRange index: Int) -> Int {
    Self.half(at: start &+ Self.fontHeaderBytes &+ index &* Self.rangeBytes)
  }

  private func glyphNumber(of code: Int, inRange index: Int) -> Int? {
    let range = start &+ Self.fontHeaderBytes &+ index &* Self.rangeBytes
    let first = Self.half(at: range)
    guard first <= code, code <= Self.half(at: range &+ 2) else { return nil }
    return Self.half(at: range &+ 4) &+ code &- first
  }

  /// The header of a glyph, or `nil` where its number stands for an unassigned code point.
  private func header(ofGlyph number: Int) -> GlyphHeader? {
    let table = start &+ Self.fontHeaderBytes &+ rangeCount &* Self.rangeBytes
    // Places are counted in half words: the largest font has more than 64 KB.
    let record = 2 &* Self.half(at: table &+ 2 &* number)
    guard record != 0 else { return nil }
    let low = Self.half(at: start &+ record)
    let high = Self.half(at: start &+ record &+ 2)
    return GlyphHeader(
      word: UInt32(truncatingIfNeeded: high &<< 16 | low),
      data: UInt32(truncatingIfNeeded: start &+ record &+ 4))
  }
}

/// The 32 bits that open a glyph's record.
private struct GlyphHeader {
  let word: UInt32
  /// The byte after them.
  let data: UInt32

  private func field(_ shift: UInt32, _ bits: UInt32) -> Int {
    Int(truncatingIfNeeded: word &>> shift & (1 &<< bits &- 1))
  }

  var isComposite: Bool { word &>> 31 != 0 }

  var base: Int { field(0, 11) }
  var mark: Int { field(11, 11) }
  var dx: Int { field(22, 5) &- 16 }
  var dy: Int { field(27, 4) &- 8 }

  var advance: Int { field(0, 6) }
  var image: GlyphImage {
    GlyphImage(
      data: data,
      left: Int8(truncatingIfNeeded: field(18, 6) &- 32),
      top: Int8(truncatingIfNeeded: field(24, 7) &- 16),
      width: UInt8(truncatingIfNeeded: field(6, 6)), rows: UInt8(truncatingIfNeeded: field(12, 6)))
  }
}

/// The 16-pixel-high font for everything that the compiled-in fonts lack, in a region of memory
/// that a board maps from flash, or a host from a file.
///
/// What the region holds is not trusted: every read is checked against its length, so damage shows
/// as wrong pixels or as a missing glyph, and a region that is no font at all is refused.
/// `HostSim/Fonts/README.md` describes its bytes.
public struct FallbackFont: Sendable {
  /// Rows of every glyph, and of these, rows above the baseline.
  static var rows: UInt8 { 16 }
  static var ascent: Int8 { 14 }

  /// Stands for the first slot of the joined shapes of Arabic letters: beyond all characters.
  static var shapes: UInt32 { 0x20_0000 | 0x1_05A0 }

  private let region: UnsafeRegion

  /// Takes the font at the beginning of the `count` bytes from `start`, which may be more than it
  /// has, such as a whole flash partition; `nil` where there is none, or only a part of one.
  ///
  /// - Precondition: The bytes stay readable and unchanged for the life of the program.
  @unsafe public init?(start: UnsafePointer<UInt8>, count: Int) {
    let available = unsafe UnsafeRegion(start: start, count: min(count, Layout.sizeLimit))
    guard available.word(at: 0) == Layout.magic, available.half(at: 4) == Layout.version,
      let length = available.offset(at: 8)
    else { return nil }
    region = unsafe UnsafeRegion(start: start, count: length)
    let tables = Layout.blocks &+ 4 &* Int(region.half(at: 6))
    guard tables <= length else { return nil }
  }
}

extension FallbackFont: GlyphSource {
  @inline(never)
  func read(_ scalar: UInt32, into glyph: inout Glyph) -> Bool {
    guard scalar <= 0xFFFF || scalar >= Self.shapes else { return false }
    let syllable = HangulSyllable(scalar)
    let slot = Int(truncatingIfNeeded: scalar & 0x1F_FFFF)
    guard let first = image(at: syllable?.initialSlot ?? slot) else { return false }
    if let syllable {
      guard let vowel = image(at: syllable.vowelSlot) else { return false }
      glyph.append(first)
      glyph.append(vowel)
      if let final = syllable.finalSlot, let image = image(at: final) { glyph.append(image) }
    } else {
      glyph.append(first)
    }
    glyph.advance = Int(first.width)
    return true
  }

  /// The picture in a slot: a code point, or beyond these a letter of a Hangul syllable.
  private func image(at slot: Int) -> GlyphImage? {
    guard slot / Layout.blockSlots < Int(region.half(at: 6)) else { return nil }
    let entry = Layout.blocks &+ 4 &* (slot / Layout.blockSlots)
    guard let block = region.offset(at: entry), block != 0 else { return nil }
    let place = slot % Layout.blockSlots
    var offset = block &+ Layout.blockSlots
    for before in 0..<place { offset &+= Int(region.byte(at: block &+ before) & 0x7F) }
    let length = region.byte(at: block &+ place)
    guard length != 0 else { return nil }
    let width: UInt8 = length & 0x80 == 0 ? 8 : 16
    return GlyphImage(
      data: UInt32(truncatingIfNeeded: 8 &* offset), source: .fallback, top: Self.ascent,
      width: width, rows: Self.rows)
  }
}

/// Row codes.
extension FallbackFont {
  /// Reads the row at bit `position`, which moves on to the next row.
  ///
  /// Four codes: the row above again; one of 128 common rows; one of 2,048; the row itself.
  /// The highest of the 16 bits is the leftmost pixel.
  func row(below above: UInt16, width: UInt8, at position: inout UInt32) -> UInt16 {
    switch take(2, at: &position) {
    case 0: return above
    case 1: return region.half(at: Layout.commonRows &+ 2 &* take(7, at: &position))
    case 2: return region.half(at: Layout.otherRows &+ 2 &* take(11, at: &position))
    default:
      let bits = take(Int(width), at: &position)
      return UInt16(truncatingIfNeeded: bits &<< (16 &- Int(width)))
    }
  }

  /// The next `count` bits, 16 at most, highest first.
  private func take(_ count: Int, at position: inout UInt32) -> Int {
    let byte = Int(truncatingIfNeeded: position &>> 3)
    var bits = Int(region.byte(at: byte)) &<< 16 | Int(region.byte(at: byte &+ 1)) &<< 8
    bits |= Int(region.byte(at: byte &+ 2))
    let unread = 24 &- Int(truncatingIfNeeded: position & 7)
    position &+= UInt32(truncatingIfNeeded: count)
    return bits &>> (unread &- count) & (1 &<< count &- 1)
  }

  private enum Layout {
    /// "SLVU", read as a little-endian word.
    static var magic: UInt32 { 0x5556_4C53 }
    static var version: UInt16 { 1 }
    /// Bytes of the longest font: its bit positions fit into 32 bits.
    static var sizeLimit: Int { 1 &<< 24 }
    static var commonRows: Int { 12 }
    static var otherRows: Int { commonRows &+ 2 &* 128 }
    static var blocks: Int { otherRows &+ 2 &* 2048 }
    static var blockSlots: Int { 16 }
  }
}

import Firmware

/// A fallback font with the letters U+0E01 to U+0E0F, in memory where a test can damage it.
///
/// Any bits are row codes, so tables and glyphs are random: `HostSim/Fonts/README.md` describes the
/// format.
@safe struct SmallFont: ~Copyable {
  static var versionPlace: Int { 4 }
  static var blockCountPlace: Int { 6 }
  static var lengthPlace: Int { 8 }
  private static var blockCount: Int { 0xE1 }
  private static var tables: Int { 4_364 }
  /// The one entry of the table of blocks that is not 0.
  static var blockPlace: Int { tables + 4 * 0xE0 }
  static var glyphs: Int { tables + 4 * blockCount }
  /// 16 lengths, and 15 glyphs of 24 bytes.
  static var byteCount: Int { glyphs + 16 + 15 * 24 }

  private let bytes: UnsafeMutablePointer<UInt8>

  /// Makes the font in the `byteCount` bytes at `bytes`.
  @unsafe init(at bytes: UnsafeMutablePointer<UInt8>) {
    unsafe self.bytes = bytes
  }

  mutating func restore() {
    var random = NarrowRandom()
    for index in 0..<Self.byteCount { self[index] = UInt8(truncatingIfNeeded: random.next()) }
    let magic: StaticString = "SLVU"
    for index in 0..<4 { self[index] = unsafe magic.utf8Start[index] }
    set(1, at: Self.versionPlace)
    self[Self.blockCountPlace] = UInt8(truncatingIfNeeded: Self.blockCount)
    set(UInt32(truncatingIfNeeded: Self.byteCount), at: Self.lengthPlace)
    for place in stride(from: Self.tables, to: Self.glyphs, by: 4) { set(0, at: place) }
    set(UInt32(truncatingIfNeeded: Self.glyphs), at: Self.blockPlace)
    self[Self.glyphs] = 0
    for slot in 1..<16 { self[Self.glyphs + slot] = 24 | (slot % 2 == 0 ? 0x80 : 0) }
  }

  subscript(place: Int) -> UInt8 {
    get { unsafe bytes[place] }
    set { unsafe bytes[place] = newValue }
  }

  mutating func set(_ word: UInt32, at place: Int) {
    for index in 0..<4 {
      self[place + index] = UInt8(truncatingIfNeeded: word &>> UInt32(8 * index))
    }
  }

  /// The font as a board finds it in the first `count` bytes.
  func font(count: Int = byteCount) -> FallbackFont? {
    unsafe FallbackFont(start: UnsafePointer(bytes), count: count)
  }
}

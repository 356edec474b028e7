import Firmware

/// Memory for the font.
nonisolated(unsafe) private var storage = InlineArray<6_144, UInt8>(repeating: 0)

/// Draws text with a font that flash has damaged: it is refused, or draws boxes or wrong pixels.
struct DamagedFonts: ~Copyable {
  private var font: SmallFont
  /// The text as it is drawn without a fallback font.
  private let boxes: UInt32

  static func run(_ report: inout Report) {
    var memory = unsafe storage.mutableSpan
    unsafe memory.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, buffer.count >= SmallFont.byteCount else {
        return report.check("memory for the font", false)
      }
      var test = unsafe DamagedFonts(at: start)
      test.headers(&report)
      test.blockOffsets(&report)
      test.everyLength(&report)
      test.flippedBits(&report)
    }
  }

  @unsafe private init(at start: UnsafeMutablePointer<UInt8>) {
    font = unsafe SmallFont(at: start)
    boxes = Self.draw(nil)
  }

  private mutating func headers(_ report: inout Report) {
    for place in 0..<SmallFont.byteCount { font[place] = 0 }
    report.check("zeros are no font", font.font() == nil)
    for place in 0..<SmallFont.byteCount { font[place] = 0xFF }
    report.check("erased flash is no font", font.font() == nil)
    font.restore()
    report.check("whole font", Self.draw(font.font()) != boxes)
    report.check("whole font in a larger region", Self.draw(font.font(count: 6_144)) != boxes)
    report.check("a region of less than nothing", font.font(count: -1) == nil)
    let length = UInt32(truncatingIfNeeded: SmallFont.byteCount)
    let tables = UInt32(truncatingIfNeeded: SmallFont.glyphs)
    let lengths: [8 of UInt32] = [
      .max, 1 << 31, 1 << 31 - 1, 1 << 31 + 1, length + 1, tables - 1, 4, 0,
    ]
    for index in lengths.indices {
      font.set(lengths[index], at: SmallFont.lengthPlace)
      report.check("length word", font.font() == nil, lengths[index])
    }
    font.restore()
    font[SmallFont.blockCountPlace + 1] = 0xFF
    report.check("more blocks than bytes", font.font() == nil)
  }

  private mutating func blockOffsets(_ report: inout Report) {
    let length = UInt32(truncatingIfNeeded: SmallFont.byteCount)
    let outside: [7 of UInt32] = [
      .max, 1 << 31, 1 << 31 - 1, 1 << 31 + 1, length + 1, length, 0,
    ]
    font.restore()
    for index in outside.indices {
      font.set(outside[index], at: SmallFont.blockPlace)
      report.check("block outside", Self.draw(font.font()) == boxes, outside[index])
    }
    for offset in 1..<length {
      guard offset < 8 || offset > length - 40 else { continue }
      font.set(offset, at: SmallFont.blockPlace)
      report.check("block at any place", font.font() != nil, offset)
      _ = Self.draw(font.font())
    }
    for place in stride(from: SmallFont.blockPlace, to: SmallFont.blockPlace - 64, by: -4) {
      font.set(.max, at: place)
    }
    report.check("erased table", Self.draw(font.font()) == boxes)
  }

  /// A font that was not written to its end, and one that says so.
  private mutating func everyLength(_ report: inout Report) {
    font.restore()
    for count in 0..<SmallFont.byteCount {
      report.check("cut off", font.font(count: count) == nil, UInt32(truncatingIfNeeded: count))
    }
    for count in 0..<SmallFont.byteCount {
      font.set(UInt32(truncatingIfNeeded: count), at: SmallFont.lengthPlace)
      let cut = font.font(count: count)
      let number = UInt32(truncatingIfNeeded: count)
      report.check("short", (cut != nil) == (count >= SmallFont.glyphs), number)
      if cut != nil, count % 8 == 0 { _ = Self.draw(cut) }
    }
  }

  private mutating func flippedBits(_ report: inout Report) {
    var random = NarrowRandom()
    for round in 0..<200 {
      font.restore()
      // In turn anywhere, in the head and the table of blocks, in the glyphs.
      let first = round % 3 == 2 ? SmallFont.blockPlace : SmallFont.blockCountPlace
      let end = round % 3 == 1 ? 16 : SmallFont.byteCount
      for _ in 0...random.below(64) {
        let isOfBlock = round % 3 == 1 && random.below(2) == 0
        let place =
          isOfBlock ? SmallFont.blockPlace + random.below(4) : first + random.below(end - first)
        font[place] ^= 1 &<< UInt8(truncatingIfNeeded: random.below(8))
      }
      let drawn = Self.draw(font.font())
      report.check("no font, but no boxes", font.font() != nil || drawn == boxes)
    }
  }

  /// Draws four letters, and returns a checksum of the pixels.
  private static func draw(_ font: FallbackFont?) -> UInt32 {
    let text: StaticString = "\u{E01}\u{E02}\u{E0E}\u{E0F}"
    let bytes = unsafe constantBytes(text.utf8Start, count: text.utf8CodeUnitCount)
    let line = TextLine(font: .small, foreground: .white, background: .black)
    var renderer = TextRenderer(fallback: font)
    var sink = ChecksumSink()
    renderer.draw(bytes, as: line, in: Rect(x: 0, y: 0, width: 60, height: 20), on: &sink)
    return sink.checksum.value
  }
}

private struct ChecksumSink: PixelSink {
  var checksum = CRC32()

  mutating func open(_ window: Rect) throws(Never) {}

  mutating func write(_ pixels: Span<UInt8>) throws(Never) {
    for index in 0..<pixels.count { checksum.add(pixels[index]) }
  }
}

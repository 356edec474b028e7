#if canImport(Firmware)
  @testable import Firmware
#endif

/// A fallback font that flash has damaged, or that is none: it is refused, or draws wrong pixels.
///
/// The first byte says whether the rest is the font, or changes to one that is whole: where, and to
/// what.
func fuzzFont(_ bytes: [UInt8]) {
  var rest = FuzzBytes(bytes)
  let isWhole = rest.byte() & 1 == 1
  var region = isWhole ? fontBytes() : []
  if isWhole {
    let count = Int(rest.half()) % (region.count + 64)
    if count < region.count { region.removeSubrange(count...) }
    while !rest.isAtEnd && !region.isEmpty {
      let place = Int(rest.half())
      region[place % region.count] = rest.byte()
    }
  } else {
    region = rest.rest()
  }
  // A copy that ends with its last byte, so that a sanitizer sees what is read behind it.
  let start = UnsafeMutablePointer<UInt8>.allocate(capacity: max(region.count, 1))
  defer { start.deallocate() }
  for index in region.indices { start[index] = region[index] }
  guard let font = FallbackFont(start: start, count: region.count) else { return }
  let rect = Rect(x: 0, y: 0, width: 90, height: 20)
  var renderer = TextRenderer(fallback: font)
  for line in fontText {
    var sink = TextSink()
    let style = TextLine(font: .medium, foreground: .white, background: .black)
    let width = renderer.width(of: line.span, in: .medium)
    require(0...TextLine.widthLimit ~= width, "a width outside of its limits")
    renderer.draw(line.span, as: style, in: rect, on: &sink)
    require(sink.pixels.count == 2 * Int(rect.size.area), "not each pixel once")
  }
}

/// Letters of the font below, of Hangul and of Arabic, and what lies between and beyond them.
private let fontText: [[UInt8]] = [
  [0xE01, 0xE02, 0xE0E, 0xE0F, 0xE38, 0x1FFF], [0xAC00, 0xD7A3, 0x1112, 0x1175, 0x11C2],
  [0x628, 0x62A, 0x644, 0x627, 0x77E], [0xFFFD, 0xFFFF, 0x1F3B5, 0x10FFFF, 0x3042, 0x4E00],
].map { $0.flatMap { utf8($0) } }

/// A font with the letters U+0E01 to U+0E0F. Any bits are row codes, so tables and glyphs are random:
/// `HostSim/Fonts/README.md` describes the format.
private func fontBytes() -> [UInt8] {
  let (blocks, count) = (4_364, 0xE1)
  let glyphs = blocks + 4 * count
  var random: UInt32 = 0x2545_F491
  var bytes = (0..<glyphs + 16 + 15 * 24).map { _ in
    random = random &* 1_664_525 &+ 1_013_904_223
    return UInt8(random >> 24)
  }
  func put(_ word: Int, at place: Int) {
    for index in 0..<4 { bytes[place + index] = UInt8(word >> (8 * index) & 0xFF) }
  }
  put(0x5556_4C53, at: 0)
  put(1 | count << 16, at: 4)
  put(bytes.count, at: 8)
  for index in 0..<count { put(0, at: blocks + 4 * index) }
  put(glyphs, at: blocks + 4 * 0xE0)
  bytes[glyphs] = 0
  for slot in 1..<16 { bytes[glyphs + slot] = 24 | (slot % 2 == 0 ? 0x80 : 0) }
  return bytes
}

#if canImport(Firmware)
  @testable import Firmware
#endif

/// Any text is set in any place: each pixel of it once, nothing outside, and the same whatever was
/// set before.
///
/// The first bytes say how and where; then come the bytes of the text, or numbers of characters.
func fuzzText(_ bytes: [UInt8]) {
  var rest = FuzzBytes(bytes)
  let style = rest.byte()
  let size = Size(width: rest.half() % 330, height: rest.half() % 40)
  var line = TextLine(style: style, &rest)
  let isByNumber = rest.byte() & 1 == 1
  let text = isByNumber ? characters(rest.rest()) : rest.rest()
  let rect = Rect(x: 3, y: 5, width: size.width, height: size.height)
  checkRuns(text, line.font)
  var renderer = TextRenderer(fallback: nil)
  let first = drawing(text, line, rect, &renderer)
  let width = renderer.width(of: text.span, in: line.font)
  require(0...TextLine.widthLimit ~= width, "a width outside of its limits")
  if style & 0x80 != 0 {
    // What stands at the start of a line, over and over: marks, ellipsis, the other direction.
    line.overflow = .ellipsis
    line.alignment = .center
    _ = drawing(text + text, line, rect, &renderer)
    require(drawing(text, line, rect, &renderer) != [] || rect.isEmpty, "nothing was drawn")
  }
  var other = TextRenderer(fallback: nil)
  var plain = TextLine(style: style, rect: line)
  plain.overflow = style & 8 == 0 ? .clip : .ellipsis
  require(drawing(text, plain, rect, &other) == first, "the same text looks otherwise")
}

extension TextLine {
  fileprivate init(style: UInt8, _ rest: inout FuzzBytes) {
    self.init(
      font: [.large, .medium, .clock, .small][Int(style & 3)], foreground: .white,
      background: .black)
    alignment = [.leading, .center, .trailing, .leading][Int(style >> 4 & 3)]
    overflow = style & 8 == 0 ? .clip : .ellipsis
    // Small ones and those at the end of their range.
    offset = Int(Int16(bitPattern: rest.half())) << (style & 4 == 0 ? 0 : 8)
    excess = Int(rest.byte())
    margin = Int(rest.byte() % 20)
  }

  fileprivate init(style: UInt8, rect line: TextLine) {
    self = line
    alignment = [.leading, .center, .trailing, .leading][Int(style >> 4 & 3)]
  }
}

/// The runs of a line are all of its bytes, each once.
private func checkRuns(_ text: [UInt8], _ font: Font) {
  var levels = BidiLevels()
  var runs = VisualRuns()
  levels.resolve(text.span)
  runs.arrange(text.span, levels, with: TextCursor(font: font, fallback: nil))
  var ends = [Int](repeating: -1, count: text.count + 1)
  for index in 0..<runs.count {
    let run = runs[index]
    require(run.start <= run.end && Int(run.end) <= text.count, "a run outside of its text")
    if run.start < run.end { ends[Int(run.start)] = Int(run.end) }
  }
  var place = 0
  while place < text.count {
    require(ends[place] > place, "a byte of no run")
    place = ends[place]
  }
}

/// The pixels of a line.
private func drawing(
  _ text: [UInt8], _ line: TextLine, _ rect: Rect, _ renderer: inout TextRenderer
) -> [UInt8] {
  var sink = TextSink()
  renderer.draw(text.span, as: line, in: rect, on: &sink)
  require(sink.windows == (rect.isEmpty ? 0 : 1), "not one window")
  require(sink.pixels.count == 2 * Int(rect.size.area), "not each pixel once")
  return sink.pixels
}

struct TextSink: PixelSink {
  var windows = 0
  var pixels: [UInt8] = []

  mutating func open(_ window: Rect) throws(Never) { windows += 1 }

  mutating func write(_ bytes: Span<UInt8>) throws(Never) {
    require(bytes.count > 0 && bytes.count % 2 == 0, "not whole pixels")
    for index in 0..<bytes.count { pixels.append(bytes[index]) }
  }
}

/// Characters that matter to the layout, eight a row, by their numbers.
private func characters(_ numbers: [UInt8]) -> [UInt8] {
  let rows: [UInt32] = [
    0x20, 0x28, 0x30, 0x41, 0x58, 0x61, 0x69, 0xE0, 0x300, 0x308, 0x410, 0x591, 0x5D0, 0x5E8,
    0x600, 0x627, 0x62F, 0x640, 0x644, 0x64B, 0x660, 0x6D0, 0x7C0, 0x93F, 0x9C8, 0xE38, 0xEC4,
    0x1100, 0x1161, 0x200A, 0x2066, 0x1F1E6,
  ]
  return numbers.flatMap { utf8(rows[Int($0 >> 3)] + UInt32($0 & 7)) }
}

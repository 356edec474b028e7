/// Draws lines of text: anti-aliased, in any script, without a frame buffer.
///
/// Every line is written as one whole rectangle, background included and each pixel once, so that
/// text replaces text without a flicker. One renderer serves all lines; it holds the working
/// memory, a few kilobytes, and belongs in static memory.
public struct TextRenderer: ~Copyable {
  private let fallback: FallbackFont?
  private var run = GlyphRun()
  /// Two bytes a pixel: its coverage in the first while a row is drawn, then its colour.
  private var pixels = Limits.TextBlock(repeating: 0)
  private var ramp = ColorRamp(from: .black, to: .white)
  /// Columns that fade at either end.
  private var fades = (left: 0, right: 0)
  /// Pixels that wait for the next write.
  private var filled = 0

  /// - Parameter fallback: Draws what the compiled-in fonts lack; without it, U+FFFD stands in.
  public init(fallback: FallbackFont?) { self.fallback = fallback }

  /// Columns that `text` takes in `font`, up to ``TextLine/widthLimit``.
  public func width(of text: Span<UInt8>, in font: Font) -> Int {
    var cursor = TextCursor(font: font, fallback: fallback)
    return cursor.width(of: text)
  }

  /// Whether the first letter of `text` is of a script from right to left.
  mutating func isRightToLeft(_ text: Span<UInt8>) -> Bool { run.isRightToLeft(text) }

  /// Draws `text`, UTF-8, over all of `rect`, centred in its height.
  ///
  /// Text and rectangle may be of any size; what does not fit is clipped. An empty rectangle draws
  /// nothing. Malformed UTF-8 shows as U+FFFD.
  ///
  /// - Throws: The sink's own failure; the window is then filled up to where it failed.
  public mutating func draw<Sink: PixelSink & ~Copyable>(
    _ text: Span<UInt8>, as line: TextLine, in rect: Rect, on sink: inout Sink
  ) throws(Sink.Failure) {
    guard !rect.isEmpty else { return }
    run.layOut(text, as: line, in: rect.size, with: fallback)
    ramp = ColorRamp(from: line.background, to: line.foreground)
    let (before, after) = line.fades
    fades = run.isRightToLeft ? (after, before) : (before, after)
    try sink.open(rect)
    filled = 0
    for y in run.top()..<Int(rect.size.height) {
      if let fallback { run.readRow(y, of: fallback) }
      if y >= 0 { try drawRow(y, width: Int(rect.size.width), on: &sink) }
    }
    try flush(on: &sink)
  }

  /// Draws one row, in as many parts as the memory for pixels asks for.
  private mutating func drawRow<Sink: PixelSink & ~Copyable>(
    _ y: Int, width: Int, on sink: inout Sink
  ) throws(Sink.Failure) {
    var left = 0
    while left < width {
      let count = min(width &- left, pixels.count / 2)
      if filled &+ count > pixels.count / 2 { try flush(on: &sink) }
      cover(row: y, columns: left..<left &+ count)
      for end in 0..<fades.left { fade(fades.left &- end, at: end &- left, count) }
      for end in 0..<fades.right { fade(fades.right &- end, at: width &- 1 &- end &- left, count) }
      color(count)
      filled &+= count
      left &+= count
    }
  }

  private mutating func flush<Sink: PixelSink & ~Copyable>(
    on sink: inout Sink
  ) throws(Sink.Failure) {
    let count = filled
    filled = 0
    if count > 0 { try Self.write(pixels.mutableSpan, 2 &* count, on: &sink) }
  }

  /// Takes the mutable view as an argument: in a local, the device build (Swift 6.3.1) puts it into
  /// a box on the heap.
  private static func write<Sink: PixelSink & ~Copyable>(
    _ bytes: borrowing MutableSpan<UInt8>, _ count: Int, on sink: inout Sink
  ) throws(Sink.Failure) {
    try sink.write(bytes.span.extracting(0..<count))
  }
}

/// The inner loops.
extension TextRenderer {
  /// Draws the coverage of some columns of a row behind the pixels that wait.
  private mutating func cover(row y: Int, columns: Range<Int>) {
    var levels = pixels.mutableSpan
    let place = 2 &* filled
    for index in 0..<columns.count { levels[place &+ 2 &* index] = 0 }
    for index in 0..<run.count {
      let picture = run.pictures[index]
      guard picture.hasRow(y) else { continue }
      let x = Int(picture.x)
      let first = max(x, columns.lowerBound)
      let end = min(x &+ Int(picture.width), columns.upperBound)
      guard first < end else { continue }
      GlyphRow(y, of: picture).cover(
        &levels, from: place &+ 2 &* (first &- columns.lowerBound), columns: first &- x..<end &- x)
    }
  }

  /// Weakens the coverage of the column at `index` of the next `count`, if it is one of them, by
  /// `step` of the ``TextLine/fadeWidth`` that lead to the background.
  @inline(never)
  private mutating func fade(_ step: Int, at index: Int, _ count: Int) {
    guard 0..<count ~= index else { return }
    let part = UInt8(truncatingIfNeeded: 2 &* (TextLine.fadeWidth &- step) &+ 1)
    let byte = 2 &* (filled &+ index)
    // Of sixteenths: coverage is 0…15.
    pixels[byte] = (pixels[byte] &* part) &>> 4
  }

  /// Turns the coverage of the next `count` pixels into colours.
  private mutating func color(_ count: Int) {
    var bytes = pixels.mutableSpan
    guard filled >= 0, 2 &* (filled &+ count) <= bytes.count else { return }
    var place = 2 &* filled
    for _ in 0..<count {
      // Both bytes lie before the end that was checked above.
      let color = ramp.colors[Int(unsafe bytes[unchecked: place] & 0xF)]
      unsafe bytes[unchecked: place] = UInt8(truncatingIfNeeded: color &>> 8)
      unsafe bytes[unchecked: place &+ 1] = UInt8(truncatingIfNeeded: color)
      place &+= 2
    }
  }
}

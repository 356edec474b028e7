/// Windows, pixels and fills.
extension Panel: PixelSink where Bus: ~Copyable {
  public mutating func open(_ window: Rect) throws(Failure) {
    try check(window)
    try openTrusted(window)
  }

  public mutating func write(_ pixels: Span<UInt8>) throws(Failure) {
    if !isReady { throw .notReady }
    if !pixels.isEmpty { try send(pixels: pixels) }
  }

  /// Fills `rect` with one colour.
  public mutating func fill(_ rect: Rect, _ color: RGB565) throws(Failure) {
    try check(rect)
    try fillTrusted(rect, color)
  }

  private func check(_ rect: Rect) throws(Failure) {
    if !isReady { throw .notReady }
    if rect.isEmpty || !rect.fits(in: size) { throw .outside }
  }

  /// CASET, RASET, RAMWR: ST7789V datasheet, sections 9.1.20 to 9.1.22.
  private mutating func openTrusted(_ window: Rect) throws(Failure) {
    let origin = rotation.origin(of: description)
    let x = origin.x &+ window.origin.x
    let y = origin.y &+ window.origin.y
    try send(PanelCommand.columnAddress, x, x &+ window.size.width &- 1)
    try send(PanelCommand.rowAddress, y, y &+ window.size.height &- 1)
    try send(PanelCommand.memoryWrite)
  }

  /// Fills a rectangle that is known to be on the glass.
  mutating func fillTrusted(_ rect: Rect, _ color: RGB565) throws(Failure) {
    try openTrusted(rect)
    var block = Limits.FillBlock(repeating: color.lowByte)
    for index in stride(from: 0, to: block.count, by: 2) { block[index] = color.highByte }
    var bytes = Int(truncatingIfNeeded: rect.size.area) &* 2
    while bytes > 0 {
      let count = min(bytes, block.count)
      try send(pixels: block.span.extracting(0..<count))
      bytes &-= count
    }
  }
}

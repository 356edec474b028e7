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
    var bytes = Int(rect.size.area) &* 2
    while bytes > 0 {
      let count = min(bytes, block.count)
      try send(pixels: block.span.extracting(0..<count))
      bytes &-= count
    }
  }
}

/// What changes the look of the whole glass at once.
extension Panel where Bus: ~Copyable {
  /// Shows every colour as its opposite, or as it is. The panel's own wiring is taken care of.
  public mutating func setInverted(_ isInverted: Inversion) throws(Failure) {
    if !isReady { throw .notReady }
    self.isInverted = isInverted
    try sendInversion()
  }

  /// Sets the rows of the glass, unturned, that scroll together; the others stand.
  ///
  /// VSCRDEF, section 9.1.27: the three areas of the memory make up its 320 rows.
  public mutating func setScrollArea(top: UInt16, height: UInt16) throws(Failure) {
    if !isReady { throw .notReady }
    let area = Rect(x: 0, y: top, width: 1, height: height)
    if area.isEmpty || !area.fits(in: description.glass) { throw .outside }
    let fixed = description.offset.y &+ top
    let rest = PanelDescription.memory.height &- fixed &- height
    try send(PanelCommand.scrollDefinition, fixed, height, rest)
  }

  /// Shows, at the top of a scroll area that begins at `top`, what was drawn `rows` further down.
  ///
  /// VSCSAD, section 9.1.29. `rows` must be less than the area's height. The panel's next refresh
  /// ends it.
  public mutating func scroll(top: UInt16, rows: UInt16) throws(Failure) {
    if !isReady { throw .notReady }
    let start = UInt32(description.offset.y) &+ UInt32(top) &+ UInt32(rows)
    if start >= UInt32(PanelDescription.memory.height) { throw .outside }
    try send(PanelCommand.scrollStart, UInt16(truncatingIfNeeded: start))
  }
}

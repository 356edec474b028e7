/// The faces without a cover.
extension Screens {
  @inline(never)
  mutating func drawNotice<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, in rect: Rect, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    let line =
      tile == .headline
      ? Self.centered(.title, Palette.text) : Self.centered(.body, Palette.secondary)
    if tile == .hintTop && content.face == .boot {
      return try content.version.number.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes, as: line, in: rect, on: &panel)
      }
    }
    if content.face == .testCard {
      return try content.panelName.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
        try text.write(bytes, as: line, in: rect, on: &panel)
      }
    }
    if content.face == .setUp, tile == .hintTop {
      return try draw(&content.setUp.network, as: line, in: rect, on: &panel)
    }
    if content.face == .setUp, tile == .hintBottom {
      return try draw(&content.setUp.code, as: line, in: rect, on: &panel)
    }
    if content.face == .boot, tile == .hintBottom {
      return try text.write(content.bootNote.bytes, as: line, in: rect, on: &panel)
    }
    let face = content.face == .setUp ? content.setUpTrouble ?? .setUp : content.face
    let part: Notice.Part =
      tile == .headline ? .headline : tile == .hintTop ? .hintTop : .hintBottom
    try text.write(Notice(face)[part], as: line, in: rect, on: &panel)
  }

  @inline(never)
  mutating func drawFigure<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, _ content: inout ScreenContent, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    var figure = UTF8Buffer<16>()
    if content.face == .rateLimited {
      figure.append(durationSeconds: content.waitSeconds)
    } else if content.face == .updating {
      figure.append(decimal: UInt32(percent(&content)))
      figure.append(" %")
    } else if content.face == .badAnswer, let fault = content.answerFault {
      figure.append(fault.isStatus ? "Status " : "Byte ")
      figure.append(decimal: fault.number)
    }
    try draw(&figure, as: Self.centered(.body, Palette.accent), in: rect, on: &panel)
  }

  @inline(never)
  mutating func drawGauge<Bus: DisplayBus & ~Copyable>(
    in rect: Rect, _ content: inout ScreenContent, before: UInt32, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    guard content.face == .updating else { return try panel.fill(rect, Palette.background) }
    let width = UInt32(rect.size.width)
    func columns(_ percent: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: width &* percent / 100) }
    try drawBar(
      rect, fill: columns(UInt32(percent(&content))),
      before: before >= 2 ? columns(before &- 2) : nil, Palette.accent, on: &panel)
  }

  @inline(never)
  mutating func drawIdle<Bus: DisplayBus & ~Copyable>(
    _ tile: Tile, in rect: Rect, _ time: CivilTime, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    var words = UTF8Buffer<32>()
    let isSplit = !noticeLayout.place(of: .day).isEmpty
    switch tile {
    case .clock where isSplit: words.append(decimal: UInt32(time.hour), digitCount: 2)
    case .clock: words.append(clock: time)
    case .minutes: words.append(decimal: UInt32(time.minute), digitCount: 2)
    case .date where isSplit: words.append(ascii: time.weekday.name)
    case .date: words.append(date: time.date)
    default:
      words.append(decimal: UInt32(time.day))
      words.append(" ")
      words.append(ascii: time.month.name)
    }
    let isClock = tile == .clock || tile == .minutes
    let line =
      isClock
      ? Self.centered(.clock, Palette.text) : Self.centered(.title, Palette.secondary)
    try draw(&words, as: line, in: rect, on: &panel)
  }

  static func centered(_ font: Font, _ color: RGB565) -> TextLine {
    var line = TextLine(font: font, foreground: color, background: Palette.background)
    line.alignment = .center
    line.overflow = .ellipsis
    return line
  }

  /// Draws a few words.
  mutating func draw<let capacity: Int, Bus: DisplayBus & ~Copyable>(
    _ words: inout UTF8Buffer<capacity>, as line: TextLine, in rect: Rect,
    on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    try words.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.write(bytes, as: line, in: rect, on: &panel)
    }
  }
}

extension TextRenderer {
  /// The one copy of the drawing of text that all tiles share.
  @inline(never)
  mutating func write<Bus: DisplayBus & ~Copyable>(
    _ words: Span<UInt8>, as line: TextLine, in rect: Rect, on panel: inout Panel<Bus>
  ) throws(PanelError<Bus.Failure>) {
    try draw(words, as: line, in: rect, on: &panel)
  }
}

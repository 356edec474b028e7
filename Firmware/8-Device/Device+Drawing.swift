/// What the device draws.
extension Device where Bus: ~Copyable, Client: ~Copyable {
  mutating func drawBoot() throws(PanelError<Bus.Failure>) {
    let size = display.panel.size
    let middle = size.height / 2
    var line = TextLine(
      font: .title, foreground: Palette.text, background: Palette.background)
    line.alignment = .center
    try draw(
      Version.product, line, Rect(x: 0, y: middle &- 24, width: size.width, height: 24))
    line.font = .body
    line.foreground = Palette.secondary
    try draw(version.number, line, Rect(x: 0, y: middle, width: size.width, height: 20))
  }

  /// Draws what the document says, below the cover.
  mutating func drawTexts() throws(PanelError<Bus.Failure>) {
    var line = TextLine(font: .title, foreground: Palette.text, background: Palette.background)
    line.overflow = .ellipsis
    let (title, artist) = (screen.title, screen.detail)
    try reader.members.nowPlaying.title.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.draw(bytes, as: line, in: title, on: &display.panel)
    }
    line.font = .body
    line.foreground = Palette.secondary
    try reader.members.nowPlaying.artist.withBytes { (bytes) throws(PanelError<Bus.Failure>) in
      try text.draw(bytes, as: line, in: artist, on: &display.panel)
    }
    barFill = nil
  }

  /// Draws the bar where it changed. Without a duration there is none.
  mutating func drawProgress(elapsedMs: UInt32) throws(PanelError<Bus.Failure>) {
    let progress = reader.members.nowPlaying.progressMs ?? 0
    let duration = reader.members.nowPlaying.durationMs ?? 0
    let isPlaying = reader.members.nowPlaying.isPlaying
    let (sum, overflow) = progress.addingReportingOverflow(isPlaying ? elapsedMs : 0)
    let filled = screen.filled(progressMs: overflow ? .max : sum, durationMs: duration)
    if filled == barFill { return }
    barFill = filled
    let bar = screen.bar
    let rest = bar.size.width &- filled
    if filled > 0 {
      try display.panel.fill(
        Rect(x: bar.origin.x, y: bar.origin.y, width: filled, height: bar.size.height),
        Palette.accent)
    }
    if rest > 0 {
      try display.panel.fill(
        Rect(
          x: bar.origin.x &+ filled, y: bar.origin.y, width: rest, height: bar.size.height),
        duration == 0 ? Palette.background : Palette.track)
    }
  }

  private mutating func draw(
    _ string: StaticString, _ line: TextLine, _ rect: Rect
  ) throws(PanelError<Bus.Failure>) {
    try text.draw(string.bytes, as: line, in: rect, on: &display.panel)
  }
}

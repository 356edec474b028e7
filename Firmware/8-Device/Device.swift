/// The whole device: what it drives, what it knows, and every buffer, in one value whose size is
/// known when it is compiled.
///
/// It never waits and reads no clock: ``step(now:)`` does a bounded piece of work and says when it
/// wants to be called again.
public struct Device<Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable>: ~Copyable {
  enum State {
    /// The panel is being started.
    case starting
    /// A document is under way; its picture goes to the display as it comes.
    case loading
    /// A document was taken; its progress stood at `since` where it says.
    case playing(since: Instant)
    /// Nothing could be had; the next try is due at `retry`.
    case failed(retry: Instant)
  }

  private var state = State.starting
  public internal(set) var display: Display<Bus>
  public var client: Client
  var reader = NowPlayingReader<Display<Bus>>()
  var text: TextRenderer
  let screen: ScreenLayout
  let version: Version
  private var chunk = Limits.Chunk(repeating: 0)
  /// Whether a document has been taken yet.
  private var hasPlayed = false
  /// How much of the progress bar is filled on the glass, pixels; nil where it must be drawn anew.
  var barFill: UInt16?
  /// What broke the last document, for the log.
  public private(set) var failure: DeviceFailure<Bus.Failure>?

  public init(
    bus: consuming Bus, client: consuming Client, version: Version,
    panel: PanelDescription = .glass240x280, rotation: Rotation = .degrees0,
    fallback: FallbackFont? = nil
  ) {
    let size = rotation.size(of: panel)
    screen = ScreenLayout(size: size)
    display = Display(
      panel: Panel(bus: bus, panel, rotation: rotation), coverArea: screen.cover)
    self.client = client
    self.version = version
    text = TextRenderer(fallback: fallback)
  }

  /// Which screen is on the glass, drawn to its end; nil until the first is.
  public var screenKind: ScreenKind? {
    switch state {
    case .starting: nil
    case .loading: hasPlayed ? .playing : .boot
    case .playing: .playing
    case .failed: hasPlayed ? .playing : .boot
    }
  }

  /// Switches the panel on. To be called once, before the first step.
  public mutating func start(now: Instant) throws(PanelError<Bus.Failure>) {
    try display.panel.start(now: now)
    state = .starting
  }

  /// Does what is due, and returns when to call again.
  public mutating func step(now: Instant) throws(PanelError<Bus.Failure>) -> Instant {
    switch state {
    case .starting:
      if let deadline = try display.panel.poll(now: now) { return deadline }
      try drawBoot()
      load()
      return now
    case .loading:
      return try receive(now: now)
    case .playing(let since):
      try drawProgress(elapsedMs: now.milliseconds(since: since))
      return now + Limits.progressPeriodMs
    case .failed(let retry):
      if !now.hasReached(retry) { return retry }
      load()
      return now
    }
  }

  private mutating func load() {
    reader.begin()
    failure = nil
    client.open(.cover(screen.cover.size))
    state = .loading
  }

  /// Takes one chunk of the document.
  private mutating func receive(now: Instant) throws(PanelError<Bus.Failure>) -> Instant {
    var buffer = chunk.mutableSpan
    switch client.poll(&buffer) {
    case .pending: return now + Limits.networkPollMs
    case .head(let status):
      return status == 200 ? now : fail(.status(status), now: now)
    case .body(let count):
      do throws(DocumentError<PanelError<Bus.Failure>>) {
        try reader.feed(buffer.span.extracting(0..<min(count, buffer.count)), to: &display)
        return now
      } catch {
        return fail(.document(error), now: now)
      }
    case .end:
      do throws(DocumentError<PanelError<Bus.Failure>>) {
        try reader.finish()
      } catch {
        return fail(.document(error), now: now)
      }
      try drawTexts()
      try drawProgress(elapsedMs: 0)
      hasPlayed = true
      state = .playing(since: now)
      return now
    case .failed(let reason):
      return fail(.network(reason), now: now)
    }
  }

  private mutating func fail(_ reason: DeviceFailure<Bus.Failure>, now: Instant) -> Instant {
    client.cancel()
    failure = reason
    let retry = now + Limits.pollPeriodMs
    state = .failed(retry: retry)
    return retry
  }
}

/// The screens.
public enum ScreenKind: Sendable { case boot, playing }

/// Why the device shows no current document.
public enum DeviceFailure<BusFailure: Error>: Error {
  case network(HTTPFailure)
  /// The gateway answered with a status other than 200.
  case status(UInt16)
  case document(DocumentError<PanelError<BusFailure>>)
}

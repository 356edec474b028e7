/// Has the right picture on the glass: asks for the cover of what plays and streams it to the
/// display, a chunk at a time.
struct CoverTask<Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable>: ~Copyable {
  typealias Failure = PanelError<Bus.Failure>

  enum State {
    /// Nothing is wanted, or what is wanted is on the glass.
    case settled
    /// A request is due.
    case due(Instant)
    case reading
    /// A chunk waits for the display.
    case holding(count: Int)
  }

  enum Outcome {
    case nothingNew
    /// A request has been sent.
    case begun
    /// The cover is on the glass, to its last pixel.
    case shown
    /// There is none to be had for now.
    case failed(GatewayFailure)
    /// The display did not take it.
    case displayFailed
  }

  var transfer: Transfer<Client>
  private var reader = NowPlayingReader<Display<Bus>>()
  private var chunk = Limits.Chunk(repeating: 0)
  private var backoff: Backoff
  private var state = State.settled
  private var wanted = Limits.Identifier()

  init(client: consuming Client, jitter: Jitter) {
    transfer = Transfer(client: client)
    backoff = Backoff(jitter: jitter)
  }

  /// Wants the cover called `id`, which is not empty, whatever is under way or on the glass.
  mutating func want(_ id: borrowing Limits.Identifier, now: Instant) {
    transfer.cancel()
    wanted.copy(id)
    backoff.reset()
    state = .due(now)
  }

  /// Wants nothing more.
  mutating func settle() {
    transfer.cancel()
    wanted.removeAll()
    state = .settled
  }

  /// Wants the cover once more: what of it was on the glass is lost.
  mutating func wantAgain(now: Instant) {
    transfer.cancel()
    state = wanted.isEmpty ? .settled : .due(now)
  }

  /// When to be called again.
  func due(now: Instant) -> Instant {
    switch state {
    case .settled: now + Limits.taskSilenceMs / 4
    case .due(let moment): moment
    case .reading: now
    case .holding: now + Limits.lockRetryMs
    }
  }

  /// Does what is due.
  mutating func step(
    now: Instant, _ display: inout Display<Bus>, _ lock: inout DisplayLock
  ) -> (Outcome, next: Instant) {
    switch state {
    case .settled: return (.nothingNew, due(now: now))
    case .due(let moment):
      if !now.hasReached(moment) { return (.nothingNew, moment) }
      reader.begin(onlyCover: wanted)
      transfer.begin(
        .cover(display.coverArea.size), deadlineMs: Limits.coverDeadlineMs, now: now)
      state = .reading
      return (.begun, now)
    case .reading: return read(now: now, &display, &lock)
    case .holding(let count):
      let outcome = feed(count, now: now, &display, &lock)
      return (outcome, due(now: now))
    }
  }

  private mutating func read(
    now: Instant, _ display: inout Display<Bus>, _ lock: inout DisplayLock
  ) -> (Outcome, next: Instant) {
    precondition(lock.owner != .cover, "the display must not be held across network traffic")
    switch transfer.poll(&chunk, now: now) {
    case .pending: return (.nothingNew, now + Limits.networkPollMs)
    case .head(let head):
      return (
        head.status == 200 ? .nothingNew : fail(GatewayFailure(head.status), now), due(now: now)
      )
    case .body(let count):
      return (feed(count, now: now, &display, &lock), due(now: now))
    case .end:
      do throws(DocumentError<Failure>) {
        try reader.finish()
      } catch {
        return (fail(.document(error.reason.withoutSink, at: error.offset), now), due(now: now))
      }
      if reader.members.nowPlaying.coverSize == nil {
        return (fail(.document(.badCover, at: 0), now), due(now: now))
      }
      backoff.reset()
      state = .settled
      return (.shown, due(now: now))
    case .failed(let reason): return (fail(.network(reason), now), due(now: now))
    }
  }

  /// Hands a chunk to the decoder while the display is ours; keeps it if it is not.
  private mutating func feed(
    _ count: Int, now: Instant, _ display: inout Display<Bus>, _ lock: inout DisplayLock
  ) -> Outcome {
    guard lock.tryLock(.cover, now: now) else {
      state = .holding(count: count)
      return .displayFailed
    }
    defer { lock.unlock(.cover) }
    state = .reading
    let taken = min(max(count, 0), chunk.count)
    do throws(DocumentError<Failure>) {
      try chunk.mutableSpan.lend(taken) { (bytes) throws(DocumentError<Failure>) in
        try reader.feed(bytes, to: &display)
      }
      return .nothingNew
    } catch {
      if case .cover(.sink(let failure)) = error.reason, failure.isOfBus {
        state = .due(now + backoff.next())
        transfer.cancel()
        return .displayFailed
      }
      return fail(.document(error.reason.withoutSink, at: error.offset), now)
    }
  }

  private mutating func fail(_ reason: GatewayFailure, _ now: Instant) -> Outcome {
    transfer.cancel()
    state = .due(now + backoff.next())
    return .failed(reason)
  }
}

extension PanelError {
  /// Whether the hardware is to blame, and not the picture.
  var isOfBus: Bool {
    switch self {
    case .bus, .notReady: true
    case .outside: false
    }
  }
}

/// Has the right picture on the glass: asks for the cover of what plays and streams it to the
/// display, a chunk at a time.
struct CoverTask<Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable>: ~Copyable {
  typealias Failure = PanelError<Bus.Failure>

  enum State {
    /// Nothing is wanted.
    case settled
    /// A request is to be sent: at that moment, or as soon as the cover has a place.
    case waiting(until: Instant?)
    /// What is wanted is on the glass, and is fetched again at a moment: a reset that nobody
    /// noticed may have damaged it.
    case shown(refresh: Instant)
    /// An answer is read, further at that moment.
    case reading(at: Instant)
    /// A chunk waits for the display, which is tried again at that moment.
    case holding(count: Int, until: Instant)
  }

  enum Outcome {
    case nothingNew
    /// The cover is on the glass, to its last pixel, after so many failures in a row.
    case shown(failures: UInt32)
    /// There is none to be had for now.
    case failed(GatewayFailure)
    /// The display did not take it.
    case displayFailed(DisplayFault)
  }

  var transfer: Transfer<Client>
  private var reader = NowPlayingReader<Display<Bus>>()
  private var chunk = Limits.Chunk(repeating: 0)
  private(set) var backoff: Backoff
  private var state = State.settled
  private var wanted = Fingerprint()

  init(client: consuming Client, jitter: Jitter) {
    transfer = Transfer(client: client)
    backoff = Backoff(jitter: jitter)
  }

  /// Wants the cover called `id`, which is not empty, whatever is under way or on the glass.
  mutating func want(_ id: Fingerprint) {
    transfer.cancel()
    wanted = id
    backoff.reset()
    state = .waiting(until: nil)
  }

  /// Wants nothing more.
  mutating func settle() {
    transfer.cancel()
    wanted = Fingerprint()
    state = .settled
  }

  /// What of the cover was on the glass is lost, or it has no place there: a request that is under
  /// way ends.
  ///
  /// To be called now and then while that is so: a moment to wait for is forgotten once it is
  /// reached, as one that is 25 days back compares as to come.
  mutating func startOver(now: Instant) {
    switch state {
    case .settled, .waiting(nil): return
    case .waiting(let moment?): if !now.hasReached(moment) { return }
    case .shown, .reading, .holding: transfer.cancel()
    }
    state = .waiting(until: nil)
  }

  /// When to be called again; nil where there is nothing to do.
  func due(now: Instant) -> Instant? {
    switch state {
    case .settled: nil
    case .waiting(let moment): moment ?? now
    case .shown(refresh: let moment), .reading(let moment), .holding(_, let moment): moment
    }
  }

  /// Does what is due. Not to be called while the cover has no place on the glass.
  ///
  /// - Parameter item: That whose cover is wanted.
  mutating func step(
    now: Instant, unixTime: UnixTime?, for item: borrowing NowPlaying,
    _ display: inout Display<Bus>, _ lock: inout DisplayLock, _ pause: inout GatewayPause
  ) -> Outcome {
    switch state {
    case .settled: return .nothingNew
    case .waiting, .shown:
      if let end = pause.end(now: now) {
        state = .waiting(until: end)
        // The picture before does not stand under another title for so long.
        display.cover.fail()
        return .nothingNew
      }
      reader.begin(onlyCover: wanted)
      transfer.begin(HTTPRequest(.cover(display.coverArea.size)), now: now)
      state = .reading(at: now)
      return .nothingNew
    case .reading: return read(now: now, unixTime: unixTime, for: item, &display, &lock, &pause)
    case .holding(let count, _): return feed(count, now: now, &display, &lock)
    }
  }

  private mutating func read(
    now: Instant, unixTime: UnixTime?, for item: borrowing NowPlaying,
    _ display: inout Display<Bus>, _ lock: inout DisplayLock, _ pause: inout GatewayPause
  ) -> Outcome {
    precondition(lock.owner != .cover, "the display must not be held across network traffic")
    state = .reading(at: now)
    switch transfer.poll(&chunk, now: now) {
    case .pending:
      state = .reading(at: now + Limits.networkPollMs)
      return .nothingNew
    case .head(var head):
      switch head.verdict(unixTime: unixTime) {
      case .proceed: return .nothingNew
      case .nothingThere: return fail(.status(head.status), now)
      case .refused(let reason, let waitMs):
        if waitMs > 0 { pause.extend(waitMs, now: now) }
        return fail(reason, now)
      }
    case .body(let count): return feed(count, now: now, &display, &lock)
    case .end:
      do throws(DocumentError<Failure>) {
        try reader.finish()
      } catch {
        return fail(GatewayFailure(error), now)
      }
      if reader.members.nowPlaying.coverSize == nil { return goWithout(item, &display, now) }
      state = .shown(refresh: now + Limits.coverRefreshMs)
      return .shown(failures: backoff.reset())
    case .failed(let reason): return fail(.network(reason), now)
    }
  }

  /// An answer came without a picture: there is none, or it is not ready.
  private mutating func goWithout(
    _ item: borrowing NowPlaying, _ display: inout Display<Bus>, _ now: Instant
  ) -> Outcome {
    // While nothing or another item plays, nothing is said of the picture.
    if reader.members.nowPlaying.coverID.isEmpty, reader.members.nowPlaying.isSameItem(as: item) {
      settle()
      display.cover.clear()
      return .nothingNew
    }
    guard let waitMs = reader.members.nowPlaying.pollAfterMs else {
      return fail(.document(.noCover, at: 0), now)
    }
    state = .waiting(until: now + waitMs)
    // The picture before does not stand under another title for so long.
    display.cover.fail()
    return .nothingNew
  }

  /// Hands a chunk to the decoder while the display is ours; keeps it if it is not.
  private mutating func feed(
    _ count: Int, now: Instant, _ display: inout Display<Bus>, _ lock: inout DisplayLock
  ) -> Outcome {
    guard lock.tryLock(.cover, now: now) else {
      state = .holding(count: count, until: now + Limits.lockRetryMs)
      return .displayFailed(.locked)
    }
    defer { lock.unlock(.cover) }
    state = .reading(at: now)
    let taken = min(max(count, 0), chunk.count)
    do throws(DocumentError<Failure>) {
      try chunk.mutableSpan.lend(taken) { (bytes) throws(DocumentError<Failure>) in
        try reader.feed(bytes, to: &display)
      }
      return .nothingNew
    } catch {
      if case .cover(.sink(let failure)) = error.reason, failure.isOfBus {
        // The gateway is not to blame: no backoff.
        state = .waiting(until: now + Limits.backoffBaseMs)
        transfer.cancel()
        display.cover.lose()
        return .displayFailed(DisplayFault(failure))
      }
      return fail(GatewayFailure(error), now)
    }
  }

  private mutating func fail(_ reason: GatewayFailure, _ now: Instant) -> Outcome {
    transfer.cancel()
    state = .waiting(until: now + backoff.next())
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

/// Asks what is playing, again and again.
struct MetadataTask<Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable>: ~Copyable {
  typealias Failure = PanelError<Bus.Failure>

  enum Outcome {
    case nothingNew
    /// A document has come, after so many failures in a row: ``MetadataTask/reader`` has it.
    case document(failures: UInt32)
    /// The gateway says that nothing plays; likewise.
    case silence(failures: UInt32)
    case failed(GatewayFailure)
    /// The gateway is left alone until ``MetadataTask/due``, whoever was asked for that.
    case paused
  }

  var transfer: Transfer<Client>
  /// Of the same type as the cover's, which exists anyway; it never writes to the display.
  var reader = NowPlayingReader<Display<Bus>>()
  private var chunk = Limits.Chunk(repeating: 0)
  private(set) var backoff: Backoff
  /// What the last answer asked to wait before the next request; nil where it did not say.
  private var pollAfterMs: UInt32?
  /// When the next request is due.
  var due: Instant
  /// When the last request was sent.
  private(set) var asked: Instant
  /// Whether its answer may be held back until something changes.
  private var isHeld = false

  init(client: consuming Client, jitter: Jitter, now: Instant) {
    transfer = Transfer(client: client)
    backoff = Backoff(jitter: jitter)
    due = now
    asked = now
  }

  /// Does what is due. `periodMs` is the time from one answer to the next request; `mayHold` says
  /// that nobody else needs the connection soon.
  mutating func step(
    now: Instant, periodMs: UInt32, mayHold: Bool, unixTime: UnixTime?,
    _ display: inout Display<Bus>, _ pause: inout GatewayPause
  ) -> Outcome {
    if !transfer.isActive {
      if let end = pause.end(now: now) {
        due = end
        return .paused
      }
      // Of the last answer, as long as that was one of use.
      let since =
        mayHold && backoff.failureCount == 0 ? reader.members.nowPlaying.serverTimeMs : nil
      reader.beginWithoutCover()
      asked = now
      isHeld = since != nil
      transfer.begin(HTTPRequest(.nowPlaying(since: since)), now: now)
    }
    switch transfer.poll(&chunk, now: now) {
    case .pending:
      due = now + (isHeld ? Limits.heldPollMs : Limits.networkPollMs)
    case .head(var head):
      return take(&head, periodMs: periodMs, now: now, unixTime: unixTime, &pause)
    case .body(let count):
      return feed(count, now: now, &display)
    case .end:
      do throws(DocumentError<Failure>) {
        try reader.finish()
      } catch {
        return fail(GatewayFailure(error), now: now)
      }
      return .document(failures: succeed(periodMs: periodMs, now: now))
    case .failed(let reason):
      return fail(.network(reason), now: now)
    }
    return .nothingNew
  }

  /// Has the next request sent at `moment`, unless one is under way.
  mutating func ask(at moment: Instant) {
    if !transfer.isActive { due = moment }
  }

  /// The network was away: a question that is held may have been forgotten with it, and is put
  /// again.
  mutating func askAgain(now: Instant) {
    if !isHeld { return }
    transfer.cancel()
    ask(at: now.later(asked + Limits.backoffBaseMs))
  }

  private mutating func take(
    _ head: inout HTTPHead, periodMs: UInt32, now: Instant, unixTime: UnixTime?,
    _ pause: inout GatewayPause
  ) -> Outcome {
    switch head.verdict(unixTime: unixTime) {
    case .proceed: return .nothingNew
    case .nothingThere where head.status == 204:
      transfer.cancel()
      return .silence(failures: succeed(periodMs: periodMs, now: now))
    // Nothing plays is a 204: an address without a document is a wrong one.
    case .nothingThere: return fail(.status(head.status), now: now)
    case .refused(let reason, let waitMs):
      if waitMs > 0 { pause.extend(waitMs, now: now) }
      return fail(reason, now: now)
    }
  }

  private mutating func feed(
    _ count: Int, now: Instant, _ display: inout Display<Bus>
  ) -> Outcome {
    let taken = min(max(count, 0), chunk.count)
    do throws(DocumentError<Failure>) {
      try chunk.mutableSpan.lend(taken) { (bytes) throws(DocumentError<Failure>) in
        try reader.feed(bytes, to: &display)
      }
      return .nothingNew
    } catch {
      return fail(GatewayFailure(error), now: now)
    }
  }

  /// Returns how many failures there were in a row before.
  private mutating func succeed(periodMs: UInt32, now: Instant) -> UInt32 {
    // A 204 has no document: then the reader is as it was begun, and says nothing.
    pollAfterMs = reader.members.nowPlaying.pollAfterMs
    due = now + (pollAfterMs ?? min(periodMs, endMs))
    return backoff.reset()
  }

  /// Milliseconds to the question after the item's end, no fewer than between any two.
  private var endMs: UInt32 {
    let (isPlaying, progressMs) = (
      reader.members.nowPlaying.isPlaying, reader.members.nowPlaying.progressMs
    )
    guard isPlaying, let progressMs, let durationMs = reader.members.nowPlaying.durationMs,
      durationMs > progressMs
    else { return .max }
    return max(Limits.pollPeriodMs, min(durationMs &- progressMs, .max / 2) &+ Limits.endMarginMs)
  }

  private mutating func fail(_ reason: GatewayFailure, now: Instant) -> Outcome {
    transfer.cancel()
    due = now + max(backoff.next(), pollAfterMs ?? 0)
    return .failed(reason)
  }
}

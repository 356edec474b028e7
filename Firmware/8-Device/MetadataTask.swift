/// Asks what is playing, again and again.
struct MetadataTask<Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable>: ~Copyable {
  typealias Failure = PanelError<Bus.Failure>

  enum Outcome {
    case nothingNew
    /// A document has come: ``MetadataTask/reader`` has it.
    case document
    /// The gateway says that nothing plays.
    case silence
    case failed(GatewayFailure)
  }

  var transfer: Transfer<Client>
  /// Of the same type as the cover's, which exists anyway; it never writes to the display.
  var reader = NowPlayingReader<Display<Bus>>()
  private var chunk = Limits.Chunk(repeating: 0)
  private var backoff: Backoff
  /// When the next request is due.
  private(set) var due: Instant

  init(client: consuming Client, jitter: Jitter, now: Instant) {
    transfer = Transfer(client: client)
    backoff = Backoff(jitter: jitter)
    due = now
  }

  /// Does what is due. `periodMs` is the time from one answer to the next request.
  mutating func step(
    now: Instant, periodMs: UInt32, unixTime: UnixTime?, _ display: inout Display<Bus>
  ) -> Outcome {
    if !now.hasReached(due) { return .nothingNew }
    if !transfer.isActive {
      reader.beginWithoutCover()
      transfer.begin(.nowPlaying, deadlineMs: Limits.metadataDeadlineMs, now: now)
    }
    switch transfer.poll(&chunk, now: now) {
    case .pending:
      due = now + Limits.networkPollMs
    case .head(var head):
      return take(&head, periodMs: periodMs, now: now, unixTime: unixTime)
    case .body(let count):
      return feed(count, now: now, &display)
    case .end:
      do throws(DocumentError<Failure>) {
        try reader.finish()
      } catch {
        return fail(.document(error.reason.withoutSink, at: error.offset), now: now)
      }
      succeed(periodMs: periodMs, now: now)
      return .document
    case .failed(let reason):
      return fail(.network(reason), now: now)
    }
    return .nothingNew
  }

  private mutating func take(
    _ head: inout HTTPHead, periodMs: UInt32, now: Instant, unixTime: UnixTime?
  ) -> Outcome {
    if head.status == 200 { return .nothingNew }
    transfer.cancel()
    if head.status == 204 {
      succeed(periodMs: periodMs, now: now)
      return .silence
    }
    let outcome = fail(GatewayFailure(head.status), now: now)
    if let waitMs = head.waitMs(unixTime: unixTime) { due = now + waitMs }
    return outcome
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
      return fail(.document(error.reason.withoutSink, at: error.offset), now: now)
    }
  }

  private mutating func succeed(periodMs: UInt32, now: Instant) {
    backoff.reset()
    due = now + periodMs
  }

  private mutating func fail(_ reason: GatewayFailure, now: Instant) -> Outcome {
    transfer.cancel()
    due = now + backoff.next()
    return .failed(reason)
  }
}

/// A request with a deadline for all of it, head and body.
///
/// A gateway that sends a byte now and then would keep a deadline per read alive for ever.
public struct Transfer<Client: HTTPClient & ~Copyable>: ~Copyable {
  public var client: Client
  private var deadline = Instant(milliseconds: 0)
  private(set) var isActive = false

  init(client: consuming Client) { self.client = client }

  mutating func begin(_ request: HTTPRequest, now: Instant) {
    client.open(request)
    extend(deadlineMs: request.deadlineMs, now: now)
    isActive = true
  }

  /// Gives the answer more time: a part of it has come.
  mutating func extend(deadlineMs: UInt32, now: Instant) { deadline = now + deadlineMs }

  /// What has come; the body into `chunk`. Out of line: every task asks.
  @inline(never)
  mutating func poll(_ chunk: inout Limits.Chunk, now: Instant) -> HTTPEvent {
    if now.hasReached(deadline) {
      cancel()
      return .failed(.timedOut)
    }
    var buffer = chunk.mutableSpan
    let event = client.poll(&buffer)
    switch event {
    case .end, .failed: isActive = false
    case .pending, .head, .body: break
    }
    return event
  }

  @inline(never)
  mutating func cancel() {
    if isActive { client.cancel() }
    isActive = false
  }
}

import Firmware

/// A network that does what it should not, around any client.
///
/// The fault that is under way when a request begins is that request's to its end.
struct FaultyClient<Inner: HTTPClient & ~Copyable>: HTTPClient, ~Copyable {
  private var inner: Inner
  private let role: SoakTraffic.Role
  private let traffic: SoakTraffic
  private var fault: Fault?
  private var random = SeededGenerator(seed: 0)
  /// Bytes of the body that were handed over.
  private var passed = 0
  private var hasHead = false
  /// What is handed over once more.
  private var again: [UInt8] = []
  private var nextByteMs: UInt64 = 0

  init(_ inner: consuming Inner, _ role: SoakTraffic.Role, _ traffic: SoakTraffic) {
    self.inner = inner
    self.role = role
    self.traffic = traffic
  }

  mutating func open(_ request: HTTPRequest) {
    if request.imageURL.isEmpty { traffic.checkPace(role) }
    begin(deadlineMs: request.deadlineMs)
    inner.open(request)
  }

  private mutating func begin(deadlineMs: UInt32) {
    fault = traffic.begin(role, deadlineMs: deadlineMs)
    random = SeededGenerator(seed: (fault?.value ?? 0) ^ traffic.milliseconds)
    passed = 0
    hasHead = false
    again = []
    nextByteMs = 0
  }

  mutating func cancel() {
    inner.cancel()
    traffic.cancel(role)
  }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    var event = fault == nil ? inner.poll(&buffer) : faultyPoll(&buffer)
    if case .head(var head) = event { event = .head(traffic.note(&head, role)) }
    traffic.note(event, role)
    return event
  }

  /// Where in the body it happens.
  private var place: Int { Int((fault?.value ?? 0) % 400) }

  private mutating func faultyPoll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    switch fault?.kind {
    case .refused: return fail(.noConnection)
    case .noMemory: return fail(.noMemory)
    case .hugeHeaders: return fail(.broken)
    case .captivePortal: return portal(&buffer)
    case .reset where hasHead && passed >= place: return fail(.broken)
    case .stall where hasHead && passed >= place: return .pending
    case .truncated where hasHead && passed >= place:
      inner.cancel()
      return .end
    case .duplicated where !again.isEmpty: return repeatBytes(&buffer)
    case .slowDrip where traffic.milliseconds < nextByteMs: return .pending
    default: break
    }
    let event = pollPart(&buffer)
    switch event {
    case .head(let head):
      hasHead = true
      return .head(faulty(head))
    case .body(let count):
      spoil(&buffer, count)
      passed += count
      nextByteMs = traffic.milliseconds + 40
      // Where each byte comes in a packet of its own, it takes some time.
      if fault?.kind == .byteAtATime { traffic.clock.advance(nanoseconds: 20_000) }
      return event
    case .pending, .end, .failed: return event
    }
  }

  /// Takes only so much at a time as comes.
  private mutating func pollPart(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    let room =
      switch fault?.kind {
      case .byteAtATime: 1
      case .slowDrip: 4
      case .oddChunks: Int.random(in: 1...buffer.count, using: &random)
      case .reset, .stall, .truncated: max(1, place - passed)
      default: buffer.count
      }
    var part = buffer._mutatingExtracting(0..<min(room, buffer.count))
    return inner.poll(&part)
  }

  private mutating func fail(_ reason: HTTPFailure) -> HTTPEvent {
    inner.cancel()
    return .failed(reason)
  }

  private mutating func faulty(_ head: HTTPHead) -> HTTPHead {
    var head = head
    let value = Int(truncatingIfNeeded: (fault?.value ?? 0) >> 1)
    switch fault?.kind {
    case .wrongStatus:
      let statuses: [UInt16] = [0, 100, 204, 206, 304, 404, 418, 500, 599, 999]
      head.status = statuses[value % statuses.count]
    case .redirect: head.status = [301, 302, 307, 308][value % 4]
    case .wrongLength: head.contentLength = UInt32(truncatingIfNeeded: value)
    default: break
    }
    return head
  }

  private mutating func spoil(_ buffer: inout MutableSpan<UInt8>, _ count: Int) {
    switch fault?.kind {
    case .garbage:
      for index in 0..<count { buffer[index] = UInt8.random(in: 0...255, using: &random) }
    case .corrupted where passed <= place && place < passed + count:
      buffer[place - passed] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case .duplicated where passed == 0: again = (0..<count).map { buffer[$0] }
    default: break
    }
  }

  private mutating func repeatBytes(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    let count = min(again.count, buffer.count)
    for index in 0..<count { buffer[index] = again[index] }
    again = []
    return .body(count: count)
  }

  /// The page with which a hotel answers whatever is asked for.
  private mutating func portal(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    if !hasHead {
      inner.cancel()
      hasHead = true
      return .head(HTTPHead(status: 200))
    }
    let page = Array("<!DOCTYPE html><title>Welcome</title><form action=/login>".utf8)
    if passed > 0 { return .end }
    passed = page.count
    for index in 0..<page.count { buffer[index] = page[index] }
    return .body(count: page.count)
  }
}

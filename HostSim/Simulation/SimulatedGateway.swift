import Firmware

/// How a simulated network behaves.
struct SimulatedNetwork: Sendable {
  /// From the request to the first byte of the answer, milliseconds, least and most.
  var latencyMs: ClosedRange<UInt64> = 30...90
  var bytesPerSecond: UInt64 = 400_000
  /// What a client's first request takes in addition: name, connection, TLS.
  var handshakeMs: UInt64 = 1_800
}

/// The firmware's end of a gateway in memory, which answers in virtual time, at a network's pace.
struct SimulatedClient: HTTPClient, ~Copyable {
  private let clock: VirtualClock
  private let network: SimulatedNetwork
  private let program: GatewayProgram
  private var random: SeededGenerator
  private var answer = GatewayAnswer.silence
  private var sent = 0
  private var begins: UInt64 = 0
  private var hasHead = false
  private var isOpen = false
  private var isConnected = false

  init(
    clock: VirtualClock, program: GatewayProgram, network: SimulatedNetwork = SimulatedNetwork(),
    seed: UInt64
  ) {
    self.clock = clock
    self.program = program
    self.network = network
    random = SeededGenerator(seed: seed)
  }

  mutating func open(_ resource: GatewayResource) {
    let milliseconds = clock.nanoseconds / 1_000_000
    switch resource {
    case .nowPlaying: begin(program.answer(milliseconds, false))
    case .cover: begin(program.answer(milliseconds, true))
    case .manifest: begin(.status(404, retryAfter: nil))
    }
  }

  mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    begin(.status(404, retryAfter: nil))
  }

  private mutating func begin(_ answer: GatewayAnswer) {
    self.answer = answer
    sent = 0
    hasHead = false
    isOpen = true
    let waitMs = UInt64.random(in: network.latencyMs, using: &random)
    begins = clock.nanoseconds + (waitMs + (isConnected ? 0 : network.handshakeMs)) * 1_000_000
    isConnected = true
  }

  mutating func cancel() { isOpen = false }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    if !isOpen || clock.nanoseconds < begins { return .pending }
    switch answer {
    case .failure(let reason):
      isOpen = false
      return .failed(reason)
    case .silence: return head(204, nil) ?? end()
    case .status(let status, let retryAfter): return head(status, retryAfter) ?? end()
    case .document(let body):
      return head(200, nil) ?? send(body, upTo: body.count, &buffer) ?? end()
    case .stalled(let body, let count):
      return head(200, nil) ?? send(body, upTo: min(count, body.count), &buffer) ?? .pending
    }
  }

  private mutating func head(_ status: UInt16, _ retryAfter: String?) -> HTTPEvent? {
    if hasHead { return nil }
    hasHead = true
    var head = HTTPHead(status: status)
    for byte in (retryAfter ?? "").utf8.prefix(head.retryAfter.count) {
      head.retryAfter[head.retryAfterCount] = byte
      head.retryAfterCount += 1
    }
    return .head(head)
  }

  /// The next bytes that have arrived; nil once all have been sent.
  private mutating func send(
    _ body: [UInt8], upTo end: Int, _ buffer: inout MutableSpan<UInt8>
  ) -> HTTPEvent? {
    if sent == end { return nil }
    let arrived = (clock.nanoseconds - begins) / 1_000 * network.bytesPerSecond / 1_000_000
    let count = min(Int(min(arrived, UInt64(end))) - sent, buffer.count)
    if count <= 0 { return .pending }
    for index in 0..<count { buffer[index] = body[sent + index] }
    sent += count
    return .body(count: count)
  }

  private mutating func end() -> HTTPEvent {
    isOpen = false
    return .end
  }
}

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
  /// What the requests go over; nil for a cable.
  private let radio: SimulatedRadio?
  private var random: SeededGenerator
  private var answer = GatewayAnswer.silence
  private var sent = 0
  private var begins: UInt64 = 0
  private var hasHead = false
  private(set) var isOpen = false
  private var isConnected = false

  init(
    clock: VirtualClock, program: GatewayProgram, network: SimulatedNetwork = SimulatedNetwork(),
    radio: SimulatedRadio? = nil, seed: UInt64
  ) {
    self.clock = clock
    self.program = program
    self.network = network
    self.radio = radio
    random = SeededGenerator(seed: seed)
  }

  mutating func open(_ request: HTTPRequest) {
    let milliseconds = clock.nanoseconds / 1_000_000
    switch request.target {
    case .nowPlaying: begin(program.answer(milliseconds, false))
    case .cover: begin(program.answer(milliseconds, true))
    case .manifest: begin { .document($0.manifest) }
    case .image(let offset): begin { .image($0.image, from: min(Int(offset), $0.image.count)) }
    }
  }

  /// Answers with something of the firmware that is offered; a network that is down is down for it
  /// as well.
  private mutating func begin(_ part: (GatewayFirmware) -> GatewayAnswer) {
    let milliseconds = clock.nanoseconds / 1_000_000
    if case .failure(let reason) = program.answer(milliseconds, false) {
      return begin(.failure(reason))
    }
    begin(program.firmware(milliseconds).map(part) ?? .notFound)
  }

  private mutating func begin(_ answer: GatewayAnswer) {
    self.answer = answer
    sent = 0
    hasHead = false
    isOpen = true
    if let radio, !radio.isHeard {
      self.answer = .failure(radio.state() == .up ? .noConnection : .noNetwork)
      (begins, isConnected) = (clock.nanoseconds, false)
      return
    }
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
    case .image(let image, let start):
      return imageHead(image, start) ?? send(image, from: start, upTo: image.count, &buffer)
        ?? end()
    case .stalled(let body, let count):
      return head(200, nil) ?? send(body, upTo: min(count, body.count), &buffer) ?? .pending
    }
  }

  private mutating func imageHead(_ image: [UInt8], _ start: Int) -> HTTPEvent? {
    guard case .head(var head) = head(start == 0 ? 200 : 206, nil) else { return nil }
    head.contentLength = UInt32(image.count - start)
    head.rangeStart = UInt32(start)
    return .head(head)
  }

  private mutating func head(_ status: UInt16, _ retryAfter: String?) -> HTTPEvent? {
    if hasHead { return nil }
    hasHead = true
    var head = HTTPHead(status: status)
    head.take(.retryAfter, retryAfter)
    return .head(head)
  }

  /// The next bytes that have arrived; nil once all have been sent.
  private mutating func send(
    _ body: [UInt8], from start: Int = 0, upTo end: Int, _ buffer: inout MutableSpan<UInt8>
  ) -> HTTPEvent? {
    let count = end - start
    if sent == count { return nil }
    let arrived = (clock.nanoseconds - begins) / 1_000 * network.bytesPerSecond / 1_000_000
    let ready = min(Int(min(arrived, UInt64(count))) - sent, buffer.count)
    if ready <= 0 { return .pending }
    for index in 0..<ready { buffer[index] = body[start + sent + index] }
    sent += ready
    return .body(count: ready)
  }

  private mutating func end() -> HTTPEvent {
    isOpen = false
    return .end
  }
}

extension HTTPHead {
  /// Takes a header's value; nil for none.
  mutating func take(_ header: Header, _ value: String?) {
    if let value { take(header, Array(value.utf8).span) }
  }
}

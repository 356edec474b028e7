import Firmware

/// One of the device's clients on a ``ModelNetwork``.
struct ModelClient: HTTPClient, ~Copyable {
  private let network: ModelNetwork
  private let role: ModelNetwork.Role
  private var exchange: ModelNetwork.Exchange?
  private var hasHead = false
  private var sent = 0

  init(_ network: ModelNetwork, _ role: ModelNetwork.Role) {
    self.network = network
    self.role = role
  }

  mutating func open(_ request: HTTPRequest) {
    var since: UInt64?
    if case .nowPlaying(let moment) = request.target { since = moment }
    exchange = network.begin(role, since: since)
    (hasHead, sent) = (false, 0)
  }

  mutating func cancel() { exchange = nil }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    guard let exchange, network.clock.nanoseconds >= exchange.headNs else { return .pending }
    if !hasHead {
      hasHead = true
      return .head(HTTPHead(status: 200))
    }
    if sent == exchange.body.count {
      network.end(role, exchange)
      self.exchange = nil
      return .end
    }
    let here = exchange.records.prefix { $0.ns <= network.clock.nanoseconds }
    let arrived = here.reduce(0) { $0 + $1.bytes } - NetworkModel.headBytes
    let count = min(arrived - sent, buffer.count)
    if count <= 0 { return .pending }
    for index in 0..<count { buffer[index] = exchange.body[sent + index] }
    sent += count
    return .body(count: count)
  }
}

import Firmware

/// The connections between a device's clients and its gateway, and what they cost.
final class ModelNetwork {
  /// What is counted.
  struct Counts {
    var requests = 0
    var fullHandshakes = 0
    var resumedHandshakes = 0
    var roundTrips = 0
    var bytes = 0

    var handshakes: Int { fullHandshakes + resumedHandshakes }
  }

  enum Role: Int { case metadata, cover }

  /// A connection that no request uses.
  fileprivate struct Kept {
    var openedNs: UInt64
    var requests: Int
    /// When the server sent the last byte.
    var idleNs: UInt64
  }

  let clock: VirtualClock
  let gateway: ModelGateway
  private let model: NetworkModel
  private let limits: ServerLimits
  private let rule: ConnectionRule
  private var kept: [Kept?] = [nil, nil]
  private var hasTicket = false
  private var random = SeededGenerator(seed: 1)
  private(set) var counts = Counts()
  /// When the first document with each item had come whole.
  private(set) var answeredNs: [Int: UInt64] = [:]

  init(
    _ model: NetworkModel, _ limits: ServerLimits, _ rule: ConnectionRule, _ gateway: ModelGateway,
    clock: VirtualClock
  ) {
    self.model = model
    self.limits = limits
    self.rule = rule
    self.gateway = gateway
    self.clock = clock
  }

  /// What one request brings, and when.
  struct Exchange {
    let body: [UInt8]
    let headNs: UInt64
    let records: [(ns: UInt64, bytes: Int)]
    let item: Int
    fileprivate var connection: Kept
  }

  func begin(_ role: Role, since: UInt64?) -> Exchange {
    counts.requests += 1
    var askedNs = clock.nanoseconds
    var connection = take(role, &askedNs) ?? connect(role, &askedNs)
    connection.requests += 1
    let reachedNs = askedNs + model.oneWayNs + NetworkModel.serverNs
    let answer = gateway.answer(at: reachedNs, withCover: role == .cover, since: since)
    let byteCount = NetworkModel.headBytes + answer.body.count
    let flow = AnswerFlow(model, byteCount: byteCount, startNs: answer.ns, &random)
    counts.bytes += NetworkModel.requestBytes + byteCount
    counts.roundTrips += 1 + Int((flow.lastNs - flow.firstNs) / max(model.roundTripNs, 1))
    connection.idleNs = flow.lastNs - model.oneWayNs
    return Exchange(
      body: answer.body, headNs: flow.records[0].ns, records: flow.records, item: answer.item,
      connection: connection)
  }

  /// The answer has come to its end.
  func end(_ role: Role, _ exchange: Exchange) {
    if role == .metadata, answeredNs[exchange.item] == nil {
      answeredNs[exchange.item] = clock.nanoseconds
    }
    let connection = exchange.connection
    let isOld = connection.idleNs - connection.openedNs >= limits.ageMs * 1_000_000
    if rule == .coverApart && role == .cover || isOld || connection.requests >= limits.requests {
      return
    }
    kept[place(role)] = connection
  }

  private func place(_ role: Role) -> Int { rule == .two ? role.rawValue : 0 }

  /// The kept connection, if there is one that is still open.
  private func take(_ role: Role, _ askedNs: inout UInt64) -> Kept? {
    if rule == .coverApart && role == .cover { return nil }
    guard let connection = kept[place(role)] else { return nil }
    kept[place(role)] = nil
    let closedNs = connection.idleNs + limits.idleMs * 1_000_000
    if askedNs + model.oneWayNs < closedNs { return connection }
    // The server has closed it, and said so: or it says so when the request comes.
    if askedNs < closedNs + model.oneWayNs {
      askedNs += model.roundTripNs
      counts.roundTrips += 1
    }
    return nil
  }

  private func connect(_ role: Role, _ askedNs: inout UInt64) -> Kept {
    let resumes = NetworkModel.isSessionKept && rule == .one && hasTicket
    hasTicket = true
    let trips = resumes ? NetworkModel.resumedRoundTrips : NetworkModel.fullRoundTrips
    askedNs += trips * model.roundTripNs
    askedNs += resumes ? NetworkModel.resumedHandshakeNs : NetworkModel.fullHandshakeNs
    counts.roundTrips += Int(trips)
    if resumes {
      counts.resumedHandshakes += 1
      counts.bytes += NetworkModel.resumedHandshakeBytes
    } else {
      counts.fullHandshakes += 1
      counts.bytes += NetworkModel.fullHandshakeBytes
    }
    return Kept(openedNs: askedNs, requests: 0, idleNs: askedNs)
  }
}

import Firmware

/// What the device asks for and gets, as somebody sees it who stands between it and the network:
/// the judge of its pace and of its transfers.
final class SoakTraffic {
  enum Role: Int, CaseIterable { case metadata, cover, updater }

  struct Request {
    let openedMs: UInt64
    /// How long the device waits for it.
    let deadlineMs: UInt64
    /// Whether nothing is wrong with the network or the gateway as it begins.
    let isTrue: Bool
    /// What plays as it begins.
    let scene: Int
    /// When something of use to its deadline came last.
    var progressMs: UInt64
    var status: UInt16?
    /// Bytes of the body.
    var byteCount = 0
  }

  struct Ended {
    let role: Role
    let request: Request
    /// Whether it came to the end of an answer that the device takes for a good one, as far as that
    /// can be said from here.
    let isComplete: Bool
    let failure: HTTPFailure?
    let endedMs: UInt64
  }

  let clock: VirtualClock
  private let startMs: UInt64
  private let plan: FaultPlan
  private let life: SoakLife
  private(set) var requests: [Request?] = [nil, nil, nil]
  /// What has ended and nobody looked at yet.
  private var ended: [Ended] = []
  private var lastMetadata: Ended?
  /// Until when the gateway asked to be left alone.
  private var pausedUntilMs: UInt64 = 0
  /// When metadata's requests failed that followed one another without a success.
  private var failuresMs: [UInt64] = []
  /// The first request that was sent too early, in words.
  private(set) var breach: String?
  /// The first that shows that waits do not grow.
  private(set) var backoffBreach: String?
  private(set) var counts = [0, 0, 0]
  /// How often a fault of each kind met a request.
  private(set) var met: [FaultKind: Int] = [:]

  init(clock: VirtualClock, startMs: UInt64, plan: FaultPlan, life: SoakLife) {
    self.clock = clock
    self.startMs = startMs
    self.plan = plan
    self.life = life
  }

  /// Milliseconds since the start of the run.
  var milliseconds: UInt64 { clock.nanoseconds / 1_000_000 - startMs }

  func takeEnded() -> [Ended] {
    defer { ended.removeAll(keepingCapacity: true) }
    return ended
  }

  /// The board starts anew: what was asked of the firmware before is forgotten.
  func restart() {
    requests = [nil, nil, nil]
    ended = []
    lastMetadata = nil
    failuresMs = []
    pausedUntilMs = 0
  }

  /// A request begins; returns the fault that is its own.
  func begin(_ role: Role, deadlineMs: UInt32) -> Fault? {
    let now = milliseconds
    counts[role.rawValue] += 1
    let fault = plan.active(.net, at: now)
    let answer = plan.active(.gateway, at: now)
    for fault in [fault, answer] where fault != nil { met[fault!.kind, default: 0] += 1 }
    requests[role.rawValue] = Request(
      openedMs: now, deadlineMs: role == .updater ? 30_000 : UInt64(deadlineMs),
      isTrue: fault == nil && answer == nil, scene: life.scene(at: now), progressMs: now)
    return fault
  }

  func cancel(_ role: Role) {
    guard let request = requests[role.rawValue] else { return }
    // The device has what it wants of a 204 with its head.
    end(role, isComplete: request.status == 204, failure: nil)
  }

  func note(_ head: inout HTTPHead, _ role: Role) -> HTTPHead {
    requests[role.rawValue]?.status = head.status
    if head.status == 429 || head.status == 503 {
      var value = head.retryAfter
      if let seconds = value.withBytes({ UInt64($0.text) }) {
        pausedUntilMs = max(pausedUntilMs, milliseconds + min(max(seconds, 1), 3_600) * 1_000)
      }
    }
    return head
  }

  func note(_ event: HTTPEvent, _ role: Role) {
    switch event {
    case .pending, .head: return
    case .body(let count):
      guard var request = requests[role.rawValue] else { return }
      let sector = request.byteCount / 4_096
      request.byteCount += count
      // An image has some time for each sector, all else for the whole.
      if role == .updater && request.byteCount / 4_096 != sector {
        request.progressMs = milliseconds
      }
      requests[role.rawValue] = request
    case .end: end(role, isComplete: true, failure: nil)
    case .failed(let reason): end(role, isComplete: false, failure: reason)
    }
  }

  private func end(_ role: Role, isComplete: Bool, failure: HTTPFailure?) {
    guard let request = requests[role.rawValue] else { return }
    requests[role.rawValue] = nil
    let isGood = isComplete && (request.status == 200 || request.status == 204)
    let end = Ended(
      role: role, request: request, isComplete: isGood, failure: failure, endedMs: milliseconds)
    ended.append(end)
    if role == .metadata {
      lastMetadata = end
      // A network that comes back has the next question put at once.
      if isGood || failure == .noNetwork { failuresMs = [] } else { failuresMs.append(end.endedMs) }
    }
  }

  /// After eight failures in a row waits are as long as they get: two minutes and a half, on the
  /// average. So twenty and more in ten minutes do not come by chance.
  private func checkBackoff() {
    if failuresMs.count < 8 + 20 { return }
    let span = milliseconds - failuresMs[failuresMs.count - 20]
    if span < 600_000 {
      backoffBreach = backoffBreach ?? "\(failuresMs.count) failures, and 20 of them in \(span) ms"
    }
  }

  /// Whether failures of metadata's requests follow one another for long.
  var isInTrouble: Bool { failuresMs.count >= 8 }

  /// The first transfer that is longer under way than the device waits, in words.
  var overdue: String? {
    for role in Role.allCases {
      guard let request = requests[role.rawValue] else { continue }
      if milliseconds > request.progressMs + request.deadlineMs + 2_000 {
        return "a request of \(role) is under way since \(request.openedMs) ms"
      }
    }
    return nil
  }

  /// The gateway is asked for something: is it time? Images may come from another server.
  func checkPace(_ role: Role) {
    let now = milliseconds
    if now < pausedUntilMs {
      breach = breach ?? "\(role) asks although it was asked to wait until \(pausedUntilMs) ms"
    }
    guard role == .metadata, let last = lastMetadata else { return }
    checkBackoff()
    let leastMs: UInt64
    let since: UInt64
    if last.isComplete {
      // An answer that was tampered with may name any pace, one second at least.
      let named = life.scenes[last.request.scene].pollAfterMs.map { UInt64($0) }
      leastMs = last.request.isTrue && last.request.status == 200 ? named ?? 3_000 : 1_000
      since = last.endedMs
    } else if last.failure == .noNetwork {
      return
    } else {
      // A network that comes back has the next question put, three seconds after the last.
      (leastMs, since) = (3_000, last.request.openedMs)
    }
    if now < since + leastMs {
      breach = breach ?? "asks again after \(now - since) ms, not before \(leastMs)"
    }
  }
}

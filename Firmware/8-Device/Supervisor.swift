/// Gets a device out of what it does not get out of by itself: a network interface that has gone
/// silent, and a memory in fragments.
///
/// A state machine beside the ``Device``, on the same thread. It starts the network's interface and
/// watches it, and has the board restart at a quiet moment where nothing else helps.
public struct Supervisor<Network: NetworkInterface & ~Copyable>: ~Copyable {
  private enum Link {
    case off
    /// The interface did not start, at that moment.
    case failed(at: Instant)
    /// Without an address since then; the radio was switched off and on so many times.
    case down(since: Instant, radioRestarts: UInt32)
    /// With an address; the next look for a stronger access point is due then, or has been for
    /// a while where that is nil.
    case up(lookDue: Instant?)
  }

  public var network: Network
  private var link = Link.off
  /// When anything is to be done next; nil before the first step.
  private var due: Instant?
  /// Since when the gateway has not been heard over a network that was joined.
  private var unheardSince: Instant?
  /// Since when a restart waits for a quiet moment.
  private var restartSince: Instant?
  private var event: SupervisorEvent?
  /// Restarts in a row for want of an address that brought none, the one that is wanted included.
  /// A board keeps the number over its own restart, and only over that.
  public private(set) var restartsInVain: UInt8
  /// Whether the board should restart.
  public private(set) var wantsRestart = false

  public init(network: consuming Network, restartsInVain: UInt8 = 0) {
    self.network = network
    self.restartsInVain = restartsInVain
  }

  /// Whether the network's interface was started, and did not fail to.
  public var isNetworkStarted: Bool {
    switch link {
    case .off, .failed: false
    case .down, .up: true
    }
  }

  /// What has happened since it was asked last; the last of it.
  public mutating func takeEvent() -> SupervisorEvent? {
    defer { event = nil }
    return event
  }

  /// Does what is due, tells the device how the network stands, and returns when to call again.
  public mutating func step<Bus, Client, Time>(
    now: Instant, of device: inout Device<Bus, Client, Time>
  ) -> Instant
  where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
    if let due, wantsRestart || !now.hasReached(due) { return due }
    let facts = device.supervisorFacts(now: now)
    if case .off = link, facts.isReadyForNetwork { start(now: now) }
    let state = network.state()
    device.note(state, now: now)
    do throws(Network.Failure) {
      try supervise(state, facts, now: now)
    } catch {
      event = .failed(code: error.code)
    }
    restartIfQuiet(facts, now: now)
    let next = now + Limits.superviseMs
    due = next
    return next
  }

  private mutating func start(now: Instant) {
    do throws(Network.Failure) {
      try network.start()
      link = .down(since: now, radioRestarts: 0)
    } catch {
      link = .failed(at: now)
      event = .failed(code: error.code)
    }
  }

  private mutating func supervise(
    _ state: NetworkState, _ facts: SupervisorFacts, now: Instant
  ) throws(Network.Failure) {
    switch link {
    case .off, .failed: return
    case .down where state == .up:
      link = .up(lookDue: now + Limits.lookAroundMs)
      restartsInVain = 0
    case .down where facts.isSetUpOffered:
      link = .down(since: now, radioRestarts: 0)
    case .down(let since, let radioRestarts):
      let downMs = now.milliseconds(since: since)
      if downMs < (radioRestarts &+ 1) &* Limits.radioRestartMs { return }
      link = .down(since: since, radioRestarts: radioRestarts &+ 1)
      event = .radioRestarts(afterMs: downMs)
      try network.restartRadio()
    case .up where state != .up:
      link = .down(since: now, radioRestarts: 0)
      unheardSince = nil
    case .up(let lookDue):
      try listen(facts, now: now)
      if let lookDue, !now.hasReached(lookDue) { return }
      link = .up(lookDue: facts.isQuiet ? now + Limits.lookAroundMs : nil)
      if facts.isQuiet { network.lookAround() }
    }
  }

  /// Joins the network anew where the gateway has not been heard for long.
  private mutating func listen(
    _ facts: SupervisorFacts, now: Instant
  ) throws(Network.Failure) {
    if facts.isHeard == true { unheardSince = nil }
    guard facts.isHeard == false else { return }
    let since = unheardSince ?? now
    unheardSince = since
    if !now.hasReached(since + Limits.rejoinMs) { return }
    unheardSince = now
    event = .rejoins(afterMs: now.milliseconds(since: since))
    try network.rejoin()
  }

  private mutating func restartIfQuiet(_ facts: SupervisorFacts, now: Instant) {
    guard let reason = restartReason(facts, now: now) else {
      restartSince = nil
      return
    }
    let since = restartSince ?? now
    restartSince = since
    if !facts.isQuiet && !now.hasReached(since + Limits.restartPatienceMs) { return }
    if case .noAddress = reason, restartsInVain < Limits.restartDoublings { restartsInVain &+= 1 }
    event = .boardRestarts(reason)
    wantsRestart = true
  }

  /// Why a restart is wanted now; nil where it is not.
  private func restartReason(_ facts: SupervisorFacts, now: Instant) -> RestartReason? {
    switch link {
    case .failed(let moment) where now.hasReached(moment + Limits.startFailureMs):
      return .noInterface
    case .down(let since, _):
      let downMs = now.milliseconds(since: since)
      let doublings = UInt32(min(restartsInVain, Limits.restartDoublings))
      if downMs >= Limits.networkRestartMs &<< doublings { return .noAddress(forMs: downMs) }
    case .off, .failed, .up: break
    }
    return facts.memoryFailures >= Limits.memoryFailures ? .noMemory : nil
  }
}

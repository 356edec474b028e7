/// The device's network: what a ``Supervisor`` asks and tells, and the offer to set it up.
extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  func supervisorFacts(now: Instant) -> SupervisorFacts {
    let isUpdating = if case .running = update { true } else { false }
    return SupervisorFacts(
      isReadyForNetwork: isReadyForNetwork(now: now), isSetUpOffered: isSetUpOffered,
      isQuiet: !isPlaying && !isUpdating && !isSetUpOffered,
      isHeard: link.isHeard, memoryFailures: max(memoryFailures[0], memoryFailures[1]))
  }

  /// Says how the network stands.
  ///
  /// A gateway that was not heard is asked as soon as there is a network again, and so is one that
  /// was not asked yet. The first question waits for the network that is being joined, for
  /// ``Limits/patienceMs`` at most.
  mutating func note(_ network: NetworkState, now: Instant) {
    let before = link.network
    link.network = network
    if network == .up {
      if before != .up { metadata.askAgain(now: now) }
      if link.isWithoutNetwork || before != .up && link.isFresh {
        metadata.ask(at: now)
      } else if before != .up && link.isHeard == false {
        // A link that comes and goes makes no flood.
        metadata.ask(at: now.later(metadata.asked + Limits.backoffBaseMs))
      }
    } else if before == nil && network == .down(nil) {
      if link.isFresh { metadata.ask(at: now + Limits.patienceMs) }
    } else if network != before {
      if link.isFresh { metadata.ask(at: now) }
      screensDue = now
    }
  }

  /// Says how to set the device up: the network that it offers for that and the digits that it asks
  /// for, in ASCII; empty ones end that. May be called as often as one likes: an offer stays as it
  /// is until it ends.
  public mutating func offerSetUp(network: Span<UInt8>, digits: Span<UInt8>, now: Instant) {
    if network.isEmpty == content.setUp.network.isEmpty { return }
    content.setUp.set(network: network, digits: digits)
    screensDue = now
  }

  /// Whether the device waits to be told its network.
  var isSetUpOffered: Bool { !content.setUp.network.isEmpty }
}

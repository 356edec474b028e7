/// Starts the network, and the clock that asks over it, once.
struct NetworkStart {
  private enum State {
    case waiting, started
    /// What could not be started, and until when the device goes on, so that its console and its
    /// glass can be read.
    case failed(SDKError, until: Instant)
  }

  private static var pauseMs: UInt32 { 20_000 }

  private var state = State.waiting

  /// Whether there is a network that can be forgotten.
  var isStarted: Bool {
    if case .started = state { true } else { false }
  }

  /// Starts it if that `isReady`, which takes a second or two. Throws what failed, once the time to
  /// read it is over.
  mutating func step(isReady: Bool, now: Instant) throws(SDKError) {
    switch state {
    case .started: return
    case .failed(let error, let until): if now.hasReached(until) { throw error }
    case .waiting:
      if !isReady { return }
      do throws(SDKError) {
        try check(board_network_start())
        try check(board_clock_start())
        state = .started
      } catch {
        Log.write("network", error)
        state = .failed(error, until: now + Self.pauseMs)
      }
    }
  }
}

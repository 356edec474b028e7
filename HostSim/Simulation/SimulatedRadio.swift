import Firmware

/// A Wi-Fi station with its access point, in virtual time.
///
/// It joins by itself whenever it can, as a driver that tries again and again does.
final class SimulatedRadio: NetworkInterface {
  struct Failure: HardwareFailure {
    let code: Int32
  }

  /// What a driver or an access point may do, besides working.
  enum Fault {
    case none
    /// It says OK to everything, does nothing, and no event comes any more, so that the state stays
    /// until the network is left: until the radio was switched off and on, or the board was.
    case silent(endsWith: Cure)
    /// The access point has forgotten the station, which does not notice: until it joins anew.
    case forgotten
    /// It refuses to start, to restart and to leave the network, with this code.
    case refuses(Int32)
  }

  /// What has to be switched off and on.
  enum Cure { case radio, board }

  /// What the driver was asked to do.
  enum Call: Equatable { case start, restartRadio, rejoin, lookAround }

  private let clock: VirtualClock
  private let trouble: (_ milliseconds: UInt64) -> NetworkTrouble?
  /// From the first try to the address.
  private let joinMs: UInt64
  private(set) var calls: [(call: Call, ms: UInt64)] = []
  var fault = Fault.none
  private var isStarted = false
  private var stands = NetworkState.down(nil)
  /// When the next address comes; nil while nothing is tried.
  private var joined: UInt64?

  /// - Parameter trouble: What is wrong with the network, by milliseconds since the start.
  init(
    clock: VirtualClock, joinMs: UInt64 = 2_000,
    trouble: @escaping (_ milliseconds: UInt64) -> NetworkTrouble?
  ) {
    self.clock = clock
    self.joinMs = joinMs
    self.trouble = trouble
  }

  /// Whether what is sent arrives.
  var isHeard: Bool {
    switch fault {
    case .silent, .forgotten: false
    case .none, .refuses: state() == .up
    }
  }

  func state() -> NetworkState {
    if case .silent = fault {} else { stands = isStarted ? seen() : .down(nil) }
    return stands
  }

  private func seen() -> NetworkState {
    if let trouble = trouble(milliseconds) {
      joined = nil
      return .down(trouble)
    }
    let moment = joined ?? milliseconds + joinMs
    joined = moment
    return milliseconds < moment ? .down(nil) : .up
  }

  func start() throws(Failure) {
    try note(.start)
    isStarted = true
    join()
  }

  func restartRadio() throws(Failure) {
    try note(.restartRadio)
    switch fault {
    case .silent(endsWith: .radio), .forgotten: fault = .none
    case .silent(endsWith: .board), .none, .refuses: break
    }
    join()
  }

  func rejoin() throws(Failure) {
    try note(.rejoin)
    if case .forgotten = fault { fault = .none }
    join()
  }

  func lookAround() { calls.append((.lookAround, milliseconds)) }

  /// The board restarts: the driver is as new.
  func reset() {
    fault = .none
    joined = nil
    isStarted = false
  }

  private func join() {
    joined = milliseconds + joinMs
    stands = .down(nil)
  }

  private func note(_ call: Call) throws(Failure) {
    calls.append((call, milliseconds))
    if case .refuses(let code) = fault { throw Failure(code: code) }
  }

  private var milliseconds: UInt64 { clock.nanoseconds / 1_000_000 }
}

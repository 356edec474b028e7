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
    /// It says OK to everything, and no event comes any more: until the radio was switched off and
    /// on, or the board was.
    case silent(endsWith: Cure)
    /// The access point has forgotten the station, which does not notice: until it joins anew.
    case forgotten
    /// It does not start, with this code.
    case doesNotStart(Int32)
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
    if case .forgotten = fault { false } else { state() == .up }
  }

  func state() -> NetworkState {
    guard isStarted else { return .down(nil) }
    if case .silent = fault { return .down(nil) }
    if let trouble = trouble(milliseconds) {
      joined = nil
      return .down(trouble)
    }
    let moment = joined ?? milliseconds + joinMs
    joined = moment
    return milliseconds < moment ? .down(nil) : .up
  }

  func start() throws(Failure) {
    note(.start)
    if case .doesNotStart(let code) = fault { throw Failure(code: code) }
    isStarted = true
    join()
  }

  func restartRadio() {
    note(.restartRadio)
    if case .silent(endsWith: .radio) = fault { fault = .none }
    join()
  }

  func rejoin() {
    note(.rejoin)
    if case .forgotten = fault { fault = .none }
    join()
  }

  func lookAround() { note(.lookAround) }

  /// The board restarts: the driver is as new.
  func reset() {
    if case .silent = fault { fault = .none }
    joined = nil
    isStarted = false
  }

  private func join() { joined = milliseconds + joinMs }

  private func note(_ call: Call) { calls.append((call, milliseconds)) }

  private var milliseconds: UInt64 { clock.nanoseconds / 1_000_000 }
}

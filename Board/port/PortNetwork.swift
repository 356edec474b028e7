import CPort
import Firmware

/// The network interface, by the port.
public struct PortNetwork: NetworkInterface {
  /// The last state that cannot be, told once for as long as it lasts.
  private var nonsense: Int32?

  public init() {}

  public mutating func state() -> NetworkState {
    let answer = sleeve_network_state()
    let state = Self.state(answer)
    if state == nil && nonsense != answer { PortLog.nonsense("sleeve_network_state", answer) }
    nonsense = state == nil ? answer : nil
    return state ?? .down(.other)
  }

  private static func state(_ answer: Int32) -> NetworkState? {
    switch Int(answer) {
    case SLEEVE_NETWORK_DOWN: .down(nil)
    case SLEEVE_NETWORK_UP: .up
    case SLEEVE_NETWORK_WRONG_PASSWORD: .down(.wrongPassword)
    case SLEEVE_NETWORK_OUT_OF_REACH: .down(.outOfReach)
    case SLEEVE_NETWORK_UNSUPPORTED_SECURITY: .down(.unsupportedSecurity)
    case SLEEVE_NETWORK_NO_ADDRESS: .down(.noAddress)
    case SLEEVE_NETWORK_OTHER_TROUBLE: .down(.other)
    default: nil
    }
  }

  public mutating func start() throws(PortFailure) {
    try PortFailure.check("sleeve_network_start", sleeve_network_start())
  }

  public mutating func restartRadio() throws(PortFailure) {
    try PortFailure.check("sleeve_network_restart_radio", sleeve_network_restart_radio())
  }

  public mutating func rejoin() throws(PortFailure) {
    try PortFailure.check("sleeve_network_rejoin", sleeve_network_rejoin())
  }

  public mutating func lookAround() { sleeve_network_look_around() }
}

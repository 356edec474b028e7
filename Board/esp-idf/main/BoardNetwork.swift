/// The network interface as configured: `board_network.h`.
struct BoardNetwork: NetworkInterface {
  mutating func state() -> NetworkState {
    if board_network_is_up() { return .up }
    switch board_network_trouble_now() {
    case BOARD_NETWORK_TROUBLE_NONE: return .down(nil)
    case BOARD_NETWORK_TROUBLE_WRONG_PASSWORD: return .down(.wrongPassword)
    case BOARD_NETWORK_TROUBLE_OUT_OF_REACH: return .down(.outOfReach)
    case BOARD_NETWORK_TROUBLE_UNSUPPORTED_SECURITY: return .down(.unsupportedSecurity)
    case BOARD_NETWORK_TROUBLE_NO_ADDRESS: return .down(.noAddress)
    default: return .down(.other)
    }
  }

  /// Starts the interface, and the clock that asks over it.
  mutating func start() throws(SDKError) {
    try check(board_network_start())
    try check(board_clock_start())
  }

  mutating func restartRadio() throws(SDKError) { try check(board_network_restart_radio()) }

  mutating func rejoin() throws(SDKError) { try check(board_network_rejoin()) }

  mutating func lookAround() { board_network_look_around() }
}

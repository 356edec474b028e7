/// A board's interface to the network, which keeps itself connected once it was started.
///
/// Called from the device's loop: nothing in it waits for the network.
public protocol NetworkInterface: ~Copyable {
  associatedtype Failure: HardwareFailure

  /// How the interface stands.
  mutating func state() -> NetworkState

  /// Starts the interface. Called once.
  mutating func start() throws(Failure)

  /// Switches the radio off and on, and joins the network anew. Until that is done ``state()`` is
  /// down, whatever the driver tells: one that has gone silent would leave it up for ever.
  mutating func restartRadio() throws(Failure)

  /// Leaves the network and joins it again, with ``state()`` likewise.
  mutating func rejoin() throws(Failure)

  /// Has the interface look for a stronger access point of the same network, and move there. The
  /// connection may break for some seconds.
  mutating func lookAround()
}

public enum NetworkState: Equatable, Sendable {
  /// There is an address.
  case up
  /// There is none; nil where the reason is not known, such as during the first try to join.
  case down(NetworkTrouble?)
}

/// Why a device has no address.
public enum NetworkTrouble: Equatable, Sendable {
  /// The access point does not take the password, or breaks off the handshake that proves it.
  case wrongPassword
  /// No access point of the network is heard.
  case outOfReach
  /// The access point offers no security that the device takes.
  case unsupportedSecurity
  /// The network was joined, and gave no address.
  case noAddress
  /// Anything else.
  case other
}

/// The screens: what the glass is given over to.
public enum Face: UInt8, Equatable, Sendable {
  /// Name and version.
  case boot
  /// What shows whether the panel is set rightly: colours, edges, what is up, and its name.
  case testCard
  /// The device waits to be told its Wi-Fi network.
  case setUp
  /// The gateway has not answered yet.
  case connecting
  case playing
  case paused
  /// Nothing has played for a while: the boot picture, time and date.
  case idle
  /// No network to connect with, for no reason that is known.
  case noNetwork
  /// The Wi-Fi's password is not taken.
  case wrongPassword
  /// The Wi-Fi is not heard.
  case outOfReach
  /// The Wi-Fi's security is none that the device takes.
  case unsupportedSecurity
  /// The Wi-Fi gives the device no address.
  case noAddress
  /// A network, but no answer from the gateway.
  case noGateway
  /// An answer that is no now-playing document.
  case badAnswer
  /// A gateway whose certificate the device does not trust, or which does not trust the device's.
  case notTrusted
  /// The gateway refuses the device's credentials.
  case refused
  /// The gateway asks to be left alone for a while.
  case rateLimited
  /// Too little memory for a connection.
  case noMemory
  /// Somebody must sign in to the music service again.
  case signIn
  /// The music service asks for a Premium account.
  case premium
  /// The music service answers no more questions for a while.
  case quota
  /// The gateway gets no answer from the music service.
  case serviceDown
  /// The gateway is not set up to its end.
  case gatewaySetUp
  case updating
  case updateFailed
}

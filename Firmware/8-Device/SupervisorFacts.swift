/// What a supervisor has to know of the device.
struct SupervisorFacts {
  /// Whether the network may be started, where it has not been.
  var isReadyForNetwork: Bool
  /// Whether the device waits to be told its network.
  var isSetUpOffered: Bool
  /// Whether nothing plays, no update is fetched and no set-up offered, so that nobody minds a
  /// pause.
  var isQuiet: Bool
  /// Whether the last question brought a word from the gateway; nil where it could not be put.
  var isHeard: Bool?
  /// Requests of a kind in a row that lacked memory.
  var memoryFailures: UInt8
}

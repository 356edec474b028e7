/// What a supervisor does about a device that does not get on: a line of a console or a timeline.
public enum SupervisorEvent: Equatable, Sendable {
  /// There has been no address for so long: the radio is switched off and on.
  case radioRestarts(afterMs: UInt32)
  /// The gateway has not been heard for so long: the network is left and joined anew.
  case rejoins(afterMs: UInt32)
  case boardRestarts(RestartReason)
  /// The network's interface did not do what it was asked to, with its driver's code.
  case failed(code: Int32)
}

/// Why the board is to restart.
public enum RestartReason: Equatable, Sendable {
  case noAddress(forMs: UInt32)
  case noMemory
  /// The network's interface did not start.
  case noInterface
}

extension SupervisorEvent {
  /// Appends what happened, in plain English.
  public func append(to line: inout Limits.EventLine) {
    switch self {
    case .radioRestarts(let ms):
      Self.append("network: no address", ms, "the radio is switched off and on", to: &line)
    case .rejoins(let ms):
      Self.append("network: no answer", ms, "it is left and joined anew", to: &line)
    case .boardRestarts(.noAddress(let ms)):
      Self.append("network: no address", ms, "the board restarts", to: &line)
    case .boardRestarts(.noMemory):
      line.append("memory: too little for a connection, again and again; the board restarts")
    case .boardRestarts(.noInterface):
      line.append("network: the interface does not start; the board restarts")
    case .failed(let code):
      line.append(code < 0 ? "network: error -" : "network: error ", code.magnitude)
    }
  }

  private static func append(
    _ what: StaticString, _ ms: UInt32, _ action: StaticString, to line: inout Limits.EventLine
  ) {
    line.append(what)
    line.append(" for ", ms / 60_000)
    line.append(" min; ")
    line.append(action)
  }
}

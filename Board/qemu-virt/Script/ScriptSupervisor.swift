import Firmware

/// A network interface that stands as the scene says, and does nothing.
public struct ScriptInterface: NetworkInterface {
  var stands = NetworkState.up

  public mutating func state() -> NetworkState { stands }
  public mutating func start() throws(Never) {}
  public mutating func restartRadio() throws(Never) {}
  public mutating func rejoin() throws(Never) {}
  public mutating func lookAround() {}
}

/// The supervisor of the script, beside its device.
public typealias ScriptSupervisor = Supervisor<ScriptInterface>

extension Supervisor where Network == ScriptInterface {
  @inline(__always)
  public init() { self.init(network: ScriptInterface()) }

  public mutating func begin(_ scene: Scene) { network.stands = scene.network }
}

import CPort
import Firmware

/// The time of a server, by the port.
public struct PortTime: TimeSource {
  public init() {}

  public mutating func unixMilliseconds() -> UInt64? {
    let milliseconds = sleeve_unix_ms()
    return milliseconds == 0 ? nil : milliseconds
  }
}

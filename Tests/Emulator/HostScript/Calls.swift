import Firmware
import Port

// What the script calls of `sleeve_port.h`: the loop is made when the script begins it.

private final class Device {
  var loop = PortLoop()
}
nonisolated(unsafe) private var device: Device!

@c(sleeve_main)
func begin(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?
) -> Int32 {
  device = Device()
  return 0
}
@c(sleeve_step)
func step(_ now: UInt32) -> UInt32 {
  device.loop.step(now: Instant(milliseconds: now)).milliseconds
}
@c(sleeve_is_healthy)
func isHealthy(_ now: UInt32) -> UInt32 {
  device.loop.isHealthy(now: Instant(milliseconds: now)) ? 1 : 0
}
@c(sleeve_face)
func face() -> Int32 { device.loop.face.map { Int32($0.rawValue) } ?? -1 }

import Firmware

// What a board calls: `sleeve_port.h`. `sleeve_main`, which makes the loop, is the main file itself.

@c(sleeve_step)
public func step(now: UInt32) -> UInt32 {
  unsafe loop.step(now: Instant(milliseconds: now)).milliseconds
}

@c(sleeve_is_healthy)
public func isHealthy(now: UInt32) -> UInt32 {
  unsafe loop.isHealthy(now: Instant(milliseconds: now)) ? 1 : 0
}

@c(sleeve_wants_restart)
public func wantsRestart() -> UInt32 { unsafe loop.wantsRestart ? 1 : 0 }

@c(sleeve_face)
public func face() -> Int32 { unsafe loop.face.map { Int32($0.rawValue) } ?? -1 }

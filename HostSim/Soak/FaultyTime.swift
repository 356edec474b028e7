import Firmware

/// A time server that errs, around one that does not.
struct FaultyTime<Inner: TimeSource>: TimeSource {
  var inner: Inner
  let plan: FaultPlan
  let traffic: SoakTraffic

  mutating func unixMilliseconds() -> UInt64? {
    guard let time = inner.unixMilliseconds() else { return nil }
    guard let fault = plan.active(.clock, at: traffic.milliseconds) else { return time }
    // From a second to two years.
    let step = 1_000 + fault.value % (UInt64(1) << (10 + (fault.value >> 56) % 27))
    return switch fault.kind {
    case .stepForward: time &+ step
    case .stepBack: time &- min(step, time)
    default: nil
    }
  }
}

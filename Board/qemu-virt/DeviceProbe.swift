import Firmware

/// The image in which of the core there is everything but updates: what is linked of it is what the
/// device itself costs. It is measured and not run.
@c(app_main)
public func appMain() -> Int32 {
  var device = MeasuredDevice.make()
  var now = Instant(milliseconds: 0)
  while !device.isCoverShown { now = device.goOn(now: now) }
  return 0
}

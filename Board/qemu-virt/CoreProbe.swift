import Firmware

/// The image in which there is the whole core but the words for what it tells: what is linked of it is
/// what the core costs. It is measured and not run.
@c(app_main)
public func appMain() -> Int32 {
  var core = MeasuredCore()
  var now = Instant(milliseconds: 0)
  while core.updater.takeEvent() == nil { now = core.step(now: now) }
  return 0
}

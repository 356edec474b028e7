import Firmware

/// The image in which there is the whole core and the words for what it tells, as a board with a
/// console has them. It is measured and not run.
@c(app_main)
public func appMain() -> Int32 {
  var core = MeasuredCore()
  var line = Limits.EventLine()
  var now = Instant(milliseconds: 0)
  while !line.isCut {
    now = core.step(now: now)
    core.appendEvents(to: &line)
  }
  return 0
}

extension MeasuredCore {
  fileprivate mutating func appendEvents(to line: inout Limits.EventLine) {
    if let event = device.takeEvent() { event.append(to: &line) }
    if let event = updater.takeEvent() { event.append(to: &line) }
    if let event = supervisor.takeEvent() { event.append(to: &line) }
  }
}

import CBoard

/// An image that fails: it waits for a moment that does not come.
@c(app_main)
public func appMain() -> Int32 {
  while board_timer_ticks() < UInt64.max {}
  return 0
}

/// When each task ran last. A board feeds its hardware watchdog only while all of them live, so that
/// a task which hangs ends in a reset of the chip.
struct Heartbeat: Sendable {
  private var metadata: Instant
  private var cover: Instant
  private var screens: Instant

  init(now: Instant) {
    metadata = now
    cover = now
    screens = now
  }

  mutating func beat(_ task: TaskName, now: Instant) {
    switch task {
    case .metadata: metadata = now
    case .cover: cover = now
    case .screens: screens = now
    }
  }

  func isHealthy(now: Instant) -> Bool {
    now.milliseconds(since: metadata) < Limits.taskSilenceMs
      && now.milliseconds(since: cover) < Limits.taskSilenceMs
      && now.milliseconds(since: screens) < Limits.taskSilenceMs
  }
}

/// The tasks, in the order in which they run when several are due.
public enum TaskName: Sendable { case metadata, cover, screens }

import Firmware

/// What must hold in a soak whatever happens, by the name under which a report has it.
enum Invariant: Int, CaseIterable, Sendable {
  /// The glass equals that of a fresh device given the same facts, within 2 s of the first good
  /// answer after faults that the device can notice.
  case glass
  /// A whole cover is that of the title below it.
  case coverTitle
  /// A cover that can be had is on the glass after the longest wait.
  case coverLate
  /// A whole cover that was spoiled without a sign is fetched again within the hour.
  case coverRefresh
  /// Never blank for more than a second outside the start, or a minute where the panel reset itself.
  case blank
  /// The position is that of the item, and does not go back by more than a second.
  case progress
  /// The display's lock is free between two steps: nobody holds it across network traffic. That the
  /// cover's task, which alone has both, does not ask the network with it in its hand is a
  /// precondition in the core, into which a soak would run.
  case lock
  /// No task asks to be called in the past.
  case stepInThePast
  /// No task asks to be called again and again without time passing.
  case stepWithoutEnd
  /// No request comes sooner than pace, backoff and `Retry-After` allow.
  case pace
  /// Waits grow as failures follow one another.
  case backoff
  /// Every transfer ends within its deadline.
  case transfersEnd
  /// Every task runs when it is due.
  case heartbeat
  /// There is a slot with an image that verifies, and it starts.
  case bootable
  /// What starts is never older, by its security version, than what was confirmed once.
  case securityVersion
  /// Nothing that the panel's datasheet forbids: its words, its windows, pixels outside of them.
  case panelRules
  /// None of the waits that the panel's datasheet asks for is cut short.
  case panelTiming
  /// Nothing is drawn where nothing has changed.
  case dirtyRectangles
  /// Nothing that the flash's datasheet forbids, nor a change of the slot that runs.
  case flashRules
  /// No line for a person holds what only the gateway and the device are to know.
  case secrets
  /// What a step of the device, with all that stands around it, takes of the stack.
  case stack
  /// What the run takes of the heap: the device takes nothing of it, and nothing here grows.
  case memory

  /// What a report calls it.
  var name: String {
    switch self {
    case .glass: "glass"
    case .coverTitle: "cover-title"
    case .coverLate: "cover-late"
    case .coverRefresh: "cover-refresh"
    case .blank: "never-blank"
    case .progress: "progress"
    case .lock: "lock"
    case .stepInThePast: "step-in-the-past"
    case .stepWithoutEnd: "step-without-end"
    case .pace: "pace"
    case .backoff: "backoff"
    case .transfersEnd: "transfers-end"
    case .heartbeat: "heartbeat"
    case .bootable: "bootable"
    case .securityVersion: "security-version"
    case .panelRules: "panel-rules"
    case .panelTiming: "panel-timing"
    case .dirtyRectangles: "dirty-rectangles"
    case .flashRules: "flash-rules"
    case .secrets: "secrets"
    case .stack: "stack"
    case .memory: "memory"
    }
  }

  /// Those that are checked after each pass of the loop.
  static let ofEachLook: [Invariant] = [
    .blank, .lock, .stepInThePast, .stepWithoutEnd, .pace, .transfersEnd, .heartbeat, .panelRules,
    .panelTiming, .flashRules,
  ]
}

/// An invariant that did not hold.
struct Breach {
  let invariant: Invariant
  /// Milliseconds since the start.
  let ms: UInt64
  /// What was seen, in words.
  let what: String
  /// The glass at that moment.
  let picture: Picture
  /// What it should have been, where that is known.
  var expected: Picture?
}

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
  /// The display's lock is free between two steps: nobody holds it across network traffic.
  case lock
  /// No task asks to be called in the past.
  case stepInThePast
  /// No task asks to be called again and again without time passing.
  case stepWithoutEnd
  /// No request comes sooner than pace, backoff and `Retry-After` allow.
  case pace
  /// Every transfer ends within its deadline.
  case transfersEnd
  /// Every task runs when it is due.
  case heartbeat
  /// There is a slot with an image that verifies, and it starts.
  case bootable
  /// What starts is never older, by its security version, than what was confirmed once.
  case securityVersion
  /// Nothing that the panel's datasheet forbids: its timing, its windows, pixels outside of them.
  case panelRules
  /// Nothing that the flash's datasheet forbids, nor a change of the slot that runs.
  case flashRules

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
    case .transfersEnd: "transfers-end"
    case .heartbeat: "heartbeat"
    case .bootable: "bootable"
    case .securityVersion: "security-version"
    case .panelRules: "panel-rules"
    case .flashRules: "flash-rules"
    }
  }

  /// Those that are checked after each pass of the loop.
  static let ofEachLook: [Invariant] = [
    .blank, .lock, .stepInThePast, .stepWithoutEnd, .pace, .transfersEnd, .heartbeat, .panelRules,
    .flashRules,
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

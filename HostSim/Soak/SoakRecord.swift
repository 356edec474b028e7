import Firmware

/// What happened in a soak: the last of it in words, all of it in numbers and in a digest.
struct SoakRecord {
  private static let lineCount = 25

  /// The last events, the oldest first.
  private(set) var lines: [String] = []
  private var hash = FNV1a()
  private var rareChecks = [Int](repeating: 0, count: Invariant.allCases.count)
  /// How often all of ``Invariant/ofEachLook`` were checked.
  var looks = 0
  /// Restarts, by their reason.
  private(set) var restarts: [String: Int] = [:]
  /// What became of updates.
  private(set) var updates: [String: Int] = [:]
  /// Faults that happened, by kind.
  var faults: [FaultKind: Int] = [:]
  var requests = 0
  /// The most that a step took of the stack, where it was measured.
  var stackByteCount = 0

  mutating func note(_ text: String, at milliseconds: UInt64) {
    let line = "\(milliseconds) ms: \(text)"
    hash.combine(line)
    lines.append(line)
    if lines.count > Self.lineCount { lines.removeFirst() }
  }

  mutating func note(_ picture: Picture) { hash.combine(picture.rgb) }

  mutating func noteCheck(_ invariant: Invariant) { rareChecks[invariant.rawValue] += 1 }

  mutating func noteRestart(_ reason: String, at milliseconds: UInt64) {
    restarts[reason, default: 0] += 1
    note("restart: \(reason)", at: milliseconds)
  }

  mutating func noteUpdate(_ event: UpdateEvent, at milliseconds: UInt64) {
    note(event.text, at: milliseconds)
    switch event {
    case .confirmed: updates["confirmed", default: 0] += 1
    case .rolledBack: updates["rolled back", default: 0] += 1
    case .complete: updates["complete", default: 0] += 1
    case .failed: updates["failed", default: 0] += 1
    case .upToDate, .fetching, .postponed: break
    }
  }

  /// How often each invariant was checked.
  var checks: [Invariant: Int] {
    var checks: [Invariant: Int] = [:]
    for invariant in Invariant.allCases {
      checks[invariant] =
        Invariant.ofEachLook.contains(invariant) ? looks : rareChecks[invariant.rawValue]
    }
    return checks
  }

  /// The same for the same run: events, checks and glass.
  var digest: String {
    var hash = hash
    let checks = checks
    // Not every system tells how much memory is in use.
    for invariant in Invariant.allCases where invariant != .memory {
      hash.combine("\(checks[invariant] ?? 0)")
    }
    hash.combine("\(requests)")
    return hash.hex
  }
}

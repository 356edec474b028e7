extension UpdateEvent {
  /// Appends what happened, in plain English, with the number that belongs to it: a line of a
  /// console.
  public func append(to line: inout Limits.EventLine) {
    if case .failed(.manifest(let error)) = self, let member = error.reason.member {
      line.append(ascii: member.name)
      line.append(": ")
    }
    line.append(description)
    switch self {
    case .fetching(let start):
      if start > 0 { line.append(", from byte ", start) }
    case .failed(.flash(let code)): line.append(code < 0 ? ", error -" : ", error ", code.magnitude)
    case .failed(.status(let status)): line.append(", status ", UInt32(status))
    case .failed(.manifest(let error)):
      line.append(", at byte ", UInt32(truncatingIfNeeded: error.offset))
    case .failed, .confirmed, .rolledBack, .upToDate, .complete, .postponed: break
    }
  }
}

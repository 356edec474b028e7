import Coordinator

/// Hands the coordinator an event, the first `message` bytes of the room, with the next `body` bytes
/// and the Unix time in milliseconds. Returns where the actions are, a JSON array.
@c(coordinator_handle) public func coordinatorHandle(
  _ message: Int32, _ body: Int32, _ now: Double
) -> UnsafeRawPointer? {
  // Negative lengths are none; a number that is no time is the earliest.
  let messageCount = max(0, Int(message))
  let count = messageCount.addingReportingOverflow(max(0, Int(body))).partialValue
  let milliseconds = now >= 0 && now < 9e15 ? Milliseconds(now) : 0
  unsafe Transfer.output = Transfer.withInput(count) { input in
    let end = min(messageCount, input.count)
    return unsafe Instance.coordinator.handle(
      input.extracting(..<end), input.extracting(end...), now: milliseconds)
  }
  return unsafe output()
}

private enum Instance {
  nonisolated(unsafe) static var coordinator = Coordinator()
}

/// What a device has to tell: a line on a board's console or in a timeline.
public enum DeviceEvent: Equatable, Sendable {
  /// The gateway's answer was of no use, or did not come.
  ///
  /// - count: Failures of such a request in a row, this one included.
  /// - waitMs: Until the next one is sent.
  case failed(DeviceRequest, GatewayFailure, count: UInt32, waitMs: UInt32)
  /// An answer of use came after `failures` that were not.
  case recovered(DeviceRequest, failures: UInt32)
  /// The gateway cannot ask the music service.
  case problem(ServiceProblem)
  /// It can again.
  case problemEnded
  /// The display did not take what it was sent. Told of the first of several in a row.
  case displayFailed(DisplayFault)
  /// The display is reset, for the `count`th time since the start.
  case displayReset(count: UInt32)
}

/// What the device asks the gateway for.
public enum DeviceRequest: Equatable, Sendable {
  case nowPlaying, cover

  var index: Int { self == .nowPlaying ? 0 : 1 }
}

/// Why the display did not take something.
public enum DisplayFault: Equatable, Sendable {
  /// Somebody else holds the lock.
  case locked
  /// The bus failed, with its driver's code.
  case bus(code: Int32)
  /// The panel is being reset.
  case notReady
  /// A rectangle past the glass.
  case outside

  init<Failure: HardwareFailure>(_ error: PanelError<Failure>) {
    switch error {
    case .bus(let failure): self = .bus(code: failure.code)
    case .notReady: self = .notReady
    case .outside: self = .outside
    }
  }
}

/// The last few events that nobody has taken yet; the oldest makes room.
struct DeviceEvents: Sendable {
  private var events = Limits.Events<DeviceEvent>(repeating: .displayReset(count: 0))
  /// Counts what was added, and what of it was taken or made room.
  private var added: UInt32 = 0
  private var taken: UInt32 = 0

  @inline(never)
  mutating func add(_ event: DeviceEvent) {
    events[place(added)] = event
    added &+= 1
    if added &- taken > UInt32(events.count) { taken &+= 1 }
  }

  /// The oldest; nil where there is none.
  mutating func take() -> DeviceEvent? {
    if taken == added { return nil }
    defer { taken &+= 1 }
    return events[place(taken)]
  }

  private func place(_ number: UInt32) -> Int {
    Int(truncatingIfNeeded: number) & (events.count &- 1)
  }
}

/// An ST7789 and its glass.
///
/// Every wait of the controller is a state with a deadline: ``poll(now:)`` moves on when it is
/// reached and never waits itself. Until the panel is ready nothing can be drawn.
///
/// The controller counts a wait from the end of the command that begins it, and a `now` was read
/// before the bus work of its own step. So such a command is the last of its step, and its wait is
/// counted from the `now` of the next call.
///
/// The order of the first steps keeps the memory's noise off the glass and loses no command:
/// reset, 120 ms, all registers, clear what the glass shows, SLPOUT, 120 ms, DISPON, backlight.
///
/// A panel that is ready is set up again every ``Limits/panelRefreshMs``, as a static discharge may
/// reset the controller and nothing can be read back. A controller that was not reset shows no
/// difference.
public struct Panel<Bus: DisplayBus & ~Copyable>: ~Copyable {
  public typealias Failure = PanelError<Bus.Failure>

  enum State {
    case off
    /// Nothing may be sent before `until`; nil: counted from the next call.
    case waiting(PanelWait, until: Instant?)
    /// Registers are set; rows from `row` on still hold noise.
    case clearing(row: UInt16)
    /// Can be drawn on. A part of the set-up is sent again at a moment.
    case ready(PanelRefresh, at: Instant)
  }

  private(set) var state = State.off
  /// Shared with the board, which may look at what it owns.
  public var bus: Bus
  let description: PanelDescription
  public let rotation: Rotation
  /// Backlight while the panel shows something, 0…100 per cent.
  private var brightness: UInt8
  /// Counts the commands, each of which ends a memory write: so a writer sees when one came in
  /// between.
  var windowCount: UInt32 = 0
  /// Counts how often the registers were written again while the panel was ready.
  private(set) var refreshCount: UInt32 = 0

  public init(
    bus: consuming Bus, _ description: PanelDescription = .standard,
    rotation: Rotation = .degrees0, brightness: UInt8 = 100
  ) {
    self.bus = bus
    self.description = description
    self.rotation = rotation
    self.brightness = min(brightness, 100)
  }

  /// What the viewer sees, pixels.
  public var size: Size { rotation.size(of: description) }

  /// Whether it can be drawn on. For some milliseconds of each refresh it cannot.
  public var isReady: Bool {
    if case .ready = state { true } else { false }
  }

  /// When ``poll(now:)`` has to refresh it; nil while it is not ready.
  public var refreshDue: Instant? {
    if case .ready(_, at: let moment) = state { moment } else { nil }
  }

  /// Resets the controller by its pin, or by command where the board has no such pin, and begins
  /// anew. What is on the glass is lost.
  public mutating func start() throws(Failure) {
    try setBacklight(0)
    switch try setReset(.low) {
    case .driven: state = .waiting(.resetPulse, until: nil)
    case .absent: state = .waiting(.beforeSoftReset, until: nil)
    }
  }

  /// Resets the controller by command and begins anew. What is on the glass is lost.
  ///
  /// Throws ``PanelError/notReady`` where the controller may not be sent SWRESET yet: while it
  /// recovers from a reset, or wakes (section 9.1.2), and while it is off, as its reset pin may be low.
  public mutating func softReset(now: Instant) throws(Failure) {
    switch state {
    case .clearing, .ready(.registers, _): break
    case .off, .waiting(.resetPulse, _), .waiting(.refresh, _): throw .notReady
    case .waiting(_, let until):
      guard let until, now.hasReached(until) else { throw .notReady }
    case .ready(.displayOn, at: let until): if !now.hasReached(until) { throw .notReady }
    }
    try setBacklight(0)
    try send(PanelCommand.softwareReset)
    state = .waiting(.reset, until: nil)
  }

  /// Takes the panel for switched off: the next thing to do is ``start()``.
  public mutating func forget() { state = .off }

  /// Does what is due, and returns when to call again; nil when there is nothing to wait for but
  /// ``refreshDue``.
  public mutating func poll(now: Instant) throws(Failure) -> Instant? {
    switch state {
    case .waiting(let wait, let until):
      guard let until else {
        state = .waiting(wait, until: now + wait.milliseconds)
        return now + wait.milliseconds
      }
      return now.hasReached(until) ? try end(wait, now) : until
    case .clearing(let row): return try clear(from: row, now)
    case .ready(let part, let moment):
      if !now.hasReached(moment) { return nil }
      return part == .registers ? try leaveSleep(.refresh, now) : try end(.sleepOut, now)
    case .off: return nil
    }
  }

  /// Sets the backlight, 0…100 per cent; while the panel is dark, for when it is not.
  public mutating func setBrightness(_ percent: UInt8) throws(Failure) {
    brightness = min(percent, 100)
    if isReady { try setBacklight(brightness) }
  }
}

/// The steps from one state to the next. Each returns when to call again.
extension Panel where Bus: ~Copyable {
  /// Begins to wait for what was just sent.
  private mutating func begin(_ wait: PanelWait, _ now: Instant) -> Instant {
    state = .waiting(wait, until: nil)
    return now
  }

  /// Goes on after a wait.
  private mutating func end(_ wait: PanelWait, _ now: Instant) throws(Failure) -> Instant? {
    switch wait {
    case .resetPulse:
      _ = try setReset(.high)
      return begin(.reset, now)
    case .beforeSoftReset:
      try send(PanelCommand.softwareReset)
      return begin(.reset, now)
    case .reset:
      try setRegisters()
      state = .clearing(row: 0)
      return now
    case .sleepOut:
      try send(PanelCommand.displayOn)
      try setBacklight(brightness)
      state = .ready(.registers, at: now + Limits.panelRefreshMs)
    case .refresh:
      try setRegisters()
      refreshCount &+= 1
      state = .ready(.displayOn, at: now + PanelWait.sleepOut.milliseconds)
    }
    return nil
  }

  /// Sends SLPOUT, which a controller that is awake ignores.
  private mutating func leaveSleep(
    _ wait: PanelWait, _ now: Instant
  ) throws(Failure) -> Instant {
    try send(PanelCommand.sleepOut)
    return begin(wait, now)
  }

  /// Clears a bounded number of rows.
  private mutating func clear(from row: UInt16, _ now: Instant) throws(Failure) -> Instant {
    let height = min(Limits.clearRows, size.height &- row)
    try fillTrusted(Rect(x: 0, y: row, width: size.width, height: height), .black)
    let next = row &+ height
    if next < size.height {
      state = .clearing(row: next)
      return now
    }
    return try leaveSleep(.sleepOut, now)
  }

  private mutating func setRegisters() throws(Failure) {
    var index = 0
    while index < panelRegisters.count {
      let count = Int(panelRegisters[index &+ 1])
      var parameters = [14 of UInt8](repeating: 0)
      for offset in 0..<count { parameters[offset] = panelRegisters[index &+ 2 &+ offset] }
      try command(panelRegisters[index], parameters.span.extracting(0..<count))
      index &+= 2 &+ count
    }
    let order = description.colorOrder == .bgr ? MADCTL.bgr : 0
    try send(PanelCommand.memoryAccess, rotation.memoryAccess(of: description) | order)
    try send(PanelCommand.pixelFormat, pixelFormat565)
    try send(
      description.inversion == .on ? PanelCommand.inversionOn : PanelCommand.inversionOff)
    try send(PanelCommand.normalMode)
  }
}

import Firmware

/// A model of the ST7789V display controller: commands go in, its memory and state come out.
///
/// It decodes the byte stream of the 4-line serial interface, and records as ``violations`` what the
/// datasheet forbids but a picture might not show. Times are those of `clock` when a method is
/// called. After power-on the panel sleeps, the display is off, the backlight dark, and the memory
/// holds noise. The power-on reset itself counts as over at time 0: a board takes longer to boot.
///
/// Source: Sitronix ST7789V datasheet.
public final class ST7789Model {
  /// Violations are kept up to this many; ``violationCount`` counts on.
  public static let violationLimit = 1000

  public let clock: VirtualClock
  public internal(set) var memory: GraphicsMemory
  /// Backlight, 0…100 per cent.
  public private(set) var backlightPercent: UInt8 = 0
  /// The first ``violationLimit`` violations, oldest first.
  public internal(set) var violations: [PanelViolation] = []
  public internal(set) var violationCount = 0
  /// Memory writes, oldest first; filled while ``recordsDrawnWindows``.
  public internal(set) var drawnWindows: [DrawnWindow] = []
  public var recordsDrawnWindows = false
  /// Pixels that came and differed from what the memory held.
  public internal(set) var changedPixelCount = 0

  var registers = Registers()
  var mode = DisplayMode()
  var timing = CommandTiming()
  var stream = StreamState.idle(lastOpcode: nil)
  /// Where RAMWRC goes on; nil once CASET, RASET or MADCTL made that undefined.
  var pointer: MemoryPointer?
  private var resetLowSince: UInt64?
  /// The period of the serial clock; 0 until it is stated.
  private(set) var bitNanoseconds: UInt64 = 0
  /// Whether the controller was reset without its host knowing.
  private var wasDischarged = false

  /// - Parameter seed: of the noise in the memory.
  public init(clock: VirtualClock, seed: UInt64 = 1) {
    self.clock = clock
    memory = GraphicsMemory(noiseSeed: seed)
  }

  /// A command byte (D/CX low), then its parameters or pixels (D/CX high), which may be empty and
  /// may as well come later by ``data(_:)``.
  public func command(_ opcode: UInt8, _ parameters: [UInt8] = []) {
    guard resetLowSince == nil else {
      record(.commandDuringReset(opcode: opcode))
      return
    }
    endStream()
    if let rule = timing.violation(of: opcode, at: clock.nanoseconds) { record(rule) }
    begin(opcode)
    if !parameters.isEmpty { data(parameters) }
  }

  /// Bytes with D/CX high: parameters or pixels of the last command, split anywhere.
  public func data(_ bytes: [UInt8]) {
    guard resetLowSince == nil else {
      record(.unexpectedData(after: nil))
      return
    }
    switch stream {
    case .idle(let lastOpcode): record(.unexpectedData(after: lastOpcode))
    case .parameters(let opcode, let count, let received):
      storeParameters(bytes, of: opcode, count: count, received: received)
    case .memoryWrite(let write): writeMemory(bytes, write)
    case .ignored: break
    }
  }

  /// The level of the RESX pin.
  ///
  /// The reset happens when the pin is released; a pulse of less than 5 µs is a spike that the
  /// controller ignores. The memory keeps its content.
  public func reset(_ level: PinLevel) {
    switch level {
    case .low:
      if resetLowSince == nil { resetLowSince = clock.nanoseconds }
    case .high:
      guard let since = resetLowSince else { return }
      resetLowSince = nil
      let width = clock.nanoseconds - since
      if width < CommandTiming.resetPulseNanoseconds {
        record(.resetPulseTooShort(nanoseconds: width))
      }
      guard width >= CommandTiming.spikeNanoseconds else { return }
      timing.hardwareReset(at: clock.nanoseconds, wasAwake: !mode.isAsleep)
      registers = Registers()
      mode = DisplayMode()
      stream = .idle(lastOpcode: nil)
      pointer = nil
    }
  }

  /// A static discharge: registers and sleep state are as after power-on, the memory holds noise.
  ///
  /// The host cannot know. So what it does with the memory is no violation until it has set COLMOD
  /// and MADCTL again, nor need it wait for the reset; all other rules hold.
  public func discharge(seed: UInt64) {
    registers = Registers()
    mode = DisplayMode()
    timing = CommandTiming()
    memory = GraphicsMemory(noiseSeed: seed)
    stream = .ignored
    pointer = nil
    wasDischarged = true
  }

  /// Whether the host takes the controller for set up, and it is not.
  private var isUnknownToHost: Bool {
    wasDischarged && (registers.pixelFormat == nil || registers[Opcode.addressMode] == nil)
  }

  /// Sets the backlight, 0…100 per cent. It is wired past the controller.
  public func backlight(percent: UInt8) { backlightPercent = min(percent, 100) }

  /// States the period of the serial clock; 16 ns is the least (write cycle, TSCYCW).
  public func serialClock(periodNanoseconds: UInt64) {
    bitNanoseconds = periodNanoseconds
    if periodNanoseconds < 16 { record(.clockTooFast(periodNanoseconds: periodNanoseconds)) }
  }

  /// Whether RESX is held low long enough for the controller to be in reset.
  var isHeldInReset: Bool {
    guard let since = resetLowSince else { return false }
    return clock.nanoseconds - since >= CommandTiming.spikeNanoseconds
  }

  /// Records a violation, and returns its index if there is room to keep it.
  @discardableResult
  func record(_ rule: PanelViolation.Rule) -> Int? {
    if rule.isOfMemory && isUnknownToHost { return nil }
    violationCount += 1
    guard violations.count < Self.violationLimit else { return nil }
    violations.append(PanelViolation(time: clock.nanoseconds, rule: rule, count: 1))
    return violations.count - 1
  }
}

extension ST7789Model {
  /// What the next data byte is.
  enum StreamState {
    /// Nothing: the last command is complete.
    case idle(lastOpcode: UInt8?)
    /// Parameter number `received` of `count`.
    case parameters(opcode: UInt8, count: Int, received: Int)
    case memoryWrite(MemoryWrite)
    /// Part of a command that is not understood.
    case ignored
  }

  /// The state that commands without parameters switch.
  struct DisplayMode: Equatable {
    enum TearingEffect { case off, verticalBlanking, allBlanking }

    var isAsleep = true
    var isOn = false
    var isInverted = false
    var isIdle = false
    var isPartial = false
    var isScrolling = false
    var tearingEffect = TearingEffect.off
  }
}

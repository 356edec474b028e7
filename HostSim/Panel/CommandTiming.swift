extension ST7789Model {
  /// Which commands must still wait, and for what: from the end of one command's byte on the wire
  /// to the start of the next one's.
  ///
  /// Source: ST7789V datasheet, section 7.4.5 "Reset timing" with its notes, and in section 9.1 the
  /// restrictions of SWRESET (01h), SLPIN (10h) and SLPOUT (11h). Makers of glasses ask for 120 ms
  /// from SLPOUT to DISPON (29h) as well, until the supplies have risen.
  struct CommandTiming {
    /// RESX low for less may not reset (TRW).
    static let resetPulseNanoseconds: UInt64 = 10_000
    /// RESX low for less is taken for a spike and ignored.
    static let spikeNanoseconds: UInt64 = 5_000
    /// After a reset, SLPIN or SLPOUT, for clocks and supplies to settle.
    static let settleNanoseconds: UInt64 = 5_000_000
    /// Between changes of the sleep mode, for the voltages of the glass.
    static let sleepNanoseconds: UInt64 = 120_000_000

    private struct Wait {
      var until: UInt64 = 0
      var reason = ""
    }
    private var anyCommand = Wait()
    private var sleepIn = Wait()
    private var sleepOut = Wait()
    private var softwareReset = Wait()
    private var displayOn = Wait()

    mutating func hardwareReset(at now: UInt64, wasAwake: Bool) {
      let recovery = wasAwake ? Self.sleepNanoseconds : Self.settleNanoseconds
      let reason = wasAwake ? "a hardware reset in sleep-out mode" : "a hardware reset"
      self = CommandTiming()
      anyCommand = Wait(until: now + recovery, reason: reason)
      sleepOut = Wait(until: now + Self.sleepNanoseconds, reason: reason)
    }

    mutating func softwareReset(at now: UInt64) {
      self = CommandTiming()
      anyCommand = Wait(until: now + Self.settleNanoseconds, reason: "SWRESET")
      sleepOut = Wait(until: now + Self.sleepNanoseconds, reason: "SWRESET")
    }

    /// SLPIN, whether or not the controller slept already.
    mutating func sleepIn(at now: UInt64, wasAwake: Bool) {
      anyCommand = Wait(until: now + Self.settleNanoseconds, reason: "SLPIN")
      if wasAwake { sleepOut = Wait(until: now + Self.sleepNanoseconds, reason: "SLPIN") }
    }

    /// SLPOUT, whether or not the controller was awake already.
    mutating func sleepOut(at now: UInt64, wasAsleep: Bool) {
      anyCommand = Wait(until: now + Self.settleNanoseconds, reason: "SLPOUT")
      guard wasAsleep else { return }
      sleepIn = Wait(until: now + Self.sleepNanoseconds, reason: "SLPOUT")
      // The way out of sleep takes as long, and SWRESET may not interrupt it.
      softwareReset = sleepIn
      displayOn = sleepIn
    }

    /// The rule that `opcode` breaks if it comes `now`; nil if it is in time.
    func violation(of opcode: UInt8, at now: UInt64) -> PanelViolation.Rule? {
      let own: Wait
      switch opcode {
      case Opcode.sleepIn: own = sleepIn
      case Opcode.sleepOut: own = sleepOut
      case Opcode.softwareReset: own = softwareReset
      case Opcode.displayOn: own = displayOn
      default: own = Wait()
      }
      let wait = own.until > anyCommand.until ? own : anyCommand
      guard wait.until > now else { return nil }
      return .commandTooEarly(
        opcode: opcode, after: wait.reason, missingNanoseconds: wait.until - now)
    }
  }
}

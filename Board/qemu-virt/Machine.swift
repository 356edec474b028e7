import CBoard
import Firmware

/// The clock and the counters of the emulated processor.
enum Machine {
  /// Time since reset, from the machine timer's 10 MHz.
  static var now: Instant {
    Instant(milliseconds: UInt32(truncatingIfNeeded: board_timer_ticks() / 10_000))
  }

  /// Instructions retired since reset, modulo 2³². The emulator retires one a nanosecond.
  static var retiredInstructions: UInt32 { board_retired_instructions() }

  /// How many instructions `work` takes, the reading of the counter included.
  @inline(__always)
  static func instructions(_ work: () -> Void) -> UInt32 {
    let before = retiredInstructions
    work()
    return retiredInstructions &- before
  }
}

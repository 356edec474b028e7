import Firmware

/// Tells how much memory the core's own state takes: the values that a board keeps for it, without
/// what the board itself puts in them.
enum CoreState {
  static func report() {
    Console.write("state ")
    let device = MemoryLayout<MeasuredDevice>.size
    let updater = MemoryLayout<MeasuredUpdater>.size
    let supervisor = MemoryLayout<Supervisor<MeasuredNetwork>>.size
    Console.write(UInt32(truncatingIfNeeded: device + updater + supervisor))
    Console.write("\n")
  }
}

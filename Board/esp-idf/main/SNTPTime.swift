/// The time, from a server of the network.
struct SNTPTime: TimeSource, ~Copyable {
  /// Begins to ask. To be made once, after the network was started.
  init() throws(SDKError) { try check(board_clock_start()) }

  mutating func unixMilliseconds() -> UInt64? {
    var milliseconds: UInt64 = 0
    return unsafe board_clock_read(&milliseconds) ? milliseconds : nil
  }
}

/// The time, from a server of the network, once `board_clock_start` was called.
struct SNTPTime: TimeSource, ~Copyable {
  mutating func unixMilliseconds() -> UInt64? {
    var milliseconds: UInt64 = 0
    return unsafe board_clock_read(&milliseconds) ? milliseconds : nil
  }
}

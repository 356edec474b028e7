/// Where the device learns what time it is: SNTP, on a board.
public protocol TimeSource: ~Copyable {
  /// Milliseconds since 1970, as of now; nil as long as no server has answered.
  mutating func unixMilliseconds() -> UInt64?
}

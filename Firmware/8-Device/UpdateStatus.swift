/// How an update stands, as far as a person is concerned.
public enum UpdateStatus: Equatable, Sendable {
  /// So much of it has come, 0…100 per cent.
  case running(percent: UInt8)
  case failed
}

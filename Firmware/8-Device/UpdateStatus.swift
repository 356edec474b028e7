/// How an update stands, as far as a person is concerned.
public enum UpdateStatus: Equatable, Sendable {
  /// So much of it has come, 0…100 per cent.
  case running(percent: UInt8)
  case failed
}

extension Device where Bus: ~Copyable, Client: ~Copyable, Time: ~Copyable {
  /// Says how an update stands; nil where there is none.
  public mutating func show(_ update: UpdateStatus?, now: Instant) {
    if update == self.update { return }
    self.update = update
    screensDue = now
  }
}

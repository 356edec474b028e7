import Firmware

/// When the music service is asked: one schedule, however many clients ask.
struct Schedule {
  /// After a change, or a first client.
  static let fastMs: Milliseconds = 3_000
  static let fastForMs: Milliseconds = 20_000
  static let playingMs: Milliseconds = 6_000
  /// Paused or silent: for the first minutes, and then.
  static let quietMs: Milliseconds = 10_000
  static let quietForMs: Milliseconds = 300_000
  static let longQuietMs: Milliseconds = 30_000
  /// How long after the last moment at which anybody was told to come back, and nobody did, the
  /// service is no longer asked.
  static let lingerMs: Milliseconds = 30_000
  /// From an item's expected end to the question for the next: services are not exact.
  static let endMarginMs: Milliseconds = 400
  /// No question for an end comes sooner after another question.
  static let endAfterMs: Milliseconds = 2_000
  /// How long after an item's expected end the next one is waited for in haste.
  static let endForMs: Milliseconds = 10_000
  /// The longest time from one failed call to the next.
  static let failureCapMs: Milliseconds = 60_000

  var lastCallAt: Milliseconds = 0
  private var fastUntil: Milliseconds = 0
  /// Until then clients are expected.
  private var activeUntil: Milliseconds = 0
  /// Before a restart, somebody may have been told to come back until then.
  private var expectedUntil: Milliseconds = 0
  /// When it became paused or silent.
  private var quietSince: Milliseconds = 0
  /// Failures in a row.
  private(set) var failures = 0
  /// Nothing is asked before: a refusal that only time can end.
  var notBefore: Milliseconds = 0
  /// The time between two calls that the allowance demands; 0: any.
  var stretchMs: Milliseconds = 0
  /// Until then a call from before a restart may be under way.
  var startsAt: Milliseconds = 0
  /// Until then the service wants to be left alone.
  var waitUntil: Milliseconds = 0

  /// Somebody asks.
  mutating func ask(_ now: Milliseconds) {
    if now >= max(activeUntil, expectedUntil) { fastUntil = now + Self.fastForMs }
    expect(now)
  }

  /// Somebody was told to come back then.
  mutating func expect(_ then: Milliseconds) {
    activeUntil = max(activeUntil, then + Self.lingerMs)
  }

  /// A call begins; `known` is what is known before it.
  mutating func call(_ now: Milliseconds, _ known: Playback?, knownAt: Milliseconds) {
    lastCallAt = now
    if let end = known?.end(knownAt: knownAt), end > knownAt, end <= now {
      fastUntil = max(fastUntil, end + Self.endForMs)
    }
  }

  mutating func succeed(_ now: Milliseconds, isChange: Bool) {
    failures = 0
    if isChange {
      fastUntil = now + Self.fastForMs
      quietSince = now
    }
  }

  mutating func fail() { failures = min(failures + 1, 100) }

  /// When to ask next; nil: not at all, as nobody wants to know.
  func next(_ now: Milliseconds, _ known: Playback?, knownAt: Milliseconds) -> Milliseconds? {
    guard now < activeUntil else { return nil }
    return max(due(known, knownAt), notBefore, startsAt, waitUntil)
  }

  private func due(_ known: Playback?, _ knownAt: Milliseconds) -> Milliseconds {
    if failures > 0 {
      let doubled = Self.fastMs << Milliseconds(min(failures - 1, 8))
      return lastCallAt + max(min(doubled, Self.failureCapMs), stretchMs)
    }
    let paced = lastCallAt + max(pace(isPlaying: known?.isPlaying == true), stretchMs)
    guard let end = known?.end(knownAt: knownAt) else { return paced }
    // The next item is worth a call of its own; one that is stretched moves there.
    let ended = end + Self.endMarginMs
    let isNear = ended >= lastCallAt + max(Self.endAfterMs, stretchMs / 2)
    return isNear && ended <= paced + stretchMs / 2 ? ended : paced
  }

  private func pace(isPlaying: Bool) -> Milliseconds {
    if lastCallAt < fastUntil { return Self.fastMs }
    if isPlaying { return Self.playingMs }
    return lastCallAt - quietSince < Self.quietForMs ? Self.quietMs : Self.longQuietMs
  }

  /// Whether it is slower than it would be, so that the allowance lasts.
  var isStretched: Bool { stretchMs > Self.playingMs }

  /// After a restart: the last call was made `then`. It may be under way until `startsAt`, and who was
  /// answered with it may come back as late as a document can say.
  mutating func restore(lastCallAt then: Milliseconds, startsAt: Milliseconds) {
    lastCallAt = then
    self.startsAt = startsAt
    expectedUntil = then + Milliseconds(Limits.pollAfterMs.upperBound) + Self.lingerMs
  }

  /// The clock was set back by `stepMs`: what was waited for takes as long as before.
  mutating func setBack(_ stepMs: Milliseconds) {
    lastCallAt = max(0, lastCallAt - stepMs)
    fastUntil = max(0, fastUntil - stepMs)
    activeUntil = max(0, activeUntil - stepMs)
    expectedUntil = max(0, expectedUntil - stepMs)
    quietSince = max(0, quietSince - stepMs)
    notBefore = max(0, notBefore - stepMs)
    startsAt = max(0, startsAt - stepMs)
    waitUntil = max(0, waitUntil - stepMs)
  }
}

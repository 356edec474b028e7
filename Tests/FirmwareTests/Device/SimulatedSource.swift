import HostSim

@testable import Firmware

/// A music service and the way to it: what is asked for arrives late, and says what was true when
/// the answer was made.
struct SimulatedSource {
  /// An answer on its way.
  struct Answer {
    var askedMs: Int
    var madeMs: Int
    var isPlaying: Bool
    var progressMs: Int
    /// How often somebody had paused, resumed or sought until it was made.
    var events: Int
  }

  private var random: SeededGenerator
  /// What its clock gains on ours.
  private let driftPPM: Int
  let delayMs: ClosedRange<Int>
  private(set) var isPlaying = true
  /// Where it was at `since`.
  private var positionMs = 0
  private var since = 0
  private(set) var events = 0
  private var nextEventMs: Int

  init(seed: UInt64, delayMs: ClosedRange<Int>) {
    random = SeededGenerator(seed: seed)
    driftPPM = Int.random(in: -60...60, using: &random)
    self.delayMs = delayMs
    positionMs = Int.random(in: 0...600_000, using: &random)
    nextEventMs = Int.random(in: 20_000...60_000, using: &random)
  }

  /// Where the item is.
  func position(atMs now: Int) -> Int {
    positionMs + (isPlaying ? now - since + (now - since) * driftPPM / 1_000_000 : 0)
  }

  /// Its clock, from its own epoch.
  func clock(atMs now: Int) -> UInt64 {
    UInt64(1_795_205_700_000 + now + now * driftPPM / 1_000_000)
  }

  /// Lets a person do something now and then.
  mutating func live(untilMs now: Int) {
    if now < nextEventMs { return }
    nextEventMs = now + Int.random(in: 1_000...60_000, using: &random)
    let position = position(atMs: now)
    since = now
    events += 1
    if Bool.random(using: &random) {
      positionMs = position
      isPlaying.toggle()
    } else {
      positionMs = Int.random(in: 0...600_000, using: &random)
    }
  }

  /// How long one way takes.
  mutating func delay() -> Int { Int.random(in: delayMs, using: &random) }

  func answer(askedMs: Int, madeMs: Int) -> Answer {
    Answer(
      askedMs: askedMs, madeMs: madeMs, isPlaying: isPlaying, progressMs: position(atMs: madeMs),
      events: events)
  }
}

/// How far the item has played: what the gateway said last, carried on by the clock.
///
/// Since an answer was made the item has gone on, for as long as the answer took (``AnswerAge``).
/// What the clock made of the answers before stands as far as a new one allows it. An answer that
/// says paused is taken as it is, and so is one that is too far behind to be anything but a seek.
public struct ProgressClock: Sendable {
  /// What an answer says of the item.
  public struct Answer: Sendable {
    /// Milliseconds; nil where the source does not say.
    public var progressMs: UInt32?
    public var isPlaying: Bool
    /// Unix time of the answer, milliseconds.
    public var serverTimeMs: UInt64?
    /// When it was asked for.
    public var asked: Instant

    public init(
      progressMs: UInt32?, isPlaying: Bool, serverTimeMs: UInt64? = nil, asked: Instant
    ) {
      self.progressMs = progressMs
      self.isPlaying = isPlaying
      self.serverTimeMs = serverTimeMs
      self.asked = asked
    }
  }

  /// An answer that is behind what is shown by no more than this, in milliseconds, is not taken for
  /// a seek: what is shown stands until the position has caught up.
  public static var toleranceMs: UInt32 { 3_000 }

  /// The greatest position that is kept, milliseconds: far beyond ``Limits/itemMs``, the greatest
  /// that is shown, and its sum with an answer's age does not overflow.
  private static var limitMs: UInt32 { 1 &<< 31 }

  /// Whether the position moves by itself.
  public private(set) var isRunning = false
  /// Whether the source says where the item is.
  private var isKnown = false
  /// Where the item was at `since`, at most ``limitMs``.
  private var positionMs: UInt32 = 0
  private var since = Instant(milliseconds: 0)
  /// What is shown: the greatest position since the last one that was taken as it came.
  private var shownMs: UInt32 = 0
  /// Whether the last answer said that the item plays and where, and where that was.
  private var saidPlaying = false
  private var answeredMs: UInt32 = 0
  private var answerAge = AnswerAge()

  public init() {}

  /// Begins another item.
  public mutating func begin(_ answer: Answer, at now: Instant) {
    pause(at: now)
    update(answer, at: now)
  }

  /// Takes an answer for the item that plays already.
  ///
  /// Two playing answers with the same position mean that the source does not move it: it stands
  /// until an answer has another.
  public mutating func update(_ answer: Answer, at now: Instant) {
    advance(to: now)
    let age = answerAge.take(answer.serverTimeMs, asked: answer.asked, at: now)
    isKnown = answer.progressMs != nil
    let progressMs = min(answer.progressMs ?? 0, Self.limitMs)
    let stands = saidPlaying && progressMs == answeredMs
    saidPlaying = answer.isPlaying && isKnown
    answeredMs = progressMs
    let earliestMs = progressMs &+ age.leastMs
    let latestMs = progressMs &+ age.mostMs
    if !saidPlaying || stands {
      isRunning = false
      positionMs = progressMs
    } else if isRunning && shownMs <= latestMs &+ Self.toleranceMs {
      positionMs = min(max(positionMs, earliestMs), latestMs)
      return
    } else {
      isRunning = true
      positionMs = earliestMs
    }
    shownMs = positionMs
  }

  /// Stops where it is: nothing plays any more.
  public mutating func pause(at now: Instant) {
    advance(to: now)
    isRunning = false
    saidPlaying = false
  }

  /// What to show, milliseconds; nil where nobody knows. To be asked every few days at least.
  public mutating func value(at now: Instant) -> UInt32? {
    advance(to: now)
    return isKnown ? shownMs : nil
  }

  @inline(never)
  private mutating func advance(to now: Instant) {
    if isRunning { positionMs = min(positionMs &+ now.milliseconds(since: since), Self.limitMs) }
    since = now
    shownMs = max(shownMs, positionMs)
  }
}

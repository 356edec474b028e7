/// A text that may be too long for its place: what it is, and how it moves.
struct RunningText {
  /// Stands for the text and its place.
  let contentHash: UInt32
  let marquee: Marquee
  /// Pixels by which it has moved on from its beginning.
  var offset: UInt32 = 0

  /// Stands for all that is seen of it; not 0.
  var hash: UInt32 { contentHash &+ offset &<< 1 | 1 }
}

/// Two lines of which only one moves at a time: each goes to its end and back, then the other.
struct RunningLines {
  private(set) var title = RunningText(contentHash: 0, marquee: .still)
  private(set) var detail = RunningText(contentHash: 0, marquee: .still)
  private var start = Instant(milliseconds: 0)
  /// Milliseconds from the last call of ``move(to:)`` until a line moves on; nil where both stand
  /// still.
  private(set) var untilNextFrameMs: UInt32?

  /// Begins anew with another text.
  mutating func begin(title: RunningText, now: Instant) {
    self.title = title
    start = now
  }

  mutating func begin(detail: RunningText, now: Instant) {
    self.detail = detail
    start = now
  }

  /// Moves the lines to where they stand at `now`.
  @inline(never)
  mutating func move(to now: Instant) {
    let turn = title.marquee.cycleMs
    let cycle = turn &+ detail.marquee.cycleMs
    title.offset = 0
    detail.offset = 0
    untilNextFrameMs = nil
    if cycle == 0 { return }
    let elapsed = now.milliseconds(since: start) % cycle
    if elapsed < turn {
      (title.offset, untilNextFrameMs) = title.marquee.frame(elapsed)
    } else {
      (detail.offset, untilNextFrameMs) = detail.marquee.frame(elapsed &- turn)
    }
  }
}

/// A number that stands for what was hashed (FNV-1a, 32 bits); never 0, which stands for nothing.
struct ContentHash {
  private var hash: UInt32 = 0x811C_9DC5

  var value: UInt32 { hash == 0 ? 1 : hash }

  mutating func add(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }

  @inline(never)
  mutating func add(_ number: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      add(UInt8(truncatingIfNeeded: number &>> shift))
    }
  }

  /// Adds a text and its length, so that no two lists of texts are added alike.
  @inline(never)
  mutating func add(_ text: Span<UInt8>) {
    for index in text.indices { add(text[index]) }
    add(UInt32(truncatingIfNeeded: text.count))
  }
}

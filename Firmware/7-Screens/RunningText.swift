/// A text that may be too long for its place: what it is, and since when it runs.
struct RunningText {
  /// Stands for the text and its place.
  private(set) var contentHash: UInt32 = 0
  private(set) var marquee = Marquee(textWidth: 0, in: 0)
  private var start = Instant(milliseconds: 0)

  var overflows: Bool { marquee.overflow > 0 }

  /// Begins anew with another text.
  mutating func begin(contentHash: UInt32, textWidth: Int, in place: UInt16, now: Instant) {
    self.contentHash = contentHash
    marquee = Marquee(textWidth: textWidth, in: place)
    start = now
  }

  /// Pixels to the left at `now`.
  func offset(at now: Instant) -> UInt32 { marquee.offset(now.milliseconds(since: start)) }

  /// When it moves on; nil where it stands still.
  func nextFrame(after now: Instant) -> Instant? {
    marquee.untilNextFrame(now.milliseconds(since: start)).map { now + $0 }
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

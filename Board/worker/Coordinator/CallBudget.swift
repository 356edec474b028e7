/// Counts upstream calls over 24 rolling hours, and says how far apart calls must be so that the
/// allowance never runs dry.
///
/// The pace is left alone while enough is left for a slow one until the calls already made drop out
/// of the 24 hours: a third of the allowance, spread evenly, is kept for that. Beyond it, calls are
/// spread over what is left.
struct CallBudget {
  private static let bucketMs: Milliseconds = 600_000
  /// Buckets that make up 24 hours; one more, as the first is only partly in them.
  private static let bucketCount = 145
  private static let dayMs: Milliseconds = 86_400_000

  /// Calls in each ten minutes, the latest last.
  private var counts = [Milliseconds](repeating: 0, count: bucketCount)
  /// Number of the latest ten minutes since 1970.
  private var latest: Milliseconds = 0
  /// Calls in 24 hours.
  let allowance: Milliseconds

  init(allowance: Milliseconds) { self.allowance = allowance }

  var used: Milliseconds {
    var used: Milliseconds = 0
    for count in counts { used += count }
    return used
  }

  mutating func count(_ now: Milliseconds) {
    drop(now)
    counts[Self.bucketCount - 1] += 1
  }

  /// Forgets what is older than 24 hours. Where the clock was set back, calls keep their age.
  mutating func drop(_ now: Milliseconds) {
    let number = now / Self.bucketMs
    let passed = min(max(0, number - latest), Milliseconds(Self.bucketCount))
    latest = number
    for _ in 0..<passed {
      for index in 1..<Self.bucketCount { counts[index - 1] = counts[index] }
      counts[Self.bucketCount - 1] = 0
    }
  }

  /// The shortest time from a call that was counted at `now` to the next; 0: any.
  func interval(_ now: Milliseconds) -> Milliseconds {
    var left = allowance - used
    var hasReserve = true
    var longest = Self.spread(Self.dayMs, allowance)
    // Whatever is made in the time until a bucket drops out must fit into what is left without it.
    var dropsInMs = (latest + 1) * Self.bucketMs - now
    for count in counts {
      if count > 0 {
        if left <= allowance * dropsInMs / Self.dayMs / 3 { hasReserve = false }
        longest = max(longest, Self.spread(dropsInMs, left))
        left += count
      }
      dropsInMs += Self.bucketMs
    }
    return hasReserve ? 0 : longest
  }

  /// The time between `count` calls in `spanMs`, rounded up.
  private static func spread(_ spanMs: Milliseconds, _ count: Milliseconds) -> Milliseconds {
    count > 0 ? (spanMs + count - 1) / count : spanMs
  }

  func write(to json: inout JSONWriter) {
    json.member("calls_until", latest)
    json.name("calls")
    json.beginArray()
    for count in counts { json.value(count) }
    json.endArray()
  }

  /// Takes over what `write` wrote, of the time `now`.
  mutating func restore(_ state: JSONFields, _ now: Milliseconds) {
    let counts = state.numbers("calls[]")
    guard counts.count == Self.bucketCount else { return }
    latest = min(state.number("calls_until") ?? 0, now / Self.bucketMs)
    for index in counts.indices { self.counts[index] = min(counts[index], allowance * 2) }
    drop(now)
  }
}

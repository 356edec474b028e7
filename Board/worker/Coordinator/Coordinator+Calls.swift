import Firmware

/// What is asked of the music service, and what its answers lead to.
extension Coordinator {
  private static let stepsMax = 2
  /// How often it is looked whether a spent allowance has room again.
  private static let spentMs: Milliseconds = 60_000
  /// Failures in a row that are not worth a word: services have hiccups.
  private static let quietFailures = 2
  /// Limits on what `Retry-After` is believed, seconds; what is used where there is none: the window
  /// of Spotify's rate limit ("Rate Limits").
  private static let retrySeconds: ClosedRange<UInt32> = 1...604_800
  private static let retryOtherwiseMs: Milliseconds = 30_000
  /// A pause that is longer is told to people.
  private static let shortPauseMs: Milliseconds = 60_000

  /// When the next call is due; nil: none is.
  func nextCall(_ now: Milliseconds) -> Milliseconds? {
    guard call == nil, case .call(let next) = source.next(now) else { return nil }
    let scheduled = schedule.next(now, known, knownAt: knownAt)
    if budget.used >= budget.allowance { return scheduled.map { max($0, now + Self.spentMs) } }
    // A person waits for it, and its code is good for minutes only.
    if next.purpose == .signIn { return schedule.startsAt }
    if isNextStep { return max(schedule.startsAt, schedule.waitUntil) }
    return scheduled
  }

  mutating func send(_ next: Call, _ now: Milliseconds) {
    callNumber += 1
    call = (next.purpose, now)
    steps = isNextStep ? steps + 1 : 0
    isNextStep = false
    budget.count(now)
    schedule.call(now, known, knownAt: knownAt)
    schedule.stretchMs = budget.interval(now)
    store(now)
    write(next)
  }

  private mutating func write(_ next: Call) {
    actions.beginObject()
    actions.member("do", "call")
    actions.member("call", callNumber)
    actions.member("method", next.form == nil ? "GET" : "POST")
    actions.member("url", next.url)
    actions.name("headers")
    actions.beginObject()
    actions.member("Accept", "application/json")
    actions.member("Authorization", next.authorization)
    if next.form != nil {
      actions.member("Content-Type", "application/x-www-form-urlencoded")
    }
    actions.endObject()
    if let form = next.form { actions.member("body", form) }
    actions.member("timeout_ms", Self.callMs)
    actions.endObject()
  }

  mutating func answer(_ event: JSONFields, _ body: Span<UInt8>, _ now: Milliseconds) {
    guard let call, event.number("call") == callNumber else { return }
    self.call = nil
    let status = Int(clamping: min(event.number("status") ?? 0, 999))
    let outcome = source.take(call.purpose, status: status, body, now)
    if status == 429 || status == 503 && event.whole("retry_after") != nil {
      pause(event, body, status, now)
    } else {
      // The answer was made somewhere between the question and now.
      digest(outcome, at: now - max(0, now - call.at) / 2, now)
    }
  }

  /// A call came to nothing; `text` says why.
  mutating func lose(_ text: StaticString, _ now: Milliseconds) {
    guard let purpose = call?.purpose else { return }
    call = nil
    let nothing = Bytes()
    _ = source.take(purpose, status: 0, nothing.span, now)
    digest(.failed(Problem(.upstream, text)), at: now, now)
  }

  private mutating func digest(_ outcome: Outcome, at: Milliseconds, _ now: Milliseconds) {
    switch outcome {
    case .playback(let playback):
      let isChange = !Self.areSame(known, playback) || knownAt == 0
      (known, knownAt) = (playback, at)
      schedule.succeed(now, isChange: isChange)
      report(nil)
      needsStore = needsStore || isChange
    case .proceed:
      isNextStep = steps < Self.stepsMax
      needsStore = true
    case .failed(let problem):
      schedule.fail()
      if schedule.failures > Self.quietFailures || knownAt == 0 { report(problem) }
    case .refused(let problem, let againMs):
      schedule.fail()
      schedule.notBefore = max(schedule.notBefore, now + againMs)
      report(problem)
    }
  }

  private static func areSame(_ one: Playback?, _ other: Playback?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.isSame(as: other)
  }

  /// The service asks to be left alone (RFC 9110 section 10.2.3).
  private mutating func pause(
    _ event: JSONFields, _ body: Span<UInt8>, _ status: Int, _ now: Milliseconds
  ) {
    let waitMs = retryAfterMs(event, now)
    schedule.waitUntil = now + waitMs
    let isQuota =
      JSONFields(body, "error.reason")?.text("error.reason")?.equals("QUOTA_EXCEEDED") == true
    schedule.fail()
    if isQuota || waitMs > Self.shortPauseMs || schedule.failures > Self.quietFailures {
      let until = schedule.next(now, known, knownAt: knownAt) ?? schedule.waitUntil
      report(
        status == 429
          ? Self.quota(until: until)
          : Problem(.upstream, "The music service is down for a while.", until: until))
    }
    needsStore = true
  }

  static func quota(until: Milliseconds) -> Problem {
    Problem(.quota, "The music service takes no more questions for a while.", until: until)
  }

  private func retryAfterMs(_ event: JSONFields, _ now: Milliseconds) -> Milliseconds {
    guard let text = event.whole("retry_after") else { return Self.retryOtherwiseMs }
    let own = UnixTime(milliseconds: UInt64(now))
    do throws(DateError) {
      // A date is one of the service's clock.
      let clock = try event.whole("date").map { text throws(DateError) in
        try HTTPDate(parsing: text.span, now: own).time
      }
      let wait = try RetryAfter(parsing: text.span, now: clock ?? own, limits: Self.retrySeconds)
      return Milliseconds(wait.seconds) * 1_000
    } catch {
      return Self.retryOtherwiseMs
    }
  }
}

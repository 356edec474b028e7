import Firmware

/// Every decision of the gateway: when the music service is asked, what its answers mean, and what
/// devices and browsers are told.
///
/// It has no I/O and reads no clock: events come in with the time, and the actions that they lead to
/// go out. Both are JSON; `Board/worker/gateway/host.js` performs them. Nothing that comes in can trap
/// it. There is at most one upstream call at a time.
public struct Coordinator: ~Copyable {
  var settings = Settings()
  var source = Source()
  var schedule = Schedule()
  var budget = CallBudget(allowance: Settings().budget)
  var devices = DeviceList()
  var covers = CoverNotes()

  /// What played at `knownAt`; nil: nothing did.
  var known: Playback?
  /// 0: no answer has come yet.
  var knownAt: Milliseconds = 0
  /// Where a source needs no calls: until when `known` is good.
  var knownUntil: Milliseconds?
  /// What the documents say is wrong.
  var problem: Problem?
  /// The call that is under way.
  var call: (purpose: Call.Purpose, at: Milliseconds)?
  /// Number of the last call.
  var callNumber: Milliseconds = 0
  /// Whether the next call belongs to the last one, and need not wait for the schedule; `steps` did
  /// in a row.
  var isNextStep = false
  var steps = 0
  private var waiting: [Request] = []
  /// Who is answered when something changes, or at the end of a time of their own.
  private var held: [Request] = []
  /// What a document says, and when that changed last.
  private var changes = ChangeNotes()
  var needsStore = false
  private var toldWake: Milliseconds?
  private var hasToldWake = false
  /// The time of the last event.
  var lastNow: Milliseconds = 0
  var actions = JSONWriter()

  /// How long an upstream server may take.
  static let callMs: Milliseconds = 10_000
  /// After that a call is given up whose end nobody told.
  static let lostMs: Milliseconds = 20_000
  private static let lostText: StaticString = "The music service cannot be reached."
  /// How long a request waits for an answer that is under way: a device gives up after 10 s.
  static let waitMs: Milliseconds = 2_500
  /// A call that is due so soon is waited for as one that is under way.
  private static let soonMs: Milliseconds = 300
  private static let waitingMax = 2_048
  /// The longest that a request is held: what devices ask for.
  private static let holdSeconds: Milliseconds = 25
  private static let heldMax = 1_024

  /// Who waits for an answer.
  struct Request {
    var id: Milliseconds
    /// The picture that is wanted; nil: none.
    var cover: (width: Milliseconds, height: Milliseconds)?
    /// Until then.
    var until: Milliseconds
    /// When the document was made that is known already; nil: the client takes no held answers.
    var since: Milliseconds?
  }

  private static let paths: StaticString = """
    event id device agent wait since cover.width cover.height call status reason retry_after \
    date cover_id state accent again_ms code redirect_uri
    """

  public init() {}

  /// Takes an event with its body, and returns the actions that follow, a JSON array.
  /// `now` is Unix time.
  public mutating func handle(
    _ message: Span<UInt8>, _ body: Span<UInt8>, now: Milliseconds
  ) -> [UInt8] {
    let now = min(max(now, 0), .latest)
    actions = JSONWriter()
    actions.beginArray()
    if let event = JSONFields(message, Self.paths), let name = event.text("event") {
      if name.equals("start") {
        start(Settings(message), body, now)
      } else {
        follow(now)
        take(name, event, body, now)
      }
      turn(now)
    } else {
      log("an event that cannot be read was left out")
    }
    actions.endArray()
    return actions.bytes
  }

  private mutating func take(
    _ name: Bytes, _ event: JSONFields, _ body: Span<UInt8>, _ now: Milliseconds
  ) {
    if name.equals("ask") {
      ask(event, now)
    } else if name.equals("answer") {
      answer(event, body, now)
    } else if name.equals("failed") {
      guard call != nil, event.number("call") == callNumber else { return }
      let reason = event.text("reason") ?? []
      let isOther = reason.equals("redirected") || reason.equals("too_long")
      lose(
        isOther ? "The music service's address answers with something else." : Self.lostText, now)
    } else if name.equals("cover") {
      guard let id = event.whole("cover_id") else { return }
      if event.text("state")?.equals("ready") == true {
        covers.ready(id, accent: event.whole("accent"))
      } else {
        covers.failed(id, againMs: event.number("again_ms"), now)
      }
    } else if name.equals("signed_in") {
      guard let code = event.whole("code"), let uri = event.whole("redirect_uri") else { return }
      source.signIn(code, uri)
    } else if name.equals("status") {
      status(now)
    } else if name.equals("wake") {
      // The turn that follows does what is due. A timer may have come a moment early: it is set again.
      hasToldWake = false
    } else {
      log("an event of an unknown name was left out")
    }
  }

  private mutating func start(_ settings: Settings, _ state: Span<UInt8>, _ now: Milliseconds) {
    let written = actions
    self = Coordinator()
    actions = written
    self.settings = settings
    source = Source.named(in: settings)
    budget = CallBudget(allowance: settings.budget)
    restore(state, now)
    follow(now)
  }

  /// Follows a clock that was set back; one that was set forward needs nothing.
  private mutating func follow(_ now: Milliseconds) {
    if now < lastNow {
      schedule.setBack(lastNow - now)
      knownAt = max(knownAt > 0 ? 1 : 0, knownAt - (lastNow - now))
      budget.drop(now)
      if let problem, let until = problem.until { problem.until = max(0, until - (lastNow - now)) }
      call?.at -= lastNow - now
      // Nobody can say any more what is newer.
      changes.forget()
      for index in waiting.indices { waiting[index].until -= lastNow - now }
    }
    lastNow = now
  }

  // MARK: Requests

  private mutating func ask(_ event: JSONFields, _ now: Milliseconds) {
    guard let id = event.number("id") else { return }
    if let device = event.whole("device") { devices.see(device, event.text("agent"), now) }
    schedule.ask(now)
    var request = Request(id: id, until: now + Self.waitMs)
    if let wait = event.number("wait"), let since = event.number("since"), wait > 0, since <= now,
      held.count < Self.heldMax
    {
      request.since = since
      request.until = now + min(wait, Self.holdSeconds) * 1_000
      schedule.expect(request.until)
      held.append(request)
      return
    }
    if let width = event.number("cover.width"), let height = event.number("cover.height") {
      request.cover = (width, height)
    }
    // Where so many wait already, the latest is told what is known.
    if waiting.count < Self.waitingMax { waiting.append(request) } else { reply(request, now) }
  }

  /// Does what is due, after every event.
  private mutating func turn(_ now: Milliseconds) {
    budget.drop(now)
    if let call, now - call.at >= Self.lostMs { lose(Self.lostText, now) }
    // It is asked again then.
    if let until = problem?.until, until <= now { problem = nil }
    switch source.next(now) {
    case .known(let playback, let until):
      (known, knownAt, knownUntil) = (playback, now, until)
    case .blocked(let problem):
      isNextStep = false
      report(problem)
    case .call(let next):
      if let due = nextCall(now), due <= now { send(next, now) }
    }
    answerWaiting(now)
    answerHeld(now)
    if needsStore { store(now) }
    tellWake(now)
  }

  /// Answers those who need not wait any longer; they came in the order in which their time is up.
  private mutating func answerWaiting(_ now: Milliseconds) {
    let isSoon = call != nil || nextCall(now).map { $0 <= now + Self.soonMs } == true
    if isSoon, waiting.first.map({ $0.until > now }) ?? true { return }
    var rest: [Request] = []
    for request in waiting {
      if isSoon && request.until > now { rest.append(request) } else { reply(request, now) }
    }
    waiting = rest
  }

  /// Answers those for whom something has changed, and those who have waited for long enough.
  private mutating func answerHeld(_ now: Milliseconds) {
    look(now)
    if held.isEmpty { return }
    var rest: [Request] = []
    for request in held {
      // What is known from later than now is of a clock that was set back since.
      let since = request.since ?? 0
      let isNew = changes.changedAt > since || since > now
      if isNew || request.until <= now { reply(request, now) } else { rest.append(request) }
    }
    held = rest
  }

  /// Notes whether a document would say something else than before, but for the time.
  private mutating func look(_ now: Milliseconds) {
    let item = shown(now)
    let written = actions
    actions = JSONWriter()
    actions.beginObject()
    describe(item, now)
    actions.endObject()
    let start = item.flatMap { item in
      item.progressMs.map { item.isPlaying ? knownAt - $0 : $0 }
    }
    changes.note(actions.bytes.hash64, start: start ?? 0, now)
    actions = written
  }

  // MARK: What else goes out

  /// Says what is wrong from now on, or that nothing is.
  mutating func report(_ new: Problem?) {
    let isNew = new.map { $0.kind != problem?.kind } ?? (problem != nil)
    problem = new
    guard isNew else { return }
    log(new?.text ?? "the music service answers again")
  }

  private mutating func tellWake(_ now: Milliseconds) {
    // .max: nothing is due by itself.
    var earliest = nextCall(now) ?? .max
    if let first = waiting.first { earliest = min(earliest, first.until) }
    for request in held { earliest = min(earliest, request.until) }
    if !held.isEmpty, let knownUntil { earliest = min(earliest, knownUntil) }
    if let call { earliest = min(earliest, call.at + Self.lostMs) }
    let wake = earliest == .max ? nil : earliest
    if hasToldWake && wake == toldWake { return }
    (toldWake, hasToldWake) = (wake, true)
    actions.beginObject()
    actions.member("do", "wake")
    actions.member("at", wake)
    actions.endObject()
  }

  mutating func store(_ now: Milliseconds) {
    needsStore = false
    actions.beginObject()
    actions.member("do", "store")
    actions.member("state", state(now))
    actions.endObject()
  }

  mutating func log(_ text: StaticString) {
    actions.beginObject()
    actions.member("do", "log")
    actions.member("text", text)
    actions.endObject()
  }
}

/// The whole device: what it drives, what it knows, and every buffer, in one value whose size is
/// known when it is compiled.
///
/// Three tasks share one thread: one asks what plays, one has the right picture on the glass, one
/// draws everything else. Each is a state machine that does a bounded piece of work and says when
/// it wants to run again. Nothing here waits or reads a clock.
public struct Device<
  Bus: DisplayBus & ~Copyable, Client: HTTPClient & ~Copyable, Time: TimeSource & ~Copyable
>: ~Copyable {
  public internal(set) var display: Display<Bus>
  var screens: Screens
  public internal(set) var content: ScreenContent
  var metadata: MetadataTask<Bus, Client>
  var cover: CoverTask<Bus, Client>
  var link = GatewayLink()
  public internal(set) var lock = DisplayLock()
  var watchdog = DisplayWatchdog()
  var pause: GatewayPause
  var wallClock = WallClock()
  public var time: Time
  let configuration: Configuration
  var events = DeviceEvents()
  /// When something is to be drawn next.
  var screensDue: Instant
  /// An update that is under way or has just failed.
  public internal(set) var update: UpdateStatus?
  /// Since when nothing has played; nil while something does.
  var silentSince: Instant?
  /// Requests in a row that lacked memory, by ``DeviceRequest``.
  var memoryFailures = [2 of UInt8](repeating: 0)
  let started: Instant
  private let isSupplyWeak: Bool
  private var isBooting = true
  /// Whether the test card may still be shown, which follows the name.
  var isCardDue = true
  /// Whether nothing has played for so long that the clock is shown.
  private(set) var isIdle = false
  /// Whether the clock has shown for so long that the light is off.
  var isDark = false
  /// Whether the last answer of use named an item, playing or paused.
  private var hasItem = false
  private var brightness: UInt8?
  /// Whether the bus has failed: a pause follows, counted from the next step, as a bus may take
  /// long to fail.
  private var isPausing = false

  /// - Parameter isSupplyWeak: Whether it starts because the supply failed, which `bootNote` then says.
  public init(
    bus: consuming Bus, metadataClient: consuming Client, coverClient: consuming Client,
    time: consuming Time, version: Version, bootNote: StaticString = "", isSupplyWeak: Bool = false,
    configuration: Configuration = Configuration(), fallback: FallbackFont? = nil, seed: UInt32,
    now: Instant
  ) {
    let size = configuration.rotation.size(of: configuration.panel)
    let screens = Screens(size: size, style: configuration.layout, fallback: fallback)
    display = Display(
      panel: Panel(
        bus: bus, configuration.panel, rotation: configuration.rotation, brightness: 0),
      coverArea: screens.layout.cover)
    self.screens = screens
    content = ScreenContent(version: version, bootNote: bootNote)
    content.panelName = configuration.panelName
    content.wording = configuration.wording
    var jitter = Jitter(seed: seed)
    metadata = MetadataTask(client: metadataClient, jitter: jitter, now: now)
    cover = CoverTask(client: coverClient, jitter: Jitter(seed: jitter.next()))
    self.time = time
    self.configuration = configuration
    pause = GatewayPause(jitter: Jitter(seed: jitter.next()))
    screensDue = now
    started = now
    self.isSupplyWeak = isSupplyWeak
  }

  /// The board's clients, one for each task that asks the gateway.
  public var metadataClient: Client {
    _read { yield metadata.transfer.client }
    _modify { yield &metadata.transfer.client }
  }

  public var coverClient: Client {
    _read { yield cover.transfer.client }
    _modify { yield &cover.transfer.client }
  }

  /// The face that is on the glass, drawn to its end; nil while one is being drawn.
  public var shownFace: Face? { screens.shownFace }

  /// Which item is shown, by counting.
  public var trackNumber: UInt32 { content.trackNumber }

  /// Whether the glass shows all that is known, whatever becomes of the cover.
  public var isDrawn: Bool { screens.isSettled }

  /// Whether the glass shows all that is known, and no cover is on its way to it.
  public var isSettled: Bool {
    let showsCover = content.face == .playing || content.face == .paused
    return screens.isSettled && !(showsCover && display.cover.isAwaited)
  }

  /// Whether the cover of what plays is on the glass, to its last pixel.
  public var isCoverShown: Bool { display.cover.isShown }

  /// Whether this firmware works: it has drawn more than its name, and the gateway has answered.
  public var hasProvenItself: Bool {
    link.hasAnswered && (shownFace.map { $0 != .boot } ?? false)
  }

  /// Whether the glass shows what plays, so that a restart would be seen.
  public var isPlaying: Bool { content.face == .playing }

  /// Whether the last question had an answer of use.
  var isAnswered: Bool { link.isAnswered }

  /// Whether the gateway ever gave an answer of use.
  public var hasAnswered: Bool { link.hasAnswered }

  /// What has happened and was not taken yet, the oldest first; nil where that is nothing.
  public mutating func takeEvent() -> DeviceEvent? { events.take() }

  /// Whether the network may be started, to be asked until it may: at once, but where the supply
  /// failed, which the glass tells first. A panel that fails delays nothing.
  func isReadyForNetwork(now: Instant) -> Bool { !isSupplyWeak || now.hasReached(bootEnd) }

  /// Whether no task is well past the moment at which it wanted to run. A board feeds its hardware
  /// watchdog only if so.
  ///
  /// A task that waits, for however long, is not silent.
  public func isHealthy(now: Instant) -> Bool {
    !isSilent(metadata.due, now) && !isSilent(coverDue(now: now), now) && !isSilent(screensDue, now)
  }

  private func isSilent(_ due: Instant?, _ now: Instant) -> Bool {
    due.map { now.hasReached($0 + Limits.taskSilenceMs) } ?? false
  }

  /// Does what is due; returns when to call again, now or later. The first call starts the panel.
  public mutating func step(now: Instant) -> Instant {
    if now.hasReached(metadataDue) { stepMetadata(now: now) }
    if let due = coverDue(now: now), now.hasReached(due) { stepCover(now: now) }
    if now.hasReached(screensDue) { screensDue = stepScreens(now: now) }
    if watchdog.trips(lockAgeMs: lock.ageMs(now: now)) { resetDisplay(now: now) }
    return due(now: now).later(now)
  }

  /// When ``step(now:)`` is to be called next.
  public func due(now: Instant) -> Instant {
    let next = metadataDue.earlier(screensDue)
    return coverDue(now: now).map { next.earlier($0) } ?? next
  }

  // MARK: Metadata

  private mutating func stepMetadata(now: Instant) {
    let outcome = metadata.step(
      now: now, periodMs: configuration.pollPeriodMs, mayHold: mayHold(now: now),
      unixTime: unixTime(now: now), &display, &pause)
    switch outcome {
    case .nothingNew: return
    case .paused: link.fail(.rateLimited(429), retry: metadata.due, now: now)
    case .document(let failures):
      succeed(.nowPlaying, after: failures)
      takeDocument(now: now)
    case .silence(let failures):
      succeed(.nowPlaying, after: failures)
      takeProblem()
      takeSilence(now: now)
    case .failed(let reason):
      if let end = pause.end(now: now) { metadata.due = metadata.due.later(end) }
      link.fail(reason, retry: metadata.due, now: now)
      fail(.nowPlaying, reason, metadata.backoff.failureCount, retry: metadata.due, now: now)
    }
    // What was learnt is to be seen at once.
    screensDue = now
  }

  private mutating func succeed(_ request: DeviceRequest, after failures: UInt32) {
    if request == .nowPlaying { link.succeed() }
    memoryFailures[request.index] = 0
    if failures > 0 { events.add(.recovered(request, failures: failures)) }
  }

  private mutating func fail(
    _ request: DeviceRequest, _ reason: GatewayFailure, _ count: UInt32, retry: Instant,
    now: Instant
  ) {
    let index = request.index
    let isForMemory = reason == .network(.noMemory)
    memoryFailures[index] = isForMemory ? min(memoryFailures[index], 254) &+ 1 : 0
    events.add(
      .failed(request, reason, count: count, waitMs: retry.milliseconds(since: now)))
  }

  private mutating func takeDocument(now: Instant) {
    followServerTime(now: now)
    content.track.serverTimeMs = metadata.reader.members.nowPlaying.serverTimeMs
    takeProblem()
    if metadata.reader.members.nowPlaying.isNothing { return takeSilence(now: now) }
    hasItem = true
    let isOther = !metadata.reader.members.nowPlaying.isSameItem(as: content.track)
    let coverChanged = metadata.reader.members.nowPlaying.coverID != content.track.coverID
    content.track.copy(metadata.reader.members.nowPlaying)
    let isRunning = content.track.isPlaying
    let answer = ProgressClock.Answer(
      progressMs: content.track.progressMs, isPlaying: isRunning,
      serverTimeMs: content.track.serverTimeMs, asked: metadata.asked)
    if isOther {
      content.trackNumber &+= 1
      content.progress.begin(answer, at: now)
    } else {
      content.progress.update(answer, at: now)
    }
    if isRunning { silentSince = nil } else if silentSince == nil { silentSince = now }
    if coverChanged { wantCover() }
  }

  /// Sets the clock by the answer as long as nothing better tells the time.
  ///
  /// The same time as in the answer before means that the source does not advance it.
  private mutating func followServerTime(now: Instant) {
    guard let unixMs = metadata.reader.members.nowPlaying.serverTimeMs,
      unixMs >= Limits.earliestServerTimeMs, unixMs != content.track.serverTimeMs,
      time.unixMilliseconds() == nil
    else { return }
    // A clock that is ahead by no more than the answer was under way may be right.
    let aheadMs = wallClock.now(now).map { UInt32(truncatingIfNeeded: $0 &- unixMs) }
    if let aheadMs, aheadMs <= now.milliseconds(since: metadata.asked) { return }
    wallClock.set(unixMs: unixMs, at: now)
  }

  private mutating func takeSilence(now: Instant) {
    hasItem = false
    content.progress.pause(at: now)
    content.track.isPlaying = false
    if silentSince == nil { silentSince = now }
  }

  // MARK: Cover

  /// Has the cover of what plays fetched; what is under way for another one is given up.
  private mutating func wantCover() {
    if content.track.coverID.isEmpty {
      display.cover.clear()
      cover.settle()
    } else {
      display.cover.reserve()
      cover.want(content.track.coverID)
    }
  }

  private mutating func stepCover(now: Instant) {
    let before = display.cover.stage
    let unixTime = unixTime(now: now)
    let outcome = cover.step(
      now: now, unixTime: unixTime, for: content.track, &display, &lock, &pause)
    switch outcome {
    case .nothingNew: break
    case .shown(let failures):
      watchdog.note(success: true)
      display.cover.complete()
      succeed(.cover, after: failures)
    case .failed(let reason):
      display.cover.fail()
      failCover(reason, now: now)
    case .displayFailed(let fault): noteDisplay(fault)
    }
    // The margins of a small picture, or the placeholder, are drawn at once.
    if display.cover.stage != before { screensDue = now }
  }

  private mutating func failCover(_ reason: GatewayFailure, now: Instant) {
    var retry = cover.due(now: now) ?? now
    if let end = pause.end(now: now) { retry = retry.later(end) }
    fail(.cover, reason, cover.backoff.failureCount, retry: retry, now: now)
  }

  // MARK: Screens

  private mutating func stepScreens(now: Instant) -> Instant {
    if isPausing {
      isPausing = false
      return now + Limits.lockRetryMs
    }
    guard lock.tryLock(.screens, now: now) else {
      noteDisplay(.locked)
      return now + Limits.lockRetryMs
    }
    defer { lock.unlock(.screens) }
    do throws(PanelError<Bus.Failure>) {
      if let next = try bringUpPanel(now: now) { return next }
      updateContent(now: now)
      let before = display.cover.stage
      var next = try screens.draw(&content, &display.cover, now: now, on: &display.panel)
      try setBrightness(now: now)
      if display.cover.isLost || display.cover.stage != before { cover.startOver(now: now) }
      watchdog.note(success: true)
      if let refresh = display.panel.refreshDue { next = next.earlier(refresh) }
      return nextFaceChange(now: now).map { next.earlier($0) } ?? next
    } catch {
      noteDisplay(DisplayFault(error))
      isPausing = true
      return now
    }
  }

  private mutating func noteDisplay(_ fault: DisplayFault) {
    if watchdog.note(success: false) == 1 { events.add(.displayFailed(fault)) }
  }

  /// Starts the panel, and waits for it; nil once it is ready.
  private mutating func bringUpPanel(
    now: Instant
  ) throws(PanelError<Bus.Failure>) -> Instant? {
    if case .off = display.panel.state {
      try display.panel.start()
      screens.invalidate()
      brightness = nil
      return now
    }
    return try display.panel.poll(now: now)
  }

  private mutating func updateContent(now: Instant) {
    if let unixMs = time.unixMilliseconds() { wallClock.set(unixMs: unixMs, at: now) }
    content.localTime = unixTime(now: now).map { configuration.timeZone.localTime($0).civil }
    if case .running(let percent) = update { content.updatePercent = min(percent, 100) }
    content.waitSeconds = link.waitSeconds(now: now)
    content.answerFault = link.answerFault
    content.setUpTrouble = link.setUpTrouble
    content.problemEnd = problemEnd(now: now)
    content.face = face(now: now)
  }

  /// Lights the first face once it is on the glass to its last pixel, not while it is drawn.
  private mutating func setBrightness(now: Instant) throws(PanelError<Bus.Failure>) {
    let wanted = wantedBrightness(now: now)
    if wanted == brightness || screens.shownFace == nil { return }
    try display.panel.setBrightness(wanted)
    brightness = wanted
  }

  /// What time it is; nil until the clock is set.
  public mutating func unixTime(now: Instant) -> UnixTime? {
    wallClock.now(now).flatMap { UnixTime(milliseconds: $0) }
  }

  /// Resets the panel and draws everything anew.
  private mutating func resetDisplay(now: Instant) {
    lock.breakOpen()
    screens.invalidate()
    display.cover.lose()
    cover.startOver(now: now)
    events.add(.displayReset(count: watchdog.resets))
    do throws(PanelError<Bus.Failure>) {
      try display.panel.softReset(now: now)
    } catch {
      display.panel.forget()
    }
    brightness = nil
    screensDue = now
  }

  /// What to show now.
  ///
  /// What has been reached stays reached: moments more than 24 days back compare as to come.
  private mutating func face(now: Instant) -> Face {
    if now.hasReached(bootEnd) { isBooting = false }
    if now.hasReached(cardEnd) { isCardDue = false }
    if silentSince.map({ now.hasReached($0 + configuration.idleDelayMs) }) ?? false {
      isIdle = true
    }
    if silentSince == nil { isIdle = false }
    if isBooting { return .boot }
    if showsCard { return .testCard }
    let trouble = link.face(now: now)
    if isSetUpOffered && !link.hasAnswered { return .setUp }
    // Nobody who listens wants to read about updates.
    if trouble == nil && link.hasAnswered && silentSince == nil { return .playing }
    switch update {
    case .running: return .updating
    case .failed: return .updateFailed
    case nil: break
    }
    if let trouble { return trouble }
    if !link.hasAnswered { return .connecting }
    // What plays, or has just been paused, is still known.
    if let problem = content.track.problem, isIdle || !hasItem { return problem.face }
    return isIdle || content.trackNumber == 0 ? .idle : .paused
  }

  /// When the face changes by itself.
  private func nextFaceChange(now: Instant) -> Instant? {
    if isBooting { return bootEnd }
    if showsCard { return cardEnd }
    if let moment = link.nextChange(now: now) { return moment }
    return isIdle ? darkness : silentSince.map { $0 + configuration.idleDelayMs }
  }
}

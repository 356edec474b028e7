/// Keeps the firmware up to date: a state machine beside the ``Device``, on the same thread.
///
/// It asks for the manifest, streams the image into the slot that does not run, hashes what the
/// flash then holds, and has the bootloader try it out. A new image confirms itself once it has
/// drawn a frame and had an answer; one that does not is left for the old one at the next start.
/// Each step does a bounded piece of work: a block of 512 bytes, with at most one erase of a sector
/// for each sector that it touches.
public struct Updater<
  Client: HTTPClient & ~Copyable, Flash: UpdateFlash & ~Copyable,
  Verifier: SignatureVerifier & ~Copyable, Hash: ImageHash & ~Copyable
>: ~Copyable {
  enum Phase {
    /// The flash is to be looked at.
    case starting
    /// The image that runs is tried out, and has until then to prove itself.
    case trial(until: Instant)
    /// The next question is due when anything is.
    case waiting
    case asking
    /// What the slot holds already is hashed, up to `end`.
    case rehashing(end: UInt32)
    case fetching
    /// An image waits to be started.
    case ready(by: Instant)
  }

  var transfer: Transfer<Client>
  var reader = ManifestReader()
  var flash: Flash
  var verifier: Verifier
  var hash = Hash()
  var journal = UpdateJournal()
  var chunk = Limits.Chunk(repeating: 0)
  var phase = Phase.starting
  /// Bytes of the image that are in the slot and hashed.
  var offset: UInt32 = 0
  /// Whether some of them were there before this download.
  var isResumed = false
  /// Whether the start of the image on its way was counted as a try, in this life.
  var isStartCounted = false
  /// The most sectors of an image that were complete, in this life or before.
  var furthest: UInt32 = 0
  /// Whether the image that runs has not proven itself, and is the only one that starts.
  var isWithoutAlternative = false
  /// Whether the image that was tried out last did not prove itself.
  var wasRolledBack = false
  /// Whether what failed in an earlier life may be tried again.
  private var hasWaited = false
  var identity: FirmwareIdentity
  private var deviceID: Limits.DeviceID
  var jitter: Jitter
  var backoff: Backoff
  /// When anything is to be done next; nil before the first step.
  private var due: Instant?
  private var event: UpdateEvent?
  /// Until when the glass says that an update has failed.
  var noticeEnd: Instant?
  private var told = ToldFailures()
  /// Whether the board should restart, to run another image or the one before.
  public internal(set) var wantsRestart = false

  public init(
    client: consuming Client, flash: consuming Flash, verifier: consuming Verifier,
    identity: FirmwareIdentity, deviceID: Limits.DeviceID, seed: UInt32
  ) {
    transfer = Transfer(client: client)
    self.flash = flash
    self.verifier = verifier
    self.identity = identity
    self.deviceID = deviceID
    var jitter = Jitter(seed: seed)
    backoff = Backoff(
      jitter: Jitter(seed: jitter.next()), baseMs: Limits.updateBackoffBaseMs,
      capMs: Limits.updateBackoffCapMs)
    self.jitter = jitter
  }

  /// The client of the manifest and of the image.
  public var client: Client {
    _read { yield transfer.client }
    _modify { yield &transfer.client }
  }

  /// What has happened since it was asked last; the last of it.
  public mutating func takeEvent() -> UpdateEvent? {
    defer { event = nil }
    return event
  }

  /// Does what is due, keeps the device's screens informed, and returns when to call again.
  public mutating func step<Bus, DeviceClient, Time>(
    now: Instant, of device: inout Device<Bus, DeviceClient, Time>
  ) -> Instant
  where Bus: ~Copyable, DeviceClient: ~Copyable, Time: ~Copyable {
    let facts = UpdateFacts(
      isProven: device.hasProvenItself, isQuiet: !device.isPlaying && device.isAnswered,
      unixTime: device.unixTime(now: now))
    let next = step(now: now, facts, &device.pause)
    device.show(status(now: now), now: now)
    // What the glass says ends long before the next question.
    return noticeEnd.map { next.earlier($0) } ?? next
  }

  mutating func step(
    now: Instant, _ facts: UpdateFacts, _ pause: inout GatewayPause
  ) -> Instant {
    // A board that steps more often than it was asked to must not shorten a wait.
    if let due, !now.hasReached(due) { return due }
    let next: Instant
    do throws(UpdateFailure) {
      next = try advance(now: now, facts, &pause)
    } catch {
      next = fail(error, now: now)
    }
    due = next
    return next
  }

  private mutating func advance(
    now: Instant, _ facts: UpdateFacts, _ pause: inout GatewayPause
  ) throws(UpdateFailure) -> Instant {
    switch phase {
    case .starting:
      return try start(now: now)
    case .trial(let end):
      if facts.isProven { return try confirm(now: now) }
      if now.hasReached(end) { try giveUp() }
      return now + Limits.updateLookMs
    case .waiting:
      if isWithoutAlternative && facts.isProven { return try confirm(now: now) }
      if let end = pause.end(now: now) { return end }
      reader.begin()
      transfer.begin(HTTPRequest(.manifest), now: now)
      phase = .asking
      return now
    case .asking: return try readManifest(now: now, facts, &pause)
    case .rehashing(let end): return try rehash(upTo: end, now: now)
    case .fetching: return try fetch(now: now, unixTime: facts.unixTime)
    case .ready(let moment):
      if facts.isQuiet || now.hasReached(moment) { wantsRestart = true }
      return now + Limits.updateLookMs
    }
  }

  /// How things stand, as far as a person is concerned.
  private mutating func status(now: Instant) -> UpdateStatus? {
    if let end = noticeEnd {
      if !now.hasReached(end) { return .failed }
      noticeEnd = nil
    }
    switch phase {
    case .starting, .trial, .waiting, .asking: return nil
    case .ready: return .running(percent: 100)
    case .rehashing, .fetching:
      let hundredth = max(1, reader.members.manifest.size / 100)
      return .running(percent: UInt8(truncatingIfNeeded: min(offset / hundredth, 100)))
    }
  }

  // MARK: Phases

  private mutating func readManifest(
    now: Instant, _ facts: UpdateFacts, _ pause: inout GatewayPause
  ) throws(UpdateFailure) -> Instant {
    switch transfer.poll(&chunk, now: now) {
    case .pending: return now + Limits.networkPollMs
    case .head(var head):
      switch head.verdict(unixTime: facts.unixTime) {
      case .proceed: return now
      case .nothingThere:
        transfer.cancel()
        tell(.upToDate)
        return rest(now: now)
      case .refused(_, let waitMs):
        if waitMs > 0 { pause.extend(waitMs, now: now) }
        throw .status(head.status)
      }
    case .body(let count):
      let taken = min(max(count, 0), chunk.count)
      do throws(ManifestError) {
        try chunk.mutableSpan.lend(taken) {
          (bytes) throws(ManifestError) in
          try reader.feed(bytes)
        }
      } catch {
        throw .manifest(error)
      }
      return now
    case .end:
      do throws(ManifestError) {
        try reader.finish()
      } catch {
        throw .manifest(error)
      }
      return try consider(now: now, facts)
    case .failed(let reason): throw .network(reason)
    }
  }

  /// Decides on the manifest that has come.
  private mutating func consider(
    now: Instant, _ facts: UpdateFacts
  ) throws(UpdateFailure) -> Instant {
    // A download that broke off has left its part in the hash.
    beginHash()
    if let refusal = reader.members.manifest.refusal(
      running: &identity, deviceID: &deviceID, slotByteCount: flash.slotByteCount,
      unixTime: facts.unixTime, verifier: &verifier, hash: &hash)
    {
      throw .refused(refusal)
    }
    return try prepare(offeredVersion(), now: now)
  }

  /// Decides by what became of `version` before, and begins or goes on with its image.
  private mutating func prepare(
    _ version: VersionName, now: Instant
  ) throws(UpdateFailure) -> Instant {
    do throws(Flash.Failure) {
      // Where the flash has failed, it does not hold what the journal was to write.
      try journal.load(from: &flash)
    } catch {
      throw .flash(code: error.code)
    }
    let marks = journal.marks(of: version)
    if marks.hasFailed { throw .refused(.failedBefore) }
    if marks.has(.wrongHashTold) { told.note(.wrongHash, of: version) }
    let isTooEarly = (marks.tries > 0 || wasRolledBack) && !hasWaited
    if isTooEarly {
      hasWaited = true
      tell(.postponed)
      return wait(jitter.next(in: Limits.updateRetryMs), now: now)
    }
    // From here on the other slot has nothing that could be started.
    if isWithoutAlternative { _ = try settle(now: now) }
    try begin(version)
    return now
  }

  /// Has what is there already of the offered image hashed next.
  private mutating func begin(_ version: VersionName) throws(UpdateFailure) {
    do throws(Flash.Failure) {
      if !journal.names(
        reader.members.manifest.digest, reader.members.manifest.size, version)
      {
        try journal.begin(
          reader.members.manifest.digest, reader.members.manifest.size, version, in: &flash)
        isStartCounted = false
      }
      let end = try journal.sectorCount(in: &flash) &* Limits.flashSectorByteCount
      furthest = max(furthest, journal.furthest)
      beginHash()
      isResumed = end > 0
      phase = .rehashing(end: min(end, reader.members.manifest.size))
    } catch {
      throw .flash(code: error.code)
    }
  }

  // MARK: Endings

  /// Waits, and asks for the manifest then.
  @inline(never)
  mutating func wait(_ milliseconds: UInt32, now: Instant) -> Instant {
    phase = .waiting
    return now + milliseconds
  }

  /// Waits as long as between any two questions.
  private mutating func rest(now: Instant) -> Instant {
    backoff.reset()
    furthest = 0
    return wait(jitter.next(in: Limits.updateCheckMs), now: now)
  }

  @inline(never)
  mutating func fail(_ failure: UpdateFailure, now: Instant) -> Instant {
    transfer.cancel()
    if case .refused(.notNewer) = failure { tell(.upToDate) } else { tell(.failed(failure)) }
    if isNews(failure) { noticeEnd = now + Limits.updateNoticeMs }
    switch phase {
    case .starting, .trial: return now + backoff.next()
    case .waiting, .asking, .rehashing, .fetching, .ready: break
    }
    if case .refused(let reason) = failure {
      // Another manifest alone can change what was decided about this one.
      if reason.isOfManifest { return rest(now: now) }
      if reason.isForLater {
        hasWaited = true
        return wait(jitter.next(in: Limits.updateRetryMs), now: now)
      }
    }
    return wait(backoff.next(), now: now)
  }

  /// Whether the glass is to tell of `failure`: something that a person should know of, and was not
  /// told before.
  private mutating func isNews(_ failure: UpdateFailure) -> Bool {
    switch failure {
    case .flash(let code): return told.note(code)
    case .refused(let reason):
      if !reason.isForPerson { return false }
      beginHash()
      return told.note(reason, of: offeredVersion())
    case .slotDamaged, .network, .status, .manifest: return false
    }
  }

  @inline(never)
  mutating func tell(_ event: UpdateEvent) { self.event = event }

  // MARK: Versions

  mutating func name(of identity: FirmwareIdentity) -> VersionName {
    var version = identity.version
    return version.number.withBytes { name(of: $0) }
  }

  @inline(never)
  mutating func offeredVersion() -> VersionName {
    reader.members.manifest.version.withBytes { hash.update($0) }
    return VersionName(hash.finalize())
  }

  private mutating func name(of version: Span<UInt8>) -> VersionName {
    hash.update(version)
    return VersionName(hash.finalize())
  }
}

/// What an updater must know of the device.
struct UpdateFacts {
  /// Whether this image has drawn a frame and had an answer from the gateway.
  var isProven: Bool
  /// Whether a restart disturbs nobody.
  var isQuiet: Bool
  var unixTime: UnixTime?
}

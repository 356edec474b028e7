/// The way of an image into its slot.
extension Updater where Client: ~Copyable, Flash: ~Copyable, Verifier: ~Copyable, Hash: ~Copyable {
  private var slot: Slot { flash.runningSlot.other }

  @inline(never)
  mutating func beginHash() {
    hash = Hash()
    offset = 0
  }

  /// Hashes a block of what the slot holds already; asks for the rest once that is done.
  mutating func rehash(upTo end: UInt32, now: Instant) throws(UpdateFailure) -> Instant {
    if offset < end {
      // Slots are whole sectors, and blocks divide those: the block ends inside the slot.
      try read(into: 0..<chunk.count)
      let left = Int(truncatingIfNeeded: end &- offset)
      take(0..<min(chunk.count, left))
      return now
    }
    if offset == reader.members.manifest.size { return try complete(now: now) }
    tell(.fetching(from: offset))
    let start = offset
    reader.members.manifest.url.withBytes {
      transfer.begin(HTTPRequest(image: $0, from: start), now: now)
    }
    transfer.extend(deadlineMs: Limits.imageConnectMs, now: now)
    phase = .fetching
    return now
  }

  mutating func fetch(
    now: Instant, unixTime: UnixTime?
  ) throws(UpdateFailure) -> Instant {
    switch transfer.poll(&chunk, now: now) {
    case .pending: return now + Limits.networkPollMs
    case .head(var head):
      // Another server than the gateway, perhaps: its wish does not keep the gateway from being
      // asked what plays.
      if case .refused(_, let waitMs) = head.verdict(unixTime: unixTime), waitMs > 0 {
        let next = fail(.status(head.status), now: now)
        return next.later(now + jitter.spread(waitMs))
      }
      try accept(head)
      return now
    case .body(let count):
      try store(min(max(count, 0), chunk.count), now: now)
      return now
    case .end:
      if offset != reader.members.manifest.size { throw .refused(.tooShort) }
      return try complete(now: now)
    case .failed(let reason): throw .network(reason)
    }
  }

  /// Decides on an answer before its first byte.
  private mutating func accept(_ head: HTTPHead) throws(UpdateFailure) {
    let isRange = head.status == 206
    if isRange && head.rangeStart != offset || head.status == 416 {
      // The server has another image, or none of that length: from the start next time.
      try beginAgain(isToBlame: false)
      throw .status(head.status)
    }
    if !isRange && head.status != 200 { throw .status(head.status) }
    if !isRange && offset > 0 {
      try beginAgain(isToBlame: false)
      beginHash()
      isResumed = false
    }
    guard let length = head.contentLength else { return }
    let expected = reader.members.manifest.size &- offset
    if length != expected { throw .refused(length > expected ? .tooLong : .tooShort) }
  }

  /// Writes the first `count` bytes of the block, reads them back, and hashes what came back.
  private mutating func store(_ count: Int, now: Instant) throws(UpdateFailure) {
    if UInt32(truncatingIfNeeded: count) > reader.members.manifest.size &- offset {
      try beginAgain(isToBlame: true)
      throw .refused(.tooLong)
    }
    var done = 0
    while done < count {
      let inSector = offset % Limits.flashSectorByteCount
      if inSector == 0 {
        transfer.extend(deadlineMs: Limits.imageSectorMs, now: now)
        try erase()
      }
      let room = Int(truncatingIfNeeded: Limits.flashSectorByteCount &- inSector)
      let range = done..<min(count, done &+ room)
      try write(range)
      try read(into: range)
      take(range)
      done = range.upperBound
      if offset % Limits.flashSectorByteCount == 0 || offset == reader.members.manifest.size {
        try noteSector()
      }
    }
  }

  /// Hashes that part of the block: it is what the slot holds at the offset.
  private mutating func take(_ range: Range<Int>) {
    chunk.mutableSpan.lend(range.upperBound) { hash.update($0.extracting(range)) }
    offset &+= UInt32(truncatingIfNeeded: range.count)
  }

  /// The last byte is there: has the bootloader try out the image, if it is right.
  @inline(never)
  private mutating func complete(now: Instant) throws(UpdateFailure) -> Instant {
    if hash.finalize() != reader.members.manifest.digest {
      // What was there before this download may be to blame and not the server: once.
      let isToBlame = !isResumed || journal.marks.has(.wasWrong)
      journal.marks.set(.wasWrong)
      try beginAgain(isToBlame: isToBlame)
      throw isToBlame ? .refused(.wrongHash) : .slotDamaged
    }
    do throws(Flash.Failure) {
      if try flash.isBootable(slot, byteCount: reader.members.manifest.size) {
        // A flash that then refuses otadata is not the version's fault: the start is counted once.
        if !isStartCounted {
          journal.marks.countTry()
          try journal.saveMarks(in: &flash)
          isStartCounted = true
        }
        var otadata = try OTAData(readingFrom: &flash)
        try otadata.select(slot, as: .new, in: &flash)
        tell(.complete)
        phase = .ready(by: now + Limits.restartPatienceMs)
        return now
      }
      journal.marks.giveUp()
      try journal.saveMarks(in: &flash)
    } catch {
      throw .flash(code: error.code)
    }
    throw .refused(.notBootable)
  }
}

/// From the start of an image to the moment from which on it is the one that is started, or is
/// left.
extension Updater where Client: ~Copyable, Flash: ~Copyable, Verifier: ~Copyable, Hash: ~Copyable {
  /// Looks at the flash for what is going on.
  mutating func start(now: Instant) throws(UpdateFailure) -> Instant {
    do throws(Flash.Failure) {
      try journal.load(from: &flash)
      let otadata = try OTAData(readingFrom: &flash)
      // No CRC covers the state in otadata: the journal as well knows of a trial, and of its end.
      let isOnItsWay = journal.names(name(of: identity))
      let wasTried = journal.marks.tries > 0 && !journal.marks.has(.confirmed)
      if isOnItsWay && wasTried || otadata.isTrial(of: flash.runningSlot) {
        if otadata.choice == flash.runningSlot {
          phase = .trial(until: now + Limits.trialMs)
          return now
        }
        // The other image was to be started, and does not verify.
        isWithoutAlternative = true
        return wait(jitter.next(in: Limits.updateFirstCheckMs), now: now)
      }
      if otadata.hasGivenUp(flash.runningSlot.other) { try noteRollback(now: now) }
    } catch {
      throw .flash(code: error.code)
    }
    return try settle(now: now)
  }

  /// The image in the other slot did not prove itself. The try was counted before it was started.
  mutating func noteRollback(now: Instant) throws(Flash.Failure) {
    tell(.rolledBack)
    if journal.marks.has(.rollbackTold) {
      wasRolledBack = true
      return
    }
    // Where the flash then fails, this comes again.
    if !wasRolledBack { noticeEnd = now + Limits.updateNoticeMs }
    wasRolledBack = true
    journal.marks.set(.rollbackTold)
    try journal.saveMarks(in: &flash)
  }

  /// Leaves an image that has not proven itself. The bootloader goes back by itself, unless otadata
  /// was damaged so that it takes the image for a good one.
  mutating func giveUp() throws(UpdateFailure) {
    do throws(Flash.Failure) {
      var otadata = try OTAData(readingFrom: &flash)
      if !otadata.isTrial(of: flash.runningSlot) {
        // The other image was confirmed before: it is not on trial.
        try otadata.select(flash.runningSlot.other, as: .valid, in: &flash)
      }
    } catch {
      throw .flash(code: error.code)
    }
    wantsRestart = true
  }

  mutating func confirm(now: Instant) throws(UpdateFailure) -> Instant {
    let next = try settle(now: now)
    tell(.confirmed)
    return next
  }

  /// Makes the image that runs the one that is started from now on.
  @inline(never)
  mutating func settle(now: Instant) throws(UpdateFailure) -> Instant {
    do throws(Flash.Failure) {
      try journal.load(from: &flash)
      let isOnItsWay = journal.names(name(of: identity))
      if isOnItsWay {
        // Before otadata: once the bootloader takes it for a good one, so does the journal.
        journal.marks.set(.confirmed)
        try journal.saveMarks(in: &flash)
      }
      var otadata = try OTAData(readingFrom: &flash)
      try otadata.settle(on: flash.runningSlot, in: &flash)
      if isOnItsWay { try journal.finish(in: &flash) }
    } catch {
      throw .flash(code: error.code)
    }
    isWithoutAlternative = false
    return wait(jitter.next(in: Limits.updateFirstCheckMs), now: now)
  }
}

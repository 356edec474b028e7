/// Each thing that a download does to the flash, with its failure in the updater's words.
///
/// What is asked for at several places stays out of line.
extension Updater where Client: ~Copyable, Flash: ~Copyable, Verifier: ~Copyable, Hash: ~Copyable {
  /// Fills that part of the block with what stands in the slot at the offset.
  mutating func read(into range: Range<Int>) throws(UpdateFailure) {
    try Self.fill(chunk.mutableSpan._consumingExtracting(range), from: &flash, at: offset)
  }

  // The span comes as an argument: see `DESIGN.md`, "What the compiler makes of it".
  private static func fill(
    _ bytes: consuming MutableSpan<UInt8>, from flash: inout Flash, at offset: UInt32
  ) throws(UpdateFailure) {
    var bytes = bytes
    do throws(Flash.Failure) {
      try flash.read(.slot(flash.runningSlot.other), at: offset, into: &bytes)
    } catch {
      throw .flash(code: error.code)
    }
  }

  /// Writes that part of the block to the slot at the offset.
  mutating func write(_ range: Range<Int>) throws(UpdateFailure) {
    let slot = flash.runningSlot.other
    let offset = offset
    do throws(Flash.Failure) {
      try chunk.mutableSpan.lend(range.upperBound) { (bytes) throws(Flash.Failure) in
        try flash.write(bytes.extracting(range), to: .slot(slot), at: offset)
      }
    } catch {
      throw .flash(code: error.code)
    }
  }

  /// Erases the sector of the slot that begins at the offset.
  mutating func erase() throws(UpdateFailure) {
    do throws(Flash.Failure) {
      try flash.erase(.slot(flash.runningSlot.other), sectorAt: offset)
    } catch {
      throw .flash(code: error.code)
    }
  }

  /// Remembers that the sector before the offset is complete.
  mutating func noteSector() throws(UpdateFailure) {
    let index = (offset &- 1) / Limits.flashSectorByteCount
    do throws(Flash.Failure) {
      try journal.noteSector(index, in: &flash)
    } catch {
      throw .flash(code: error.code)
    }
    // What has come before proves nothing: a server may break off at the same place for ever.
    if index >= furthest || isResumed {
      furthest = max(furthest, index &+ 1)
      backoff.reset()
    }
  }

  /// Forgets what has come of the image; `isToBlame` counts this as one of its tries.
  @inline(never)
  mutating func beginAgain(isToBlame: Bool) throws(UpdateFailure) {
    if isToBlame {
      journal.marks.countTry()
      journal.marks.set(.wrongHashTold)
    }
    do throws(Flash.Failure) {
      try journal.beginAgain(in: &flash)
    } catch {
      throw .flash(code: error.code)
    }
  }
}

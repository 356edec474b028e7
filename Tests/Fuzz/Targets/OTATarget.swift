#if canImport(Firmware)
  @testable import Firmware
#endif

/// What the flash remembers of updates, from any bits in it: what was written is read again, and a
/// power cut leaves what was or what was to be.
///
/// The input is what the flash holds, with or without its checksums, and what is done with it.
func fuzzOTA(_ bytes: [UInt8]) {
  var rest = FuzzBytes(bytes)
  var life = UpdateLife(&rest)
  while !rest.isAtEnd {
    life.act(&rest)
    if life.flash.isCut { life.start() }
  }
}

private struct UpdateLife: ~Copyable {
  var flash = FuzzFlash()
  private var journal = UpdateJournal()
  private var sectors: UInt32 = 0
  private var version = VersionName(low: 0, high: 0)

  init(_ rest: inout FuzzBytes) {
    let kinds = rest.byte()
    for sector in 0..<4 where kinds >> UInt8(sector) & 1 == 1 {
      let start = sector * FuzzFlash.sector
      let content = rest.take(sector < 2 ? 32 : 124)
      for index in content.indices { flash.bytes[start + index] = content[index] }
      if kinds >> UInt8(sector + 4) & 1 == 1 {
        if sector < 2 { seal(entryAt: start) } else { seal(recordAt: start) }
      }
    }
    start()
  }

  /// Makes what stands there an entry of otadata.
  private mutating func seal(entryAt start: Int) {
    var crc = CRC32(continuing: .max)
    for index in 0..<4 { crc.add(flash.bytes[start + index]) }
    put(crc.value, at: start + 28)
  }

  /// Makes what stands there a record of the journal. Its number is one that is reached in a life.
  private mutating func seal(recordAt start: Int) {
    put(0x324A_5553, at: start)
    flash.bytes[start + 7] &= 0x7F
    var crc = CRC32()
    for index in 0..<120 { crc.add(flash.bytes[start + index]) }
    put(crc.value, at: start + 120)
  }

  private mutating func put(_ word: UInt32, at place: Int) {
    for index in 0..<4 {
      flash.bytes[place + index] = UInt8(truncatingIfNeeded: word >> UInt32(8 * index))
    }
  }

  /// The power comes back.
  mutating func start() {
    flash.powerUp()
    flash.failures = 0
    require((try? journal.load(from: &flash)) != nil, "a journal that cannot be read")
    sectors = (try? journal.sectorCount(in: &flash)) ?? 0
    require(sectors <= 2_048, "more sectors than there are bits")
  }

  private mutating func choice() -> (slot: Slot, isTrial: Bool) {
    guard let data = try? OTAData(readingFrom: &flash) else {
      require(false, "otadata that cannot be read")
      return (.first, false)
    }
    return (data.choice, data.isTrial(of: data.choice))
  }

  mutating func act(_ rest: inout FuzzBytes) {
    let action = rest.byte()
    switch action >> 4 & 7 {
    case 0: select(action & 1 == 0 ? .first : .second, as: action & 2 == 0 ? .new : .valid)
    case 1: settle(on: action & 1 == 0 ? .first : .second)
    case 2: flash.untilCut = 1 + Int(action & 7)
    case 3: begin(&rest)
    case 4: note(action & 15)
    case 5: mark(action & 3)
    case 6: if action & 1 == 0 { finish() } else { beginAgain() }
    default: start()
    }
  }

  private mutating func select(_ slot: Slot, as state: OTAState) {
    let before = choice()
    do throws(FuzzFlash.Failure) {
      var data = try OTAData(readingFrom: &flash)
      // As the updater does before it has anything to select: numbers that nobody can go beyond go.
      try data.settle(on: before.slot, in: &flash)
      try data.select(slot, as: state, in: &flash)
      let now = choice()
      require(now.slot == slot && now.isTrial == (state == .new), "another slot than selected")
    } catch {
      flash.powerUp()
      let now = choice()
      let isKnown = now.slot == slot || now.slot == before.slot || before.isTrial
      require(isKnown, "a slot that nobody selected")
    }
  }

  private mutating func settle(on slot: Slot) {
    let before = choice()
    do throws(FuzzFlash.Failure) {
      var data = try OTAData(readingFrom: &flash)
      try data.settle(on: slot, in: &flash)
      let now = choice()
      require(now.slot == slot && !now.isTrial, "another slot than settled on")
      let damaged = flash.bytes
      for sector in 0..<2 {
        flash.bytes[sector * FuzzFlash.sector] ^= 2
        require(choice().slot == slot, "one damage, and the other slot is started")
        flash.bytes = damaged
      }
    } catch {
      flash.powerUp()
      let now = choice()
      // A trial that is not confirmed yet goes back to what ran before it.
      let isKnown = now.slot == slot || now.slot == before.slot || before.isTrial
      require(isKnown, "a slot that nobody settled on")
    }
  }

  private mutating func begin(_ rest: inout FuzzBytes) {
    let name = VersionName(low: rest.word(), high: 1)
    let digest = SHA256.Digest(bytes: [32 of UInt8](repeating: rest.byte()))
    let before = journal.marks(of: name)
    guard (try? journal.begin(digest, 77, name, in: &flash)) != nil else { return start() }
    start()
    require(journal.names(digest, 77, name), "another image than was begun")
    require(sectors == 0, "sectors of an image that has just begun")
    version = name
    require(journal.marks(of: name).tries == before.tries, "tries that were forgotten")
  }

  private mutating func note(_ count: UInt8) {
    let first = sectors
    for index in first..<first + UInt32(count) {
      guard (try? journal.noteSector(index, in: &flash)) != nil else { return start() }
    }
    start()
    require(sectors >= min(first + UInt32(count), 2_048), "sectors that were forgotten")
  }

  private mutating func mark(_ kind: UInt8) {
    guard version != VersionName(low: 0, high: 0), journal.names(version) else { return }
    let before = journal.marks
    switch kind {
    case 0: journal.marks.countTry()
    case 1: journal.marks.set(.wasWrong)
    case 2: journal.marks.giveUp()
    default: journal.marks.set(.confirmed)
    }
    let after = journal.marks
    guard (try? journal.saveMarks(in: &flash)) != nil else { return start() }
    start()
    require(journal.marks == after, "marks that were forgotten")
    require(after.tries >= before.tries, "tries that were taken back")
  }

  private mutating func finish() {
    guard (try? journal.finish(in: &flash)) != nil else { return start() }
    start()
    require(journal.marks == VersionMarks() && sectors == 0, "marks of no image")
  }

  private mutating func beginAgain() {
    let most = max(journal.furthest, sectors)
    guard (try? journal.beginAgain(in: &flash)) != nil else { return start() }
    start()
    require(journal.furthest == most && sectors == 0, "another end than was reached")
  }
}

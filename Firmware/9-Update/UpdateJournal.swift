/// What the updater remembers across a loss of power: the image that is on its way, how much of it
/// has come, how often it was tried, and which versions have failed.
///
/// Two sectors, of which the newer whole record counts; a change writes the other one. What goes on
/// within a record is told by bits outside of its CRC, which are only cleared: one for each sector
/// of the slot that is complete, one for each try.
///
/// Layout: `PROTOCOL.md`, section "Update journal".
struct UpdateJournal: ~Copyable {
  /// Versions that are remembered to have failed; the oldest makes room.
  static var failedCount: Int { 8 }

  private enum Place {
    static var sequence: Int { 4 }
    static var digest: Int { 8 }
    static var byteCount: Int { 40 }
    static var version: Int { 44 }
    static var failed: Int { 52 }
    static var crc: Int { 116 }
    static var end: Int { 120 }
    // Outside of the CRC.
    static var tries: UInt32 { 128 }
    static var sectors: UInt32 { 256 }
    static var sectorsEnd: UInt32 { 512 }
  }

  /// `SUJ1`.
  private static var magic: UInt32 { 0x314A_5553 }

  private var record = [120 of UInt8](repeating: 0)
  /// Which of the two sectors `record` stands in.
  private var sector: UInt32 = 1
  private let pinned = Pinned()

  init() {}

  /// Reads what was remembered; nothing, where no record is whole.
  mutating func load<Flash: UpdateFlash & ~Copyable>(
    from flash: inout Flash
  ) throws(Flash.Failure) {
    let first = try read(0, &flash)
    let second = try read(1, &flash)
    if let second, second >= first ?? 0 { return }
    _ = try read(0, &flash)
    if first != nil { return }
    record = [120 of UInt8](repeating: 0)
    // The first record goes to the first sector.
    sector = 1
  }

  /// Reads a sector's record and returns its sequence number; nil where it is not whole.
  private mutating func read<Flash: UpdateFlash & ~Copyable>(
    _ sector: UInt32, _ flash: inout Flash
  ) throws(Flash.Failure) -> UInt32? {
    var span = record.mutableSpan
    try flash.read(.journal, at: sector &* Limits.flashSectorByteCount, into: &span)
    self.sector = sector
    return word(0) == Self.magic && word(Place.crc) == crc ? word(Place.sequence) : nil
  }

  /// Writes `record` to the other sector, and its tries and sectors are none.
  private mutating func commit<Flash: UpdateFlash & ~Copyable>(
    to flash: inout Flash
  ) throws(Flash.Failure) {
    put(Self.magic, 0)
    put(word(Place.sequence) &+ 1, Place.sequence)
    put(crc, Place.crc)
    sector ^= 1
    let start = sector &* Limits.flashSectorByteCount
    try flash.erase(.journal, sectorAt: start)
    let bytes = record
    try flash.write(bytes.span, to: .journal, at: start)
  }

  // MARK: The image on its way

  /// Whether the image on its way is the one with these properties.
  mutating func names(_ digest: SHA256.Digest, _ byteCount: UInt32, _ version: VersionName) -> Bool
  {
    var difference = word(Place.byteCount) ^ byteCount | word(Place.version) ^ version.low
    difference |= word(Place.version &+ 4) ^ version.high
    for index in 0..<32 {
      difference |= UInt32(record[Place.digest &+ index] ^ digest.bytes[index])
    }
    return difference == 0
  }

  /// Whether the image on its way, or the last that was, is of `version`.
  mutating func names(_ version: VersionName) -> Bool {
    word(Place.version) == version.low && word(Place.version &+ 4) == version.high
  }

  /// An image is on its way of which nothing has come.
  mutating func begin<Flash: UpdateFlash & ~Copyable>(
    _ digest: SHA256.Digest, _ byteCount: UInt32, _ version: VersionName, in flash: inout Flash
  ) throws(Flash.Failure) {
    for index in 0..<32 { record[Place.digest &+ index] = digest.bytes[index] }
    put(byteCount, Place.byteCount)
    put(version.low, Place.version)
    put(version.high, Place.version &+ 4)
    try commit(to: &flash)
  }

  /// The same image is on its way again from its start, as what has come of it is no good; that may
  /// have been one of its tries.
  mutating func beginAgain<Flash: UpdateFlash & ~Copyable>(
    isTry: Bool, in flash: inout Flash
  ) throws(Flash.Failure) {
    let tries = try tryCount(in: &flash) &+ (isTry ? 1 : 0)
    try commit(to: &flash)
    try setTries(tries, in: &flash)
  }

  /// No image is on its way.
  mutating func finish<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) {
    for index in Place.digest..<Place.failed { record[index] = 0 }
    try commit(to: &flash)
  }

  /// Remembers that sector `index` of the slot is complete.
  mutating func noteSector<Flash: UpdateFlash & ~Copyable>(
    _ index: UInt32, in flash: inout Flash
  ) throws(Flash.Failure) {
    let offset = Place.sectors &+ index / 8
    // What no bit stands for is fetched again after a loss of power.
    if offset >= Place.sectorsEnd { return }
    // Sectors are noted in their order, so the bits before this one are clear already.
    try clearBits(
      UInt8(truncatingIfNeeded: 0xFE &<< (index & 7)), at: offset, in: &flash)
  }

  /// How many sectors from the first on are complete.
  mutating func sectorCount<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) -> UInt32 {
    var count: UInt32 = 0
    for offset in Place.sectors..<Place.sectorsEnd {
      let bits = try readByte(at: offset, in: &flash)
      count &+= UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
      if bits != 0 { break }
    }
    return count
  }

  // MARK: Tries

  /// How often the image was tried.
  @inline(never)
  mutating func tryCount<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) -> UInt8 {
    UInt8(truncatingIfNeeded: try readByte(at: Place.tries, in: &flash).trailingZeroBitCount)
  }

  /// Counts a try.
  mutating func countTry<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) {
    try setTries(try tryCount(in: &flash) &+ 1, in: &flash)
  }

  private mutating func setTries<Flash: UpdateFlash & ~Copyable>(
    _ count: UInt8, in flash: inout Flash
  ) throws(Flash.Failure) {
    // Seven tries and more are the same.
    try clearBits(.max &<< min(count, 7), at: Place.tries, in: &flash)
  }

  // MARK: Failed versions

  mutating func hasFailed(_ version: VersionName) -> Bool {
    for index in 0..<Self.failedCount {
      let place = Place.failed &+ index &* 8
      if word(place) == version.low && word(place &+ 4) == version.high { return true }
    }
    return false
  }

  /// Remembers that `version` has failed; no image is on its way then.
  mutating func rememberFailure<Flash: UpdateFlash & ~Copyable>(
    of version: VersionName, in flash: inout Flash
  ) throws(Flash.Failure) {
    var index = Place.crc &- 1
    while index >= Place.failed &+ 8 {
      record[index] = record[index &- 8]
      index &-= 1
    }
    put(version.low, Place.failed)
    put(version.high, Place.failed &+ 4)
    try finish(in: &flash)
  }

  // MARK: Bytes

  private mutating func clearBits<Flash: UpdateFlash & ~Copyable>(
    _ mask: UInt8, at offset: UInt32, in flash: inout Flash
  ) throws(Flash.Failure) {
    let byte: [1 of UInt8] = [mask]
    try flash.write(
      byte.span, to: .journal, at: sector &* Limits.flashSectorByteCount &+ offset)
  }

  private mutating func readByte<Flash: UpdateFlash & ~Copyable>(
    at offset: UInt32, in flash: inout Flash
  ) throws(Flash.Failure) -> UInt8 {
    var byte = [1 of UInt8](repeating: 0)
    var span = byte.mutableSpan
    try flash.read(
      .journal, at: sector &* Limits.flashSectorByteCount &+ offset, into: &span)
    return byte[0]
  }

  private mutating func word(_ offset: Int) -> UInt32 {
    record.mutableSpan.lend(Place.end) { $0.word(at: offset) }
  }

  private mutating func put(_ word: UInt32, _ offset: Int) {
    var span = record.mutableSpan
    span.put(word, at: offset)
  }

  private var crc: UInt32 {
    var crc = CRC32()
    for index in 0..<Place.crc { crc.add(record[index]) }
    return crc.value
  }
}

/// A version in eight bytes: the first of the SHA-256 of its text. Zero stands for none.
struct VersionName: Equatable, Sendable {
  let low: UInt32
  let high: UInt32

  init(_ digest: SHA256.Digest) {
    low = digest.bytes.span.word(at: 0)
    high = digest.bytes.span.word(at: 4)
  }
}

/// What the updater remembers across a loss of power: the image that is on its way, how much of it
/// has come, and what became of the versions that were tried.
///
/// Two sectors, of which the newer whole record counts; a change writes the other one. Progress is
/// kept in bits outside the record's CRC, one for each sector of the slot that is complete, and the
/// marks of the version that is on its way; bits are only ever cleared, so no erase is needed.
///
/// Layout: `PROTOCOL.md`, section "Update journal".
struct UpdateJournal: ~Copyable {
  /// Versions of which the marks are remembered, beside the one on its way; the oldest makes room.
  static var versionCount: Int { 8 }

  private enum Place {
    static var sequence: Int { 4 }
    static var digest: Int { 8 }
    static var byteCount: Int { 40 }
    /// A name of 7 bytes and its marks, as each of `others`.
    static var version: Int { 44 }
    static var others: Int { 52 }
    static var furthest: Int { 116 }
    static var crc: Int { 120 }
    static var end: Int { 124 }
    // Outside of the CRC.
    static var marks: UInt32 { 128 }
    static var sectors: UInt32 { 256 }
    static var sectorsEnd: UInt32 { 512 }
  }

  /// `SUJ2`.
  private static var magic: UInt32 { 0x324A_5553 }

  private var record = [124 of UInt8](repeating: 0)
  /// Which of the two sectors `record` stands in.
  private var sector: UInt32 = 1
  /// Of the version on its way. A change stands in the flash after ``saveMarks(in:)``, or with the
  /// next record.
  var marks = VersionMarks()
  private let pinned = Pinned()

  init() {}

  /// Reads what was remembered; nothing, where no record is whole.
  mutating func load<Flash: UpdateFlash & ~Copyable>(
    from flash: inout Flash
  ) throws(Flash.Failure) {
    let first = try read(0, &flash)
    let second = try read(1, &flash)
    if second == nil || second ?? 0 < first ?? 0 {
      _ = try read(0, &flash)
      if first == nil {
        record = [124 of UInt8](repeating: 0)
        // The first record goes to the first sector.
        sector = 1
        marks = VersionMarks()
        return
      }
    }
    marks.bits = try record[Place.version &+ 7] & readByte(at: Place.marks, in: &flash)
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

  /// Writes `record` and the marks to the other sector; no sector of the slot is complete then.
  private mutating func commit<Flash: UpdateFlash & ~Copyable>(
    to flash: inout Flash
  ) throws(Flash.Failure) {
    put(Self.magic, 0)
    put(word(Place.sequence) &+ 1, Place.sequence)
    record[Place.version &+ 7] = marks.bits
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
    if !names(version) || word(Place.byteCount) != byteCount { return false }
    var difference: UInt8 = 0
    for index in 0..<32 { difference |= record[Place.digest &+ index] ^ digest.bytes[index] }
    return difference == 0
  }

  /// Whether the image on its way is of `version`.
  mutating func names(_ version: VersionName) -> Bool { version == name(at: Place.version) }

  /// An image is on its way of which nothing has come. What is known of its version stays known,
  /// and so does what is known of the one before it.
  mutating func begin<Flash: UpdateFlash & ~Copyable>(
    _ digest: SHA256.Digest, _ byteCount: UInt32, _ version: VersionName, in flash: inout Flash
  ) throws(Flash.Failure) {
    var known = marks(of: version)
    known.forgetImage()
    keepMarks()
    marks = known
    for index in 0..<32 { record[Place.digest &+ index] = digest.bytes[index] }
    put(byteCount, Place.byteCount)
    put(version.low, Place.version)
    put(version.high, Place.version &+ 4)
    put(0, Place.furthest)
    try commit(to: &flash)
  }

  /// The same image is on its way again from its start, as what has come of it is no good.
  mutating func beginAgain<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) {
    put(max(furthest, try sectorCount(in: &flash)), Place.furthest)
    try commit(to: &flash)
  }

  /// No image is on its way.
  mutating func finish<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) {
    for index in Place.digest..<Place.others { record[index] = 0 }
    marks = VersionMarks()
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

  /// The most sectors that were complete before the image began again.
  var furthest: UInt32 { mutating get { word(Place.furthest) } }

  // MARK: Versions

  /// What became of `version`.
  mutating func marks(of version: VersionName) -> VersionMarks {
    if names(version) { return marks }
    return place(of: version).map { VersionMarks(bits: record[$0 &+ 7]) } ?? VersionMarks()
  }

  /// Writes the marks of the version on its way.
  mutating func saveMarks<Flash: UpdateFlash & ~Copyable>(
    in flash: inout Flash
  ) throws(Flash.Failure) {
    // Without a record there is nothing that they could belong to.
    if word(Place.sequence) == 0 { return }
    try clearBits(marks.bits, at: Place.marks, in: &flash)
  }

  /// Makes the version on its way the first of the others, if anything became of it.
  private mutating func keepMarks() {
    if marks == VersionMarks() { return }
    record[Place.version &+ 7] = marks.bits
    // In the place of what was known of it, or of the oldest.
    let last = place(of: name(at: Place.version)) ?? Place.furthest &- 8
    var index = last &+ 7
    while index >= Place.others {
      // The version on its way stands right before the others.
      record[index] = record[index &- 8]
      index &-= 1
    }
  }

  /// Where `version` stands among the others.
  private mutating func place(of version: VersionName) -> Int? {
    for index in 0..<Self.versionCount {
      let place = Place.others &+ index &* 8
      if name(at: place) == version { return place }
    }
    return nil
  }

  private mutating func name(at place: Int) -> VersionName {
    VersionName(low: word(place), high: word(place &+ 4))
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

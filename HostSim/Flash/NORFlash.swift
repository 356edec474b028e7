/// A model of a serial NOR flash chip: it keeps its rules, takes its time, and loses its power.
///
/// A write only clears bits, an erase sets all bits of a sector. A write is carried out as page
/// programs that end where a page ends; each of them and each erase is one operation, the unit in
/// which power is cut (``cutPower(atOperation:leaving:)``). Reads are free: they take no time and
/// are no operations. What a host must not do is recorded in ``violations``.
///
/// Source: Winbond W25Q32JV datasheet, "Page Program (02h)" and "Sector Erase (20h)".
public final class NORFlash {
  /// What an erase sets.
  public static let sectorByteCount = 4096
  /// What one program may touch.
  public static let pageByteCount = 256
  /// Violations are kept up to this many; ``violationCount`` counts on.
  public static let violationLimit = 1000

  private static let erasedSector = [UInt8](repeating: 0xFF, count: sectorByteCount)

  /// Moved by each operation; without one, operations take no time.
  public let clock: VirtualClock?
  public let timing: FlashTiming
  /// What the cells hold, power or not.
  public internal(set) var contents: [UInt8]
  /// Page programs and sector erases since the start, torn ones included.
  public internal(set) var operationCount = 0
  /// How often each sector was erased.
  public private(set) var eraseCounts: [Int]
  /// The first ``violationLimit`` violations, oldest first.
  public private(set) var violations: [FlashViolation] = []
  public private(set) var violationCount = 0
  /// Every operation, oldest first; filled while ``recordsOperations``.
  public private(set) var operations: [FlashOperation] = []
  public var recordsOperations = false
  /// False from a cut on until ``powerUp()``.
  public internal(set) var isPowered = true

  var random: SeededGenerator
  var cut: PowerCut?
  /// Bits that keep their level whatever is done to them, by offset.
  var stuckBits: [Int: StuckBits] = [:]
  /// Bits that changed by themselves since their sector was erased, by offset.
  var flippedBits: [Int: UInt8] = [:]

  /// An erased chip.
  ///
  /// - Parameters:
  ///   - byteCount: a multiple of ``sectorByteCount``.
  ///   - seed: of what torn operations leave behind.
  public convenience init(
    byteCount: Int = 4 << 20, clock: VirtualClock? = nil, timing: FlashTiming = .w25q32jv,
    seed: UInt64 = 1
  ) {
    self.init(
      contents: [UInt8](repeating: 0xFF, count: byteCount), clock: clock, timing: timing,
      seed: seed)
  }

  /// A chip that holds `contents`, a multiple of ``sectorByteCount`` bytes.
  public init(
    contents: [UInt8], clock: VirtualClock? = nil, timing: FlashTiming = .w25q32jv,
    seed: UInt64 = 1
  ) {
    precondition(contents.count % Self.sectorByteCount == 0)
    self.contents = contents
    self.clock = clock
    self.timing = timing
    eraseCounts = [Int](repeating: 0, count: contents.count / Self.sectorByteCount)
    random = SeededGenerator(seed: seed)
  }

  /// Fills `bytes` with what stands from `offset` on.
  public func read(at offset: Int, into bytes: inout MutableSpan<UInt8>) throws(FlashFailure) {
    try check(offset: offset, byteCount: bytes.count)
    for index in 0..<bytes.count { bytes[index] = contents[offset + index] }
  }

  /// Clears the bits from `offset` on that are clear in `bytes`, page by page.
  ///
  /// - Throws: `.powerLost` as soon as power is cut: the pages before are written, the one at which
  ///   it was cut is torn. `.outside` before anything is done.
  public func write(_ bytes: Span<UInt8>, at offset: Int) throws(FlashFailure) {
    try check(offset: offset, byteCount: bytes.count)
    recordBitsSet(by: bytes, at: offset)
    var done = 0
    while done < bytes.count {
      let place = offset + done
      let room = Self.pageByteCount - place % Self.pageByteCount
      let end = min(done + room, bytes.count)
      try program(bytes.extracting(done..<end), at: place)
      done = end
    }
  }

  /// Sets all bits of the sector that begins at `offset`.
  ///
  /// - Throws: `.outside` or `.misaligned` before anything is done; `.powerLost`.
  public func erase(sectorAt offset: Int) throws(FlashFailure) {
    try check(offset: offset, byteCount: Self.sectorByteCount)
    guard offset % Self.sectorByteCount == 0 else {
      record(.eraseMisaligned, at: offset)
      throw .misaligned
    }
    let range = offset..<offset + Self.sectorByteCount
    let extent = begin(.erase(sectorAt: offset))
    eraseCounts[offset / Self.sectorByteCount] += 1
    if !flippedBits.isEmpty { flippedBits = flippedBits.filter { !range.contains($0.key) } }
    if extent.isWhole && stuckBits.isEmpty {
      // The same, without a look at each byte.
      contents.replaceSubrange(range, with: Self.erasedSector)
    } else {
      for place in range {
        store(contents[place] | extent.mask(place - offset, &random), at: place)
      }
    }
    try end(extent)
  }

  private func program(_ bytes: Span<UInt8>, at offset: Int) throws(FlashFailure) {
    let extent = begin(.program(offset..<offset + bytes.count))
    for index in 0..<bytes.count {
      let old = contents[offset + index]
      let cleared = old & ~bytes[index] & extent.mask(index, &random)
      store(old & ~cleared, at: offset + index)
    }
    try end(extent)
  }

  /// Counts an operation, and says how much of it will take place.
  private func begin(_ operation: FlashOperation) -> OperationExtent {
    operationCount += 1
    if recordsOperations { operations.append(operation) }
    let extent = extent(of: operation)
    clock?.advance(nanoseconds: extent.nanoseconds(of: timing.nanoseconds(operation)))
    return extent
  }

  private func end(_ extent: OperationExtent) throws(FlashFailure) {
    guard extent.losesPower else { return }
    isPowered = false
    throw .powerLost
  }

  private func check(offset: Int, byteCount: Int) throws(FlashFailure) {
    guard isPowered else { throw .powerLost }
    guard offset >= 0, byteCount <= contents.count, offset <= contents.count - byteCount else {
      record(.outside(byteCount: byteCount), at: offset)
      throw .outside
    }
  }

  /// Records where `bytes` ask for what a write cannot do, once for the whole write.
  private func recordBitsSet(by bytes: Span<UInt8>, at offset: Int) {
    var first: Int?
    var byteCount = 0
    for index in 0..<bytes.count {
      let place = offset + index
      let wanted = bytes[index] & ~contents[place]
      // What the cells lost by themselves is not the host's mistake.
      if wanted == 0 || wanted & ~faultyBits(at: place) == 0 { continue }
      first = first ?? place
      byteCount += 1
    }
    if let first { record(.bitsSetByWriting(byteCount: byteCount), at: first) }
  }

  func record(_ rule: FlashViolation.Rule, at offset: Int) {
    violationCount += 1
    guard violations.count < Self.violationLimit else { return }
    violations.append(
      FlashViolation(
        time: clock?.nanoseconds ?? 0, operationCount: operationCount, offset: offset, rule: rule))
  }
}

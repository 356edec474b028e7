/// Reads the blocks of a scan.
struct JPEGScanReader: ~Copyable {
  private let scan: JPEGScan
  private var codes = JPEGCodes()
  private var bits: JPEGBits
  /// The last DC of each component of the scan.
  private var predictions = [4 of Int32](repeating: 0)
  /// Blocks still to come that hold no new coefficients.
  private var emptyBlocks = 0
  private let restartInterval: Int
  private var unitsToRestart: Int
  private var restartIndex = 0

  /// - Parameter segments: As they stand behind the scan's header.
  init(
    _ file: Span<UInt8>, _ segments: JPEGSegments, _ scan: JPEGScan
  ) throws(PictureError) {
    self.scan = scan
    bits = JPEGBits(at: segments.at)
    restartInterval = segments.restartInterval
    unitsToRestart = restartInterval
    for component in scan.components {
      if scan.band.lowerBound == 0, !scan.isRefinement {
        try build(component.dcTable, file, segments)
      }
      if scan.band.upperBound > 0 { try build(4 + component.acTable, file, segments) }
    }
  }

  private mutating func build(
    _ index: Int, _ file: Span<UInt8>, _ segments: JPEGSegments
  ) throws(PictureError) {
    guard segments.codes[index] > 0 else {
      throw PictureError(.damaged, "no JPEG code table before this", at: scan.at)
    }
    try codes.build(index, file, at: segments.codes[index])
  }

  /// The first byte that is not read yet.
  var at: Int { bits.at }

  /// Goes over a restart marker where one is due before the next unit.
  @inline(__always)
  mutating func beginUnit(_ file: Span<UInt8>) throws(PictureError) {
    if restartInterval > 0 { try countUnit(file) }
  }

  @inline(never)
  private mutating func countUnit(_ file: Span<UInt8>) throws(PictureError) {
    if unitsToRestart == 0 {
      try bits.restart(restartIndex, file)
      restartIndex = (restartIndex + 1) & 7
      unitsToRestart = restartInterval
      predictions = [4 of Int32](repeating: 0)
      emptyBlocks = 0
    }
    unitsToRestart -= 1
  }

  /// Makes sure that the unit was there.
  @inline(__always)
  func endUnit(_ file: Span<UInt8>) throws(PictureError) {
    if bits.isOverdrawn { throw bits.shortage(file) }
  }

  /// Reads a whole block into the first 64 of `block`, eight for each row; returns the index in
  /// zigzag order behind which all are 0.
  ///
  /// - Parameter slot: The component's place in the scan.
  @inline(never)
  mutating func whole(
    _ slot: Int, _ file: Span<UInt8>, into block: inout MutableSpan<Int16>
  ) throws(PictureError) -> Int {
    precondition(block.count >= 64)
    // Eight numbers are written at once. Safe: any bytes are numbers.
    do {
      var bytes = unsafe block.mutableBytes
      for row in 0..<8 {
        bytes.storeBytes(of: .zero, toByteOffset: row &* 16, as: SIMD8<Int16>.self)
      }
    }
    // In locals, so that they stay in registers.
    var bits = bits
    var table = scan.components[slot].dcTable
    let acTable = 4 + scan.components[slot].acTable
    var (index, last) = (0, 0)
    while index < 64 {
      let entry = codes.next(table, &bits, file)
      if entry.isEmpty {
        guard entry.run == 15 else { break }
        index &+= 16
        continue
      }
      index &+= entry.run
      guard entry.length > 0, index < 64 else { throw bits.meaningless(file) }
      var value = Self.value(entry, &bits)
      if index == 0 {
        value &+= predictions[slot]
        predictions[slot] = value
        table = acTable
      }
      // Safe: a block has 64 coefficients, and an index of the order is below 64.
      unsafe block[unchecked: Int(JPEGZigzag.natural[index & 63])] = Int16(
        truncatingIfNeeded: value)
      last = index
      index &+= 1
    }
    self.bits = bits
    return last
  }

  @inline(__always)
  private static func value(_ entry: JPEGCodes.Entry, _ bits: inout JPEGBits) -> Int32 {
    entry.size == 0 ? entry.value : JPEGCodes.extended(bits.take(entry.size), entry.size)
  }

  /// Reads what the scan of a progressive frame has for a block of its component `slot`.
  ///
  /// Source: ITU-T T.81, section G.1.2 "Coding of progressive scans".
  @inline(never)
  mutating func part(
    _ slot: Int, _ file: Span<UInt8>, into block: inout JPEGBlock,
    _ kept: inout MutableSpan<Int16>
  ) throws(PictureError) {
    if scan.band.lowerBound > 0 {
      if scan.isRefinement {
        try refineBand(file, &block, &kept)
      } else {
        try firstOfBand(file, &block, &kept)
      }
    } else if scan.isRefinement {
      bits.fill(file)
      if bits.take(1) != 0 { block.setBit(scan.lowBit, &kept) }
    } else {
      var bits = bits
      let dc = codes.next(scan.components[slot].dcTable, &bits, file)
      guard dc.length > 0 else { throw bits.meaningless(file) }
      predictions[slot] &+= Self.value(dc, &bits)
      self.bits = bits
      block.set(0, predictions[slot] &<< Int32(truncatingIfNeeded: scan.lowBit), &kept)
    }
  }

  private mutating func firstOfBand(
    _ file: Span<UInt8>, _ block: inout JPEGBlock, _ kept: inout MutableSpan<Int16>
  ) throws(PictureError) {
    guard emptyBlocks == 0 else {
      emptyBlocks -= 1
      return
    }
    let acTable = 4 + scan.components[0].acTable
    let (end, lowBit) = (scan.band.upperBound, Int32(truncatingIfNeeded: scan.lowBit))
    var bits = bits
    var index = scan.band.lowerBound
    while index <= end {
      let entry = codes.next(acTable, &bits, file)
      if entry.isEmpty {
        guard entry.run == 15 else {
          emptyBlocks = 1 << entry.run - 1 + bits.take(entry.run)
          break
        }
        index &+= 16
        continue
      }
      index &+= entry.run
      guard entry.length > 0, index <= end else { throw bits.meaningless(file) }
      block.set(index, Self.value(entry, &bits) &<< lowBit, &kept)
      index &+= 1
    }
    self.bits = bits
  }

  private mutating func refineBand(
    _ file: Span<UInt8>, _ block: inout JPEGBlock, _ kept: inout MutableSpan<Int16>
  ) throws(PictureError) {
    let acTable = 4 + scan.components[0].acTable
    let (end, lowBit) = (scan.band.upperBound, Int16(truncatingIfNeeded: scan.lowBit))
    var bits = bits
    var index = scan.band.lowerBound
    while emptyBlocks == 0, index <= end {
      let entry = codes.next(acTable, &bits, file)
      if entry.isEmpty, entry.run < 15 {
        emptyBlocks = 1 << entry.run + bits.take(entry.run)
        break
      }
      let value = entry.isEmpty ? 0 : Self.value(entry, &bits)
      guard entry.length > 0, -1...1 ~= value else { throw bits.meaningless(file) }
      // The coefficient stands behind `run` that are still 0; those between that are not are refined.
      index = block.refine(from: index, to: end, zeros: entry.run, lowBit, &kept, &bits, file)
      guard index <= end || value == 0 else { throw bits.meaningless(file) }
      if value != 0 { block.set(index, value &<< Int32(lowBit), &kept) }
      index &+= 1
    }
    if emptyBlocks > 0 {
      _ = block.refine(from: index, to: end, zeros: 64, lowBit, &kept, &bits, file)
      emptyBlocks -= 1
    }
    self.bits = bits
  }
}

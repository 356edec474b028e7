/// The coefficients of a JPEG whose picture comes in several scans: as many as the scaled picture
/// needs.
struct JPEGCoefficients: ~Copyable {
  /// The blocks of a component.
  private struct Blocks {
    /// In a row, those outside of the picture too.
    let columns: Int
    /// The first block, and where its coefficients begin.
    let first: Int
    let start: Int
    let keptColumns: Int
    let keptRows: Int
  }

  /// What a file may make of the memory: coefficients, and a bit for each that is not kept.
  static let bytesMax = 4 << 20

  private var blocks: [Blocks] = []
  private var kept: [Int16]
  /// For each block, as `JPEGBlock` has it.
  private var nonzero: [UInt64]
  /// For each component and coefficient, the bit down to which scans have sent it; -1: none has.
  private var lowBits: [Int8]

  init(_ frame: JPEGFrame, _ planes: [JPEGPlane]) throws(PictureError) {
    var (count, keptCount) = (0, 0)
    for plane in planes {
      let columns = frame.unitColumns &* plane.blocksAcross
      blocks.append(
        Blocks(
          columns: columns, first: count, start: keptCount,
          keptColumns: plane.transform.keptColumns,
          keptRows: plane.transform.keptRows))
      let added = columns &* frame.unitRows &* plane.blocksDown
      count += added
      keptCount += added &* plane.transform.keptColumns &* plane.transform.keptRows
    }
    guard keptCount &* 2 &+ count &* 8 <= Self.bytesMax else {
      throw PictureError(
        .badSize, "the JPEG's scans need more than 4 MB of coefficients", at: frame.at)
    }
    // The transform reads eight at a time.
    kept = [Int16].zeros(keptCount &+ 7)
    nonzero = [UInt64].zeros(count)
    lowBits = [Int8](repeating: -1, count: planes.count &* 64)
  }

  /// Whether the scaled picture takes anything of what the scan has, or a later scan may be read only
  /// with it.
  @inline(never)
  func needs(_ scan: JPEGScan) -> Bool {
    if scan.band.lowerBound == 0 { return true }
    let blocks = blocks[scan.components[0].index]
    return blocks.keptColumns > 1 || blocks.keptRows > 1
  }

  /// Whether scans have sent something of every component; `whole`: all of every coefficient.
  @inline(never)
  func isComplete(whole: Bool) -> Bool {
    for index in lowBits.indices {
      if whole ? lowBits[index] != 0 : index & 63 == 0 && lowBits[index] < 0 { return false }
    }
    return true
  }

  /// Whether no scan has sent anything of the component's DC.
  func isNew(_ component: Int) -> Bool { lowBits[component &* 64] < 0 }

  /// Notes that the scan has been there.
  @inline(never)
  mutating func note(_ scan: JPEGScan) {
    for component in scan.components {
      for index in scan.band {
        lowBits[component.index &* 64 &+ index] = Int8(truncatingIfNeeded: scan.lowBit)
      }
    }
  }

  /// Reads the data of `scan`; returns where they end.
  ///
  /// - Parameter segments: As they stand behind the scan's header.
  mutating func read(
    _ file: Span<UInt8>, _ frame: JPEGFrame, _ segments: JPEGSegments, _ scan: JPEGScan
  ) throws(PictureError) -> Int {
    var reader = try JPEGScanReader(file, segments, scan)
    guard scan.components.count > 1 else {
      let index = scan.components[0].index
      let component = frame.components[index]
      for row in 0..<frame.blockRows(component) {
        try Self.readRow(
          file, frame, &reader, 0, blocks[index], row, 0..<frame.blockColumns(component),
          isAlone: true, &kept, &nonzero)
      }
      return reader.at
    }
    for unitRow in 0..<frame.unitRows {
      for unitColumn in 0..<frame.unitColumns {
        try reader.beginUnit(file)
        for slot in scan.components.indices {
          let index = scan.components[slot].index
          let component = frame.components[index]
          let columns = unitColumn &* component.across..<(unitColumn &+ 1) &* component.across
          for row in unitRow &* component.down..<(unitRow &+ 1) &* component.down {
            try Self.readRow(
              file, frame, &reader, slot, blocks[index], row, columns, isAlone: false, &kept,
              &nonzero)
          }
        }
        try reader.endUnit(file)
      }
    }
    return reader.at
  }

  /// Reads `columns` of a row of blocks; `isAlone`: each is a unit.
  @inline(never)
  private static func readRow(
    _ file: Span<UInt8>, _ frame: JPEGFrame, _ reader: inout JPEGScanReader, _ slot: Int,
    _ blocks: Blocks, _ row: Int, _ columns: Range<Int>, isAlone: Bool, _ kept: inout [Int16],
    _ nonzero: inout [UInt64]
  ) throws(PictureError) {
    var kept = kept.mutableSpan
    var nonzero = nonzero.mutableSpan
    for column in columns {
      if isAlone { try reader.beginUnit(file) }
      let index = row &* blocks.columns &+ column
      var block = JPEGBlock(
        start: blocks.start &+ index &* blocks.keptColumns &* blocks.keptRows,
        keptColumns: blocks.keptColumns, keptRows: blocks.keptRows,
        nonzero: nonzero[blocks.first &+ index])
      if frame.isProgressive {
        try reader.part(slot, file, into: &block, &kept)
      } else {
        var storage = [64 of Int16](repeating: 0)
        var whole = storage.mutableSpan
        let last = try reader.whole(slot, file, into: &whole)
        block.take(whole.span, last: last, &kept)
      }
      nonzero[blocks.first &+ index] = block.nonzero
      if isAlone { try reader.endUnit(file) }
    }
  }

  /// Puts the row of units `unitRow` into `picture`.
  func put(unitRow: Int, _ frame: JPEGFrame, into picture: inout JPEGPicture) {
    let planes = picture.planes
    for component in frame.components.indices {
      let blocks = blocks[component]
      let down = frame.components[component].down
      for row in unitRow &* down..<(unitRow &+ 1) &* down {
        for column in 0..<blocks.columns {
          let index = row &* blocks.columns &+ column
          let last = 63 &- (nonzero[blocks.first &+ index] | 1).leadingZeroBitCount
          picture.put(
            kept.span, at: blocks.start &+ index &* blocks.keptColumns &* blocks.keptRows,
            step: blocks.keptColumns, diagonal: JPEGZigzag.diagonal(last), planes.span[component],
            row: row, column: column)
        }
      }
    }
  }
}

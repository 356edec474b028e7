/// The rows of a PNG, unpacked and without their filters.
///
/// Source: PNG Specification (Third Edition), section 9 "Filtering".
struct PNGRows: ~Copyable {
  private var inflater: Inflater
  private let header: PNGHeader
  /// A filter's number, and the bytes of a row.
  private(set) var row: [UInt8]
  private var above: [UInt8]

  init(_ file: Span<UInt8>, _ chunks: PNGChunks) throws(PictureError) {
    header = chunks.header
    let count = 1 &+ header.rowBytes(header.width)
    row = [UInt8].zeros(count)
    above = row
    inflater = try Inflater(file, chunks, rowBytesMax: count)
  }

  /// Above the first row of a pass lies nothing.
  mutating func beginPass() {
    for index in row.indices { row[index] = 0 }
  }

  /// Reads a row of `width` pixels into `row`.
  @inline(never)
  mutating func next(width: Int, _ file: Span<UInt8>) throws(PictureError) {
    swap(&row, &above)
    let count = 1 &+ header.rowBytes(width)
    try inflater.read(count, into: &row, file)
    let step = header.filterStep
    switch row[0] {
    case 0: break
    case 1: Self.addLeft(&row, count, step)
    case 2: Self.addAbove(&row, above, count)
    case 3: Self.addMean(&row, above, count, step)
    case 4: Self.addPaeth(&row, above, count, step)
    default: throw inflater.badFilter
    }
  }

  private static func addLeft(_ row: inout [UInt8], _ count: Int, _ step: Int) {
    guard count > 1 &+ step else { return }
    var row = row.mutableSpan
    for at in 1 &+ step..<count { row[at] &+= row[at &- step] }
  }

  private static func addAbove(_ row: inout [UInt8], _ above: [UInt8], _ count: Int) {
    let above = above.span
    var row = row.mutableSpan
    for at in 1..<count { row[at] &+= above[at] }
  }

  private static func addMean(
    _ row: inout [UInt8], _ above: [UInt8], _ count: Int, _ step: Int
  ) {
    let above = above.span
    var row = row.mutableSpan
    for at in 1..<count {
      let left = at > step ? UInt32(row[at &- step]) : 0
      row[at] &+= UInt8(truncatingIfNeeded: (left &+ UInt32(above[at])) / 2)
    }
  }

  private static func addPaeth(
    _ row: inout [UInt8], _ above: [UInt8], _ count: Int, _ step: Int
  ) {
    let above = above.span
    var row = row.mutableSpan
    // Left of the first pixel lies 0, and the predictor is what is above.
    for at in 1..<min(count, 1 &+ step) { row[at] &+= above[at] }
    guard count > 1 &+ step else { return }
    for at in 1 &+ step..<count {
      let left = Int32(row[at &- step])
      let up = Int32(above[at])
      let corner = Int32(above[at &- step])
      let (toLeft, toUp) = (abs(up &- corner), abs(left &- corner))
      let toCorner = abs(left &+ up &- 2 &* corner)
      let nearest =
        toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
      row[at] &+= UInt8(truncatingIfNeeded: nearest)
    }
  }
}

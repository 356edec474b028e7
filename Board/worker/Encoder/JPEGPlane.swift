/// Where the samples of a component stand among those of its picture, and how they are made.
///
/// A class, as it is passed on for every block.
final class JPEGPlane {
  /// How samples become as many as the picture has.
  enum Enlargement {
    case none
    /// Each new sample lies between two of a row, three parts to one.
    case across
    /// The same between two rows.
    case down
    case both
    /// Samples are repeated.
    case repeated
  }

  let transform: JPEGTransform
  let enlargement: Enlargement
  /// Samples, and the pixels that they become.
  private let across: (samples: Int, pixels: Int)
  private let down: (samples: Int, pixels: Int)
  /// Blocks of a unit.
  let blocksAcross: Int
  let blocksDown: Int
  /// Samples of the picture, without those of blocks that stand out of it.
  let width: Int
  let height: Int
  /// The first sample, and samples from a row to the next.
  let start: Int
  let stride: Int
  /// Rows that are kept: those of two rows of units, each in the place of one that has been used.
  let keptRows: Int
  /// Where an enlarged row is made.
  let line: Int
  /// Behind all of it.
  let end: Int

  /// - Parameters:
  ///   - scale: Eighths of the picture's size, 1...8.
  ///   - start: Where samples may stand from.
  init(_ component: JPEGFrame.Component, _ frame: JPEGFrame, scale: Int, start: Int) {
    let columns = Self.points(component.across, of: frame.acrossMax, scale: scale)
    let rows = Self.points(component.down, of: frame.downMax, scale: scale)
    transform = JPEGTransform(columns: columns, rows: rows)
    blocksAcross = component.across
    blocksDown = component.down
    width = JPEGFrame.units(frame.width &* component.across &* columns, frame.acrossMax &* 8)
    height = JPEGFrame.units(frame.height &* component.down &* rows, frame.downMax &* 8)
    across = (component.across &* columns, frame.acrossMax &* scale)
    down = (component.down &* rows, frame.downMax &* scale)
    // As libjpeg does: two columns are too few to lie between.
    let isHalf = across.samples &* 2 == across.pixels && width > 2
    let isHalfDown = down.samples &* 2 == down.pixels
    switch (across.samples == across.pixels, down.samples == down.pixels) {
    case (true, true): enlargement = .none
    case (true, _) where isHalfDown: enlargement = .down
    case (_, true) where isHalf: enlargement = .across
    default: enlargement = isHalf && isHalfDown ? .both : .repeated
    }
    // A row of a block is written eight samples at a time.
    stride = frame.unitColumns &* component.across &* columns &+ 16
    keptRows = 2 &* component.down &* rows
    self.start = start
    line = start &+ stride &* keptRows
    end = line &+ 2 &* stride &+ JPEGFrame.units(frame.width &* scale, 8)
  }

  /// The points of the transform along an axis: as many as bring a component that has fewer samples
  /// to as many as the others have, as far as that goes.
  private static func points(_ factor: Int, of factorMax: Int, scale: Int) -> Int {
    // Of full size samples are enlarged instead, as libjpeg does.
    guard scale < 8 else { return 8 }
    var points = scale
    for times in 2...4 where factorMax % (factor &* times) == 0 && scale &* times <= 16 {
      points = scale &* times
    }
    return points
  }

  /// Where the block's samples begin: `row` and `column` count blocks of the component.
  func place(row: Int, column: Int) -> Int {
    start &+ (row &* transform.rows) % keptRows &* stride &+ column &* transform.columns
  }

  /// Where the row's samples begin; above the first and below the last row are these.
  @inline(never)
  func row(_ row: Int) -> Int {
    start &+ max(0, min(row, height &- 1)) % keptRows &* stride
  }

  /// Makes the row `y` of a picture `width` pixels wide; returns where it begins.
  func enlarge(_ samples: inout [UInt8], y: Int, to width: Int) -> Int {
    let isUpper = y & 1 == 0
    var samples = samples.mutableSpan
    switch enlargement {
    case .none: return row(y)
    case .across: enlargeAcross(&samples, row(y), row(y), bits: 2)
    case .both: enlargeAcross(&samples, row(y / 2), row(y / 2 &- (isUpper ? 1 : -1)), bits: 4)
    case .down:
      let (near, far) = (row(y / 2), row(y / 2 &- (isUpper ? 1 : -1)))
      for x in 0..<width {
        let sum = Int32(samples[near &+ x]) &* 3 &+ Int32(samples[far &+ x])
        samples[line &+ x] = UInt8(truncatingIfNeeded: (sum &+ (isUpper ? 1 : 2)) &>> 2)
      }
    case .repeated:
      let from = row(y &* down.samples / down.pixels)
      for x in 0..<width {
        samples[line &+ x] = samples[from &+ x &* across.samples / across.pixels]
      }
    }
    return line
  }

  /// Makes two samples of each of a row; `bits` is 4 where the row itself lies between two.
  ///
  /// Halves are rounded up and down in turn, as libjpeg does, so that the mean stays.
  @inline(never)
  private func enlargeAcross(
    _ samples: inout MutableSpan<UInt8>, _ near: Int, _ far: Int, bits: Int32
  ) {
    let isBetweenRows = bits == 4
    func sum(_ x: Int) -> Int32 {
      let one = Int32(samples[near &+ x])
      return isBetweenRows ? one &* 3 &+ Int32(samples[far &+ x]) : one
    }
    let (left, right): (Int32, Int32) = isBetweenRows ? (8, 7) : (1, 2)
    var (last, this) = (sum(0), sum(0))
    for x in 0..<width {
      let next = sum(min(x &+ 1, width &- 1))
      samples[line &+ 2 &* x] = UInt8(truncatingIfNeeded: (this &* 3 &+ last &+ left) &>> bits)
      samples[line &+ 2 &* x &+ 1] = UInt8(
        truncatingIfNeeded: (this &* 3 &+ next &+ right) &>> bits)
      (last, this) = (this, next)
    }
  }
}

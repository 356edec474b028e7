/// Scales a picture so that each new pixel is the mean of what its area covers of the old picture.
///
/// Exact: integer arithmetic, rounded once, half up. A flat picture stays flat, and one of the same
/// size stays as it is. The mean is that of the sRGB values as they stand, as common image servers
/// compute it, and not of linear light.
public enum AreaScaler {
  /// `picture` stretched or shrunk to `width` × `height`, without regard to its proportions.
  ///
  /// - Precondition: neither `width`, `height` nor the picture's own size is 0.
  public static func scale(_ picture: Picture, width: Int, height: Int) -> Picture {
    precondition(width > 0 && height > 0 && picture.width > 0 && picture.height > 0)
    if picture.width == width && picture.height == height { return picture }
    let columns = (0..<width).map { Coverage(of: $0, count: width, sourceCount: picture.width) }
    // The weights of one new pixel add up to the old width times the old height.
    let divisor = picture.width * picture.height
    var scaled = Picture(width: width, height: height)
    var sourceRow = SourceRow(index: -1, sums: [])
    for y in 0..<height {
      var sums = [Int](repeating: divisor / 2, count: width * 3)
      let rows = Coverage(of: y, count: height, sourceCount: picture.height)
      for row in rows.range {
        // Neighbouring new rows share the old row on their border.
        if sourceRow.index != row { sourceRow = SourceRow(picture, row: row, columns: columns) }
        let weight = rows.weight(of: row)
        for sample in sums.indices { sums[sample] += sourceRow.sums[sample] * weight }
      }
      for sample in sums.indices {
        scaled.rgb[y * width * 3 + sample] = UInt8(sums[sample] / divisor)
      }
    }
    return scaled
  }

  /// What one new pixel covers along an axis.
  ///
  /// Both pictures are laid over a ruler of `count * sourceCount` ticks: a new pixel then spans
  /// `sourceCount` ticks, an old one `count` ticks, and every border falls on a tick.
  private struct Coverage {
    private let ticks: Range<Int>
    private let ticksPerSource: Int

    init(of index: Int, count: Int, sourceCount: Int) {
      ticks = index * sourceCount..<(index + 1) * sourceCount
      ticksPerSource = count
    }

    /// The old pixels that are covered, wholly or in part.
    var range: Range<Int> {
      ticks.lowerBound / ticksPerSource..<(ticks.upperBound - 1) / ticksPerSource + 1
    }

    /// How many ticks of the old pixel `source` are covered.
    func weight(of source: Int) -> Int {
      ticks.clamped(to: source * ticksPerSource..<(source + 1) * ticksPerSource).count
    }
  }

  /// An old row, already summed up along the new columns.
  private struct SourceRow {
    let index: Int
    let sums: [Int]

    init(index: Int, sums: [Int]) {
      self.index = index
      self.sums = sums
    }

    init(_ picture: Picture, row: Int, columns: [Coverage]) {
      var sums = [Int](repeating: 0, count: columns.count * 3)
      let rowStart = row * picture.width
      for (column, cover) in columns.enumerated() {
        for source in cover.range {
          let weight = cover.weight(of: source)
          for channel in 0..<3 {
            sums[column * 3 + channel] +=
              Int(picture.rgb[(rowStart + source) * 3 + channel]) * weight
          }
        }
      }
      self.init(index: row, sums: sums)
    }
  }
}

/// Which source pixels a new pixel is made of along an axis, and with which weights.
///
/// Shrunk, a new pixel is the mean of what its area covers. Enlarged, it lies between the centres of
/// two: a small picture becomes soft, not blocky. Weights are whole numbers, so that a flat picture
/// stays flat and one of the same size stays as it is.
struct AxisTaps {
  let count: Int
  private let sourceCount: Int
  let isEnlarging: Bool
  var isUnchanged: Bool { count == sourceCount }
  /// What the weights of a new pixel add up to.
  let weightSum: Int

  /// - Precondition: Both lie in 1...2,048, and `count` in 1...320.
  init(count: Int, of sourceCount: Int) {
    self.count = count
    self.sourceCount = sourceCount
    isEnlarging = count > sourceCount
    weightSum = isEnlarging ? 2 &* count : sourceCount
  }

  /// The first and the last source pixel of the new pixel `index`.
  @inline(never)
  func range(_ index: Int) -> (first: Int, last: Int) {
    guard isEnlarging else {
      return (index &* sourceCount / count, ((index &+ 1) &* sourceCount &- 1) / count)
    }
    // Centre to centre, in halves of a new pixel.
    let from = (2 &* index &+ 1) &* sourceCount &- count
    let first = from < 0 ? 0 : from / (2 &* count)
    return (first, min(first &+ 1, sourceCount &- 1))
  }

  /// The weight of `source`, a pixel of its range.
  @inline(never)
  func weight(_ index: Int, of source: Int) -> Int {
    guard isEnlarging else {
      let start = max(index &* sourceCount, source &* count)
      return min((index &+ 1) &* sourceCount, (source &+ 1) &* count) &- start
    }
    let (first, last) = range(index)
    if first == last { return weightSum }
    // Left of the first centre there is nothing to lie between.
    let toFirst = max(0, (2 &* index &+ 1) &* sourceCount &- count &- first &* 2 &* count)
    return source == first ? 2 &* count &- toFirst : toFirst
  }
}

/// The cheapest packets for a picture: bytes times `lambda`, plus the squared error of what the glass
/// then shows, summed over red, green and blue in 8 bits.
///
/// A dynamic program: for each prefix of the picture the least cost, and the packet that ends there.
/// A run shows its pixels' mean, rounded to the panel's colours. Packets begin and end where the
/// colour changes: the error of a run grows ever more slowly with pixels of one colour, so that it
/// never pays to share them out between two packets.
struct LossyPackets {
  /// A step of 5 and of 6 bits, squared, in sixteenths of a step of 8 bits.
  private static let weight5: Int32 = 16 * 255 * 255 / (31 * 31)
  private static let weight6: Int32 = 16 * 255 * 255 / (63 * 63)

  /// A place between two colours, where packets may meet.
  private struct Cut {
    /// Pixels before it.
    var at: Int32
    /// The squares of the pixels before it, summed. It wraps; differences within a packet do not.
    var energy: UInt32 = 0
    /// The pixels before it, summed: red, green and blue from bits 42, 21 and 0 on. It overflows;
    /// differences within a packet do not.
    var sums: UInt64 = 0
    /// The least cost of what is before it, in sixteenths.
    var cost: Int64 = 0
    /// The packet that ends here: where it begins, and whether it is a run.
    var start: Int32 = 0
    var isRun = false
  }

  private let pixels: [UInt16]
  private let cuts: [Cut]

  /// - Parameter lambda: What a byte may cost in squared error, 1...10,000.
  init(_ pixels: [UInt16], lambda: Int) {
    self.pixels = pixels
    var cuts = Self.cuts(pixels)
    Self.search(&cuts, byteCost: 16 &* Int64(lambda))
    self.cuts = cuts
  }

  /// The packets, from first to last.
  var stream: [UInt8] {
    // They are known from the end.
    var ends: [Int] = []
    var end = cuts.count - 1
    while end > 0 {
      ends.append(end)
      end = Int(cuts[end].start)
    }
    var stream: [UInt8] = []
    stream.reserveCapacity(2 * pixels.count + pixels.count / RLEEncoder.packetPixelsMax + 1)
    for end in ends.reversed() { append(cuts[Int(cuts[end].start)], cuts[end], to: &stream) }
    return stream
  }

  private func append(_ start: Cut, _ end: Cut, to stream: inout [UInt8]) {
    let header = UInt8(truncatingIfNeeded: end.at - start.at - 1)
    guard end.isRun else {
      stream.append(header)
      for index in Int(start.at)..<Int(end.at) { stream.add(pixel: pixels[index]) }
      return
    }
    let count = end.at - start.at
    let reciprocal = Self.reciprocal(count)
    let sums = end.sums &- start.sums
    let red = Self.mean(Self.sum(sums, 42), count, reciprocal)
    let green = Self.mean(Self.sum(sums, 21), count, reciprocal)
    let blue = Self.mean(Self.sum(sums, 0), count, reciprocal)
    stream.append(0x80 | header)
    stream.add(pixel: UInt16(truncatingIfNeeded: red << 11 | green << 5 | blue))
  }

  /// The first cut is before all pixels, the last behind them; no two are further apart than a packet
  /// is long.
  private static func cuts(_ pixels: [UInt16]) -> [Cut] {
    var cuts = [Cut(at: 0)]
    cuts.reserveCapacity(pixels.count + 1)
    var index = 0
    while index < pixels.count {
      var end = index + 1
      let limit = min(pixels.count, index + RLEEncoder.packetPixelsMax)
      while end < limit && pixels[end] == pixels[index] { end += 1 }
      let (red, green, blue) = PanelColor.channels(pixels[index])
      let energy = (red &* red &+ blue &* blue) &* weight5 &+ green &* green &* weight6
      let sums =
        UInt64(truncatingIfNeeded: red) &<< 42 | UInt64(truncatingIfNeeded: green) &<< 21
        | UInt64(truncatingIfNeeded: blue)
      let count = UInt32(truncatingIfNeeded: end - index)
      var cut = cuts[cuts.count - 1]
      cut.at = Int32(truncatingIfNeeded: end)
      cut.energy &+= UInt32(bitPattern: energy) &* count
      cut.sums &+= sums &* UInt64(count)
      cuts.append(cut)
      index = end
    }
    return cuts
  }

  /// - Parameter byteCost: In sixteenths, as errors are.
  private static func search(_ cuts: inout [Cut], byteCost: Int64) {
    let reciprocals = (0...RLEEncoder.packetPixelsMax).map {
      $0 == 0 ? 0 : reciprocal(Int32(truncatingIfNeeded: $0))
    }
    let inverses = reciprocals.span
    let packetMax = Int32(truncatingIfNeeded: RLEEncoder.packetPixelsMax)
    let (pixelCost, runCost) = (2 &* byteCost, 3 &* byteCost)
    var literalStart = 0
    var cuts = cuts.mutableSpan
    for end in 1..<max(1, cuts.count) {
      var cut = cuts[end]
      literalStart = Self.literalStart(cuts, literalStart, end, pixelCost)
      cut.start = Int32(truncatingIfNeeded: literalStart)
      cut.isRun = false
      cut.cost =
        cuts[literalStart].cost &+ byteCost &+ Int64(cut.at &- cuts[literalStart].at) &* pixelCost
      var first = end - 1
      while first >= 0 {
        let before = cuts[first]
        let count = cut.at &- before.at
        if count > packetMax { break }
        let sums = cut.sums &- before.sums
        let inverse = inverses[Int(count)]
        let red = kept(sum(sums, 42), count, inverse)
        let green = kept(sum(sums, 21), count, inverse)
        let blue = kept(sum(sums, 0), count, inverse)
        let energy = Int32(bitPattern: cut.energy &- before.energy)
        let error = energy &- (red &+ blue) &* weight5 &- green &* weight6
        let cost = before.cost &+ Int64(error)
        // A longer run's error is at least this one's and that of the pixels before them: whatever
        // a run over those may cost, it is cheaper to end it here.
        if cost >= cut.cost { break }
        if cost &+ runCost < cut.cost {
          cut.cost = cost &+ runCost
          cut.start = Int32(truncatingIfNeeded: first)
          cut.isRun = true
        }
        first -= 1
      }
      cuts[end] = cut
    }
  }

  /// Where the cheapest literal packet begins that ends at `end`: there the cost of what is before
  /// it, less that of its pixels, is least. `last` is what it was for the cut before.
  @inline(__always)
  private static func literalStart(
    _ cuts: borrowing MutableSpan<Cut>, _ last: Int, _ end: Int, _ pixelCost: Int64
  ) -> Int {
    let packetMax = Int32(truncatingIfNeeded: RLEEncoder.packetPixelsMax)
    guard cuts[end].at &- cuts[last].at > packetMax else {
      return isCheaper(end - 1, last, cuts, pixelCost) ? end - 1 : last
    }
    // Out of reach now. Of equals the latest is taken, which stays in reach for longest.
    var best = end - 1
    var next = best - 1
    while next > last && cuts[end].at &- cuts[next].at <= packetMax {
      if isCheaper(next, best, cuts, pixelCost) { best = next }
      next -= 1
    }
    return best
  }

  @inline(__always)
  private static func isCheaper(
    _ one: Int, _ other: Int, _ cuts: borrowing MutableSpan<Cut>, _ pixelCost: Int64
  ) -> Bool {
    let distance = Int64(cuts[one].at &- cuts[other].at)
    return cuts[one].cost &- distance &* pixelCost < cuts[other].cost
  }

  @inline(__always)
  private static func sum(_ sums: UInt64, _ shift: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: sums &>> shift & 0x1F_FFFF)
  }

  private static func reciprocal(_ count: Int32) -> UInt32 {
    (1 &<< 24) / UInt32(truncatingIfNeeded: 2 &* count) &+ 1
  }

  /// `sum / count`, half up; the product fits 32 bits, since `sum` is at most 63 times `count`.
  @inline(__always)
  private static func mean(_ sum: Int32, _ count: Int32, _ reciprocal: UInt32) -> Int32 {
    let doubled = UInt32(bitPattern: 2 &* sum &+ count)
    return Int32(truncatingIfNeeded: (doubled &* reciprocal) &>> 24)
  }

  /// By how much the squared error of `count` pixels is less than their squares where their rounded
  /// mean is shown.
  @inline(__always)
  private static func kept(_ sum: Int32, _ count: Int32, _ reciprocal: UInt32) -> Int32 {
    let mean = mean(sum, count, reciprocal)
    return mean &* (2 &* sum &- count &* mean)
  }
}

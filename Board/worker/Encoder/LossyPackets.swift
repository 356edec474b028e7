/// The cheapest packets for a picture: bytes times `lambda`, plus the squared error of what the glass
/// then shows, summed over red, green and blue in 8 bits.
///
/// A dynamic program: for each prefix of the picture the least cost, and the packet that ends there.
/// A run shows its pixels' mean, rounded to the panel's colours. Packets begin and end where the
/// colour changes: the error of a run grows ever more slowly with pixels of one colour, so that it
/// never pays to share them out between two packets.
struct LossyPackets {
  /// A step of 5 and of 6 bits, squared, in sixteenths of a step of 8 bits.
  private static var weights: SIMD4<UInt32> {
    let (step5, step6): (UInt32, UInt32) = (16 * 255 * 255 / (31 * 31), 16 * 255 * 255 / (63 * 63))
    return SIMD4(step5, step6, step5, 0)
  }

  /// Where a packet begins.
  private struct Start {
    private let bits: Int32

    init(cut: Int, isRun: Bool) {
      bits = Int32(truncatingIfNeeded: cut &<< 1 | (isRun ? 1 : 0))
    }

    var cut: Int { Int(bits &>> 1) }
    var isRun: Bool { bits & 1 != 0 }
  }

  /// A place between two colours, where packets may meet.
  private struct Cut {
    /// The pixels before it, summed: red, green, blue, and their weighted squares. The last wraps;
    /// differences within a packet do not.
    var sums = SIMD4<UInt32>.zero
    /// The least cost of what is before it, in sixteenths.
    var cost: Int64 = 0
    /// Pixels before it.
    var at: Int32 = 0
    /// The packet that ends here.
    var start = Start(cut: 0, isRun: false)
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
    var byteCount = 0
    var end = cuts.count - 1
    while end > 0 {
      ends.append(end)
      let start = cuts[end].start
      byteCount += 1 + 2 * (start.isRun ? 1 : Int(cuts[end].at - cuts[start.cut].at))
      end = start.cut
    }
    var packets = PacketWriter(byteCount: byteCount)
    for end in ends.reversed() { add(cuts[cuts[end].start.cut], cuts[end], to: &packets) }
    return packets.stream
  }

  private func add(_ start: Cut, _ end: Cut, to packets: inout PacketWriter) {
    guard end.start.isRun else {
      packets.add(literals: pixels.span.extracting(Int(start.at)..<Int(end.at)))
      return
    }
    let count = end.at - start.at
    let mean = Self.mean(end.sums &- start.sums, count, Self.reciprocal(count))
    packets.add(
      run: Int(count), of: UInt16(truncatingIfNeeded: mean.x << 11 | mean.y << 5 | mean.z))
  }

  /// The first cut is before all pixels, the last behind them; no two are further apart than a packet
  /// is long.
  private static func cuts(_ pixels: [UInt16]) -> [Cut] {
    var cut = Cut()
    var cuts = [cut]
    cuts.reserveCapacity(pixels.count + 1)
    let pixels = pixels.span
    var index = 0
    while index < pixels.count {
      let end = index &+ RLEEncoder.runLength(pixels, from: index)
      let (red, green, blue) = PanelColor.channels(pixels[index])
      let colors = SIMD4<UInt32>(
        UInt32(bitPattern: red), UInt32(bitPattern: green), UInt32(bitPattern: blue), 0)
      let squares = colors &* colors &* weights
      let count = UInt32(truncatingIfNeeded: end &- index)
      cut.at = Int32(truncatingIfNeeded: end)
      let energy = squares.x &+ squares.y &+ squares.z
      let added = SIMD4<UInt32>(colors.x, colors.y, colors.z, energy)
      cut.sums &+= added &* SIMD4<UInt32>(repeating: count)
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
      let (at, sums) = (cuts[end].at, cuts[end].sums)
      literalStart = Self.literalStart(cuts, literalStart, end, pixelCost)
      var start = Start(cut: literalStart, isRun: false)
      var least =
        cuts[literalStart].cost &+ byteCost &+ Int64(at &- cuts[literalStart].at) &* pixelCost
      var first = end &- 1
      while first >= 0 {
        let count = at &- cuts[first].at
        if count > packetMax { break }
        let error = error(sums &- cuts[first].sums, count, inverses[Int(count)])
        let cost = cuts[first].cost &+ Int64(error)
        // A longer run's error is at least this one's and that of the pixels before them: whatever
        // a run over those may cost, it is cheaper to end it here.
        if cost >= least { break }
        if cost &+ runCost < least {
          least = cost &+ runCost
          start = Start(cut: first, isRun: true)
        }
        first &-= 1
      }
      cuts[end].cost = least
      cuts[end].start = start
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

  private static func reciprocal(_ count: Int32) -> UInt32 {
    (1 &<< 24) / UInt32(truncatingIfNeeded: 2 &* count) &+ 1
  }

  /// `sums / count`, half up, of the colours; the products fit 32 bits, since a sum is at most 63
  /// times `count`.
  @inline(__always)
  private static func mean(
    _ sums: SIMD4<UInt32>, _ count: Int32, _ reciprocal: UInt32
  ) -> SIMD4<UInt32> {
    let doubled = sums &+ sums &+ SIMD4(repeating: UInt32(bitPattern: count))
    return (doubled &* SIMD4(repeating: reciprocal)) &>> SIMD4(repeating: 24)
  }

  /// The squared error of `count` pixels where their rounded mean is shown.
  @inline(__always)
  private static func error(_ sums: SIMD4<UInt32>, _ count: Int32, _ reciprocal: UInt32) -> Int32 {
    let mean = mean(sums, count, reciprocal)
    let count = SIMD4(repeating: UInt32(bitPattern: count))
    // By how much it is less than their squares.
    let kept = mean &* (sums &+ sums &- count &* mean) &* weights
    return Int32(bitPattern: sums.w &- kept.x &- kept.y &- kept.z)
  }
}

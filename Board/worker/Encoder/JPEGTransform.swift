/// The inverse DCT of a component's blocks, of any size: 8 × 8 coefficients become `columns` × `rows`
/// samples.
///
/// A transform of n points takes the lowest n coefficients along an axis, and all eight from eight
/// points on: samples are then those of the scaled picture, and the highest frequencies, which it
/// cannot show, are not looked at. Numbers are whole, and rounded once after each axis, so that eight
/// points give the very samples of libjpeg's "islow".
/// Source: ITU-T T.81, section A.3.3.
///
/// A class, as it is passed on for every block.
final class JPEGTransform {
  /// Samples of a block along each axis, 1...16.
  let columns: Int
  let rows: Int
  /// Coefficients of a block that are needed along each axis, 1...8.
  let keptColumns: Int
  let keptRows: Int

  /// Bits behind the point of a weight; those of a sample between the axes.
  private static let weightBits: Int32 = 13
  private static let passBits: Int32 = 2
  /// For each row of samples, the weights of eight coefficients.
  private let down: [Int32]
  /// For each four samples of a row and each coefficient, the weights for them.
  private let across: [Int32]
  /// Row by row.
  private var quantization = [Int32].zeros(64)

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    keptColumns = min(columns, 8)
    keptRows = min(rows, 8)
    var down = [Int32].zeros(16 * 8)
    var across = down
    let weights = (Self.weights(columns), Self.weights(rows))
    for k in 0..<8 {
      for x in 0..<rows { down[x &* 8 &+ k] = weights.1[k &* 16 &+ x] }
      for x in 0..<columns { across[(x / 4 &* 8 &+ k) &* 4 &+ x % 4] = weights.0[k &* 16 &+ x] }
    }
    self.down = down
    self.across = across
  }

  /// - Parameter table: In zigzag order.
  func quantize(by table: [UInt16]) {
    for index in 0..<64 { quantization[Int(JPEGZigzag.natural[index])] = Int32(table[index]) }
  }

  /// For each of eight frequencies, the weights for up to 16 samples.
  private static func weights(_ points: Int) -> [Int32] {
    var weights = [Int32].zeros(8 * 16)
    for k in 0..<min(points, 8) {
      for x in 0..<points {
        if points == 8 {
          weights[k * 16 + x] = eight(k, x)
        } else {
          let scale = k == 0 ? 8_192 : 11_585.237502960395
          let weight = scale * cosine((2 * x + 1) * k, of: points)
          weights[k * 16 + x] = Int32(weight < 0 ? weight - 0.5 : weight + 0.5)
        }
      }
    }
    return weights
  }

  /// The cosine of `steps` * pi / (2 * `points`): from that of one step, by the formula for sums.
  private static func cosine(_ steps: Int, of points: Int) -> Double {
    let steps = steps % (4 * points)
    let step = Self.stepCosines[points]
    var (last, this) = (1.0, step)
    if steps == 0 { return last }
    for _ in 1..<steps { (last, this) = (this, 2 * step * this - last) }
    return this
  }

  /// cos(pi / (2 n)) for n in 1...16.
  private static let stepCosines: [17 of Double] = [
    1.0, 0.0, 0.7071067811865476, 0.8660254037844387, 0.9238795325112867, 0.9510565162951535,
    0.9659258262890683, 0.9749279121818236, 0.9807852804032304, 0.984807753012208,
    0.9876883405951378, 0.9898214418809327, 0.9914448613738104, 0.992708874098054,
    0.9937122098932426, 0.9945218953682733, 0.9951847266721969,
  ]

  /// What the products of islow come to: some lie one beside the rounded cosine.
  private static let eightWeights: [32 of Int32] = [
    8_192, 8_192, 8_192, 8_192, 11_363, 9_633, 6_437, 2_260, 10_703, 4_433, -4_433, -10_703, 9_633,
    -2_259, -11_362, -6_436, 8_192, -8_192, -8_192, 8_192, 6_437, -11_362, 2_261, 9_633, 4_433,
    -10_704, 10_704, -4_433, 2_260, -6_436, 9_633, -11_363,
  ]

  private static func eight(_ k: Int, _ x: Int) -> Int32 {
    if x < 4 { return eightWeights[k * 4 + x] }
    let mirrored = eightWeights[k * 4 + 7 - x]
    return k & 1 == 0 ? mirrored : -mirrored
  }

  private static let shiftDown = weightBits - passBits
  /// Samples are eight times as large as the sums of both axes.
  private static let shiftAcross = weightBits + passBits + 3
  /// Half of the last place that is kept.
  private static let halfDown: Int32 = 1 << (shiftDown - 1)
  /// The same, and 128, by which samples are too small.
  private static let halfAcross: Int32 = 1 << (shiftAcross - 1) + 128 << shiftAcross

  /// Turns the block whose coefficients begin at `at` into samples, the first of them at `to`.
  ///
  /// Rows of samples are written four at a time: up to three behind a row are overwritten.
  /// - Parameters:
  ///   - coefficients: Of a block, `step` for each row; seven more are there behind the last.
  ///   - diagonal: All coefficients are 0 whose row and column add up to more.
  func apply(
    _ coefficients: Span<Int16>, at: Int, step: Int, diagonal: Int,
    into samples: inout MutableSpan<UInt8>, at to: Int, stride: Int
  ) {
    // Numbers are read and written several at a time. Safe: any bytes are numbers, and the first and
    // the last place are checked here; those of weights follow from the sizes of their tables.
    var samples = unsafe samples.mutableBytes
    if diagonal == 0 {
      flat(coefficients[at], into: &samples, at: to, stride: stride)
      return
    }
    let usedColumns = min(keptColumns, diagonal &+ 1)
    let usedRows = min(keptRows, diagonal &+ 1)
    let groups = (columns &+ 3) &>> 2
    precondition(at >= 0 && at + (usedRows - 1) * step + 8 <= coefficients.count)
    precondition(to >= 0 && to + (rows - 1) * stride + groups * 4 <= samples.byteCount)
    let (quantization, down, across) = (quantization, down, across)
    let factors = unsafe quantization.span.bytes
    let numbers = unsafe coefficients.bytes
    var input = [8 of SIMD8<Int32>](repeating: .zero)
    for row in 0..<usedRows {
      let factors = unsafe factors.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row &* 32, as: SIMD8<Int32>.self)
      let numbers = unsafe numbers.unsafeLoadUnaligned(
        fromUncheckedByteOffset: (at &+ row &* step) &* 2, as: SIMD8<Int16>.self)
      unsafe input[unchecked: row] = SIMD8<Int32>(truncatingIfNeeded: numbers) &* factors
    }
    let weightsDown = down.span
    let weightsAcross = unsafe across.span.bytes
    for y in 0..<rows {
      var middle = SIMD8<Int32>(repeating: Self.halfDown)
      for k in 0..<usedRows {
        let weight = unsafe weightsDown[unchecked: y &* 8 &+ k]
        middle &+= unsafe SIMD8<Int32>(repeating: weight) &* input[unchecked: k]
      }
      middle = middle &>> SIMD8<Int32>(repeating: Self.shiftDown)
      for group in 0..<groups {
        var sum = SIMD4<Int32>(repeating: Self.halfAcross)
        for k in 0..<usedColumns {
          let weights = unsafe weightsAcross.unsafeLoadUnaligned(
            fromUncheckedByteOffset: (group &* 8 &+ k) &* 16, as: SIMD4<Int32>.self)
          sum &+= SIMD4<Int32>(repeating: middle[k]) &* weights
        }
        sum = sum &>> SIMD4<Int32>(repeating: Self.shiftAcross)
        sum.clamp(lowerBound: .zero, upperBound: SIMD4<Int32>(repeating: 255))
        unsafe samples.storeBytes(
          of: SIMD4<UInt8>(truncatingIfNeeded: sum),
          toUncheckedByteOffset: to &+ y &* stride &+ group &* 4, as: SIMD4<UInt8>.self)
      }
    }
  }

  /// A block of nothing but its mean.
  private func flat(
    _ mean: Int16, into samples: inout MutableRawSpan, at to: Int, stride: Int
  ) {
    let sum = Int32(mean) &* quantization[0] &+ 4
    let sample = UInt8(truncatingIfNeeded: max(0, min(255, sum &>> 3 &+ 128)))
    for y in 0..<rows {
      for x in Swift.stride(from: 0, to: columns, by: 4) {
        samples.storeBytes(
          of: SIMD4<UInt8>(repeating: sample), toByteOffset: to &+ y &* stride &+ x,
          as: SIMD4<UInt8>.self)
      }
    }
  }
}

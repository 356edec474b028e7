/// The samples of a JPEG on their way to a picture: two rows of units at a time.
struct JPEGPicture: ~Copyable {
  private enum Color {
    case gray
    case rgb
    case yCbCr
    case cmyk
    case ycck
  }

  private(set) var planes: [JPEGPlane] = []
  private var samples: [UInt8]
  let width: Int
  let height: Int
  private let color: Color
  /// Pixels that a row of units is high.
  private let unitHeight: Int
  /// Rows that wait for the next row of units, since their samples lie between it and this one.
  private let waitingRows: Int
  private var nextRow = 0
  private var rgb: [UInt8]

  /// - Parameter scale: Eighths of the picture's size, 1...8.
  init(_ frame: JPEGFrame, _ segments: JPEGSegments, scale: Int) {
    width = JPEGFrame.units(frame.width &* scale, 8)
    height = JPEGFrame.units(frame.height &* scale, 8)
    unitHeight = frame.downMax &* scale
    color = Self.color(frame, segments)
    var end = 0
    var waitingRows = 0
    for component in frame.components {
      let plane = JPEGPlane(component, frame, scale: scale, start: end)
      end = plane.end
      if plane.enlargement == .down || plane.enlargement == .both { waitingRows = 1 }
      planes.append(plane)
    }
    self.waitingRows = waitingRows
    samples = [UInt8].zeros(end)
    // A row is written four pixels at a time.
    rgb = [UInt8].zeros(width &* 3 &+ 12)
  }

  mutating func quantize(_ component: Int, by table: [UInt16]) {
    planes[component].transform.quantize(by: table)
  }

  /// Makes the samples of a block of one of `planes`: `row` and `column` count blocks.
  ///
  /// - Parameters: As `JPEGTransform.apply` has them.
  @inline(__always)
  mutating func put(
    _ coefficients: Span<Int16>, at: Int, step: Int, diagonal: Int, _ plane: JPEGPlane, row: Int,
    column: Int
  ) {
    var samples = samples.mutableSpan
    plane.transform.apply(
      coefficients, at: at, step: step, diagonal: diagonal, into: &samples,
      at: plane.place(row: row, column: column), stride: plane.stride)
  }

  /// Hands over what is complete once the blocks of the row of units `unitRow` are there.
  @inline(never)
  mutating func emit(unitRow: Int, isLast: Bool, into sink: inout some RowSink & ~Copyable) {
    let end = isLast ? height : min(height, (unitRow &+ 1) &* unitHeight &- waitingRows)
    while nextRow < end {
      var lines = [4 of Int](repeating: 0)
      for index in planes.indices {
        lines[index] = planes[index].enlarge(&samples, y: nextRow, to: width)
      }
      Self.convert(samples, lines, color, width: width, into: &rgb)
      sink.row(rgb.span.extracting(..<(width &* 3)))
      nextRow += 1
    }
  }

  /// Makes a row of pixels of the samples that begin at `lines`.
  private static func convert(
    _ samples: [UInt8], _ lines: [4 of Int], _ color: Color, width: Int, into rgb: inout [UInt8]
  ) {
    let samples = samples.span
    var rgb = rgb.mutableSpan
    switch color {
    case .yCbCr, .ycck: convertChroma(samples, lines, width, into: &rgb)
    case .gray, .rgb, .cmyk:
      for channel in 0..<3 {
        let line = lines[color == .gray ? 0 : channel]
        for x in 0..<width { rgb[x &* 3 &+ channel] = samples[line &+ x] }
      }
    }
    guard color == .cmyk || color == .ycck else { return }
    // Browsers take inks to be inverted, whether an Adobe segment is there or not: 255 is none. YCCK
    // holds the inks' complements, which are the inverted inks' complements: they are turned back.
    let black = samples.extracting(lines[3]..<lines[3] &+ width)
    for x in 0..<width {
      for channel in 0..<3 {
        let value = rgb[x &* 3 &+ channel]
        let light = UInt32(color == .ycck ? ~value : value) &* UInt32(black[x])
        rgb[x &* 3 &+ channel] = UInt8(truncatingIfNeeded: (light &+ 127) / 255)
      }
    }
  }

  /// Luma and chroma to red, green and blue, four pixels at a time: up to three behind the row are
  /// written, of what stands behind the samples.
  @inline(never)
  private static func convertChroma(
    _ samples: Span<UInt8>, _ lines: [4 of Int], _ width: Int, into rgb: inout MutableSpan<UInt8>
  ) {
    // Safe: any bytes are samples, and each access is checked.
    var rgb = unsafe rgb.mutableBytes
    let samples = unsafe samples.bytes
    let half = SIMD4<Int32>(repeating: 1 << 15)
    let bits = SIMD4<Int32>(repeating: 16)
    for x in stride(from: 0, to: width, by: 4) {
      let luma = four(samples, lines[0] &+ x)
      let blue = four(samples, lines[1] &+ x) &- SIMD4(repeating: 128)
      let red = four(samples, lines[2] &+ x) &- SIMD4(repeating: 128)
      let toRed = (SIMD4(repeating: 91_881) &* red &+ half) &>> bits
      let fromGreen = SIMD4(repeating: 22_554) &* blue &+ SIMD4(repeating: 46_802) &* red
      let toGreen = (half &- fromGreen) &>> bits
      let toBlue = (SIMD4(repeating: 116_130) &* blue &+ half) &>> bits
      let greenAndBlue =
        byte(luma &+ toGreen) &<< SIMD4(repeating: 8)
        | byte(luma &+ toBlue) &<< SIMD4(repeating: 16)
      let pixels = byte(luma &+ toRed) | greenAndBlue
      // A fourth byte is that of the pixel behind, which is written next.
      for pixel in 0..<4 {
        rgb.storeBytes(
          of: pixels[pixel].littleEndian, toByteOffset: (x &+ pixel) &* 3, as: Int32.self)
      }
    }
  }

  @inline(__always)
  private static func four(_ samples: RawSpan, _ at: Int) -> SIMD4<Int32> {
    SIMD4<Int32>(
      truncatingIfNeeded: unsafe samples.unsafeLoadUnaligned(
        fromByteOffset: at, as: SIMD4<UInt8>.self))
  }

  @inline(__always)
  private static func byte(_ values: SIMD4<Int32>) -> SIMD4<Int32> {
    values.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
  }

  /// Which colours the components are: JFIF knows only one way, then Adobe's segment decides, then
  /// the components' names.
  @inline(never)
  private static func color(_ frame: JPEGFrame, _ segments: JPEGSegments) -> Color {
    switch frame.components.count {
    case 1: return .gray
    case 3:
      if segments.isJFIF { return .yCbCr }
      if let transform = segments.adobeTransform { return transform == 0 ? .rgb : .yCbCr }
      let isNamedRGB =
        frame.components[0].id == UInt8(ascii: "R") && frame.components[1].id == UInt8(ascii: "G")
        && frame.components[2].id == UInt8(ascii: "B")
      return isNamedRGB ? .rgb : .yCbCr
    default: return segments.adobeTransform ?? 0 == 0 ? .cmyk : .ycck
    }
  }
}

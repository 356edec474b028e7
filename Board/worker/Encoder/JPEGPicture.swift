/// The samples of a JPEG on their way to a picture: two rows of units at a time.
struct JPEGPicture {
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
    width = JPEGFrame.units(frame.width * scale, 8)
    height = JPEGFrame.units(frame.height * scale, 8)
    unitHeight = frame.downMax * scale
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
    samples = [UInt8](repeating: 0, count: end)
    rgb = [UInt8](repeating: 0, count: width * 3)
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
  mutating func emit(unitRow: Int, isLast: Bool, into sink: inout some RowSink & ~Copyable) {
    let end = isLast ? height : min(height, (unitRow + 1) * unitHeight - waitingRows)
    while nextRow < end {
      var lines = [4 of Int](repeating: 0)
      for index in planes.indices {
        lines[index] = planes[index].enlarge(&samples, y: nextRow, to: width)
      }
      Self.convert(samples, lines, color, width: width, into: &rgb)
      sink.row(rgb.span)
      nextRow += 1
    }
  }

  /// Makes a row of pixels of the samples that begin at `lines`.
  private static func convert(
    _ samples: [UInt8], _ lines: [4 of Int], _ color: Color, width: Int, into rgb: inout [UInt8]
  ) {
    let samples = samples.span
    var rgb = rgb.mutableSpan
    let first = samples.extracting(lines[0]..<lines[0] + width)
    guard color != .gray else {
      for x in 0..<width { for channel in 0..<3 { rgb[x * 3 + channel] = first[x] } }
      return
    }
    let second = samples.extracting(lines[1]..<lines[1] + width)
    let third = samples.extracting(lines[2]..<lines[2] + width)
    if color == .yCbCr || color == .ycck {
      for x in 0..<width {
        let luma = Int32(first[x])
        let (blue, red) = (Int32(second[x]) &- 128, Int32(third[x]) &- 128)
        let half: Int32 = 1 << 15
        let green = (half &- 22_554 &* blue &- 46_802 &* red) &>> 16
        rgb[x &* 3] = Self.byte(luma &+ (91_881 &* red &+ half) &>> 16)
        rgb[x &* 3 &+ 1] = Self.byte(luma &+ green)
        rgb[x &* 3 &+ 2] = Self.byte(luma &+ (116_130 &* blue &+ half) &>> 16)
      }
    } else {
      for x in 0..<width {
        rgb[x * 3] = first[x]
        rgb[x * 3 + 1] = second[x]
        rgb[x * 3 + 2] = third[x]
      }
    }
    guard color == .cmyk || color == .ycck else { return }
    // Browsers take inks to be inverted, whether an Adobe segment is there or not: 255 is none. YCCK
    // holds the inks' complements, which are the inverted inks' complements: they are turned back.
    let black = samples.extracting(lines[3]..<lines[3] + width)
    for x in 0..<width {
      for channel in 0..<3 {
        let value = rgb[x * 3 + channel]
        let light = UInt32(color == .ycck ? ~value : value) &* UInt32(black[x])
        rgb[x * 3 + channel] = UInt8(truncatingIfNeeded: (light &+ 127) / 255)
      }
    }
  }

  @inline(__always)
  private static func byte(_ value: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: max(0, min(255, value)))
  }

  /// Which colours the components are: JFIF knows only one way, then Adobe's segment decides, then
  /// the components' names.
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

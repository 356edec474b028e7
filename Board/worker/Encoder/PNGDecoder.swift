/// Reads PNG of every colour type, depth and interlacing, row by row; what is transparent lies on
/// black.
///
/// Samples are taken to be sRGB: gAMA, cHRM and iCCP are not looked at.
/// Source: PNG Specification (Third Edition).
public struct PNGDecoder {
  /// Adam7, section 8.1: the first column and row of each pass, and the steps.
  private static let passes: [7 of (x: Int, y: Int, dx: Int, dy: Int)] = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
  ]

  private let chunks: PNGChunks

  /// Walks the file's chunks; no pixel is unpacked yet.
  public init(_ file: Span<UInt8>) throws(PictureError) { chunks = try PNGChunks(file) }

  /// As the eXIf chunk states it, 1...8; 1 where there is none.
  public func orientation(_ file: Span<UInt8>) -> Int {
    EXIFOrientation.read(file.extracting(chunks.exif))
  }

  /// - Parameter file: The bytes that the decoder was made for.
  public func decode(
    _ file: Span<UInt8>, into sink: inout some RowSink & ~Copyable
  ) throws(PictureError) {
    let header = chunks.header
    try sink.begin(width: header.width, height: header.height)
    var rows = try PNGRows(file, chunks)
    let pixels = PNGPixels(file, chunks)
    var rgb = [UInt8].zeros(header.width &* 3)
    guard header.isInterlaced else {
      for _ in 0..<header.height {
        try rows.next(width: header.width, file)
        pixels.expand(rows.row, width: header.width, into: &rgb)
        sink.row(rgb.span)
      }
      return
    }
    let picture = try interlaced(file, &rows, pixels)
    for y in 0..<header.height {
      sink.row(picture.span.extracting(y &* rgb.count..<(y &+ 1) &* rgb.count))
    }
  }

  private func interlaced(
    _ file: Span<UInt8>, _ rows: inout PNGRows, _ pixels: PNGPixels
  ) throws(PictureError) -> [UInt8] {
    let header = chunks.header
    var picture = [UInt8].zeros(header.width &* header.height &* 3)
    var rgb = [UInt8].zeros(header.width &* 3)
    for index in Self.passes.indices {
      let pass = Self.passes[index]
      let width = (header.width &- pass.x &+ pass.dx &- 1) / pass.dx
      // A pass without pixels has no rows either.
      guard width > 0, pass.y < header.height else { continue }
      rows.beginPass()
      for y in stride(from: pass.y, to: header.height, by: pass.dy) {
        try rows.next(width: width, file)
        pixels.expand(rows.row, width: width, into: &rgb)
        for column in 0..<width {
          let to = (y &* header.width &+ pass.x &+ column &* pass.dx) &* 3
          for channel in 0..<3 { picture[to &+ channel] = rgb[column &* 3 &+ channel] }
        }
      }
    }
    return picture
  }
}

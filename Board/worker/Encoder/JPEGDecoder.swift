/// Reads JPEG: baseline, extended and progressive, with Huffman codes and 8 bits, of any sampling.
///
/// The picture comes scaled by n/8, made in the domain of the DCT: a large one is never there as a
/// whole. Where data are missing that is an error; what browsers overlook is overlooked.
/// Source: ITU-T T.81.
public struct JPEGDecoder {
  /// Scans of a file; encoders make a dozen. Each costs a walk over all blocks, however short it is.
  static let scansMax = 100

  /// As they stand behind the header of the first scan.
  private let segments: JPEGSegments
  let frame: JPEGFrame
  private let scan: JPEGScan

  /// As the EXIF segment states it, 1...8; 1 where there is none.
  public var orientation: Int { segments.orientation }

  /// Walks the file's segments to the first scan; no pixel is unpacked yet.
  public init(_ file: Span<UInt8>) throws(PictureError) {
    guard file.count >= 2 else { throw .end(file) }
    guard file[0] == 0xFF, file[1] == 0xD8 else {
      throw PictureError(.damaged, "bad JPEG signature", at: 0)
    }
    var segments = JPEGSegments()
    guard let scan = try segments.nextScan(file), let frame = segments.frame else {
      guard segments.hasEnd else { throw .end(file) }
      throw PictureError(.damaged, "no JPEG scan before this", at: segments.at - 2)
    }
    self.segments = segments
    self.frame = frame
    self.scan = scan
  }

  /// - Parameters:
  ///   - file: The bytes that the decoder was made for.
  ///   - box: What the picture is to fit into, as it is stored, 1...320 each: the picture that comes
  ///     is the smallest of n/8 from which it need not be enlarged for that, n in 1...8.
  public func decode(
    _ file: Span<UInt8>, fitting box: (width: Int, height: Int),
    into sink: inout some RowSink & ~Copyable
  ) throws(PictureError) {
    try decode(file, scale: Self.scale(frame, box), into: &sink)
  }

  /// - Parameter scale: Eighths of the picture's size, 1...8.
  func decode(
    _ file: Span<UInt8>, scale: Int, into sink: inout some RowSink & ~Copyable
  ) throws(PictureError) {
    var picture = JPEGPicture(frame, segments, scale: scale)
    try sink.begin(width: picture.width, height: picture.height)
    if frame.isProgressive || scan.components.count < frame.components.count {
      try decodeScans(file, &picture, into: &sink)
    } else {
      try decodeRows(file, &picture, into: &sink)
    }
  }

  private static func scale(_ frame: JPEGFrame, _ box: (width: Int, height: Int)) -> Int {
    let wanted = PictureScaler.fit(frame.width, frame.height, box)
    var scale = 1
    while scale < 8,
      JPEGFrame.units(frame.width &* scale, 8) < wanted.width
        || JPEGFrame.units(frame.height &* scale, 8) < wanted.height
    { scale += 1 }
    return scale
  }

  /// All components come in one scan: samples are made as the blocks come.
  private func decodeRows(
    _ file: Span<UInt8>, _ picture: inout JPEGPicture, into sink: inout some RowSink & ~Copyable
  ) throws(PictureError) {
    for component in frame.components.indices { try quantize(component, segments, &picture) }
    var reader = try JPEGScanReader(file, segments, scan)
    let planes = picture.planes
    var block = [Int16].zeros(64 &+ 7)
    for unitRow in 0..<frame.unitRows {
      for unitColumn in 0..<frame.unitColumns {
        try reader.beginUnit(file)
        for slot in scan.components.indices {
          let index = scan.components[slot].index
          let component = frame.components[index]
          for down in 0..<component.down {
            for across in 0..<component.across {
              var whole = block.mutableSpan
              let last = try reader.whole(slot, file, into: &whole)
              picture.put(
                block.span, at: 0, step: 8, diagonal: JPEGZigzag.diagonal(last), planes.span[index],
                row: unitRow &* component.down &+ down,
                column: unitColumn &* component.across &+ across)
            }
          }
        }
        try reader.endUnit(file)
      }
      picture.emit(unitRow: unitRow, isLast: unitRow == frame.unitRows &- 1, into: &sink)
    }
  }

  /// Parts of the components or of their coefficients come in scans: samples are made at the end.
  private func decodeScans(
    _ file: Span<UInt8>, _ picture: inout JPEGPicture, into sink: inout some RowSink & ~Copyable
  ) throws(PictureError) {
    var coefficients = try JPEGCoefficients(frame, picture.planes)
    var segments = segments
    var next: JPEGScan? = scan
    var count = 0
    var isPassedOver = false
    while let scan = next {
      count += 1
      guard count <= Self.scansMax else {
        throw PictureError(
          .unsupported, "a JPEG of more than 100 scans, which is not read", at: scan.at)
      }
      for component in scan.components where coefficients.isNew(component.index) {
        try quantize(component.index, segments, &picture)
      }
      isPassedOver = !coefficients.needs(scan)
      if !isPassedOver {
        segments.at = try coefficients.read(file, frame, segments, scan)
      }
      coefficients.note(scan)
      next = try segments.nextScan(file)
    }
    // Without the end of the image, what was passed over may be cut off.
    guard segments.hasEnd || coefficients.isComplete(whole: true) && !isPassedOver else {
      throw .end(file)
    }
    guard coefficients.isComplete(whole: false) else {
      throw PictureError(.damaged, "no JPEG scan of one of the components", at: segments.at - 2)
    }
    for unitRow in 0..<frame.unitRows {
      coefficients.put(unitRow: unitRow, frame, into: &picture)
      picture.emit(unitRow: unitRow, isLast: unitRow == frame.unitRows &- 1, into: &sink)
    }
  }

  /// A component keeps the table that stands when its first scan comes.
  @inline(never)
  private func quantize(
    _ component: Int, _ segments: JPEGSegments, _ picture: inout JPEGPicture
  ) throws(PictureError) {
    picture.quantize(
      component, by: try segments.quantization(frame.components[component], at: scan.at))
  }
}

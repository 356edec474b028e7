import CTurboJPEG

/// Decodes baseline and progressive JPEG of one, three or four components, through TurboJPEG.
enum JPEGReader {
  /// The picture, turned upright as its EXIF segment says.
  ///
  /// Every warning of the decoder is an error: what it would fill in was never in the picture.
  static func read(_ bytes: [UInt8]) throws(PictureError) -> Picture {
    let segments = try JPEGSegments(bytes)
    let frame = segments.frame
    try PictureFile.checkSize(
      width: frame.width, height: frame.height, offset: frame.sizeOffset)
    var picture = Picture(width: frame.width, height: frame.height)
    switch frame.componentCount {
    case 1, 3:
      try decode(bytes, segments: segments, format: TJPF_RGB, into: &picture.rgb)
    case 4:
      var cmyk = [UInt8](repeating: 0, count: frame.width * frame.height * 4)
      try decode(bytes, segments: segments, format: TJPF_CMYK, into: &cmyk)
      mixInks(cmyk, areInverted: segments.isAdobe, into: &picture.rgb)
    default:
      throw .unsupported(
        reason: "JPEG of \(frame.componentCount) components", at: frame.sizeOffset + 4)
    }
    return EXIFOrientation.upright(picture, orientation: segments.orientation)
  }

  private static func decode(
    _ bytes: [UInt8], segments: JPEGSegments, format: TJPF, into samples: inout [UInt8]
  ) throws(PictureError) {
    guard let decoder = tjInitDecompress() else {
      throw .unreadable(reason: "no memory for the JPEG decoder")
    }
    defer { tjDestroy(decoder) }
    // Few scans are enough for any real picture; thousands over a large one would take minutes.
    let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
    // Given width and height, the decoder never writes more than that, whatever it finds.
    let status = samples.withUnsafeMutableBufferPointer { samples in
      tjDecompress2(
        decoder, bytes, UInt(bytes.count), samples.baseAddress, Int32(segments.frame.width), 0,
        Int32(segments.frame.height), Int32(format.rawValue), flags)
    }
    guard status == 0 else {
      throw .damaged(reason: String(cString: tjGetErrorStr2(decoder)), at: segments.scanOffset)
    }
  }

  /// Light that the inks leave: 255 is full ink, or none where Adobe inverted them.
  private static func mixInks(_ cmyk: [UInt8], areInverted: Bool, into rgb: inout [UInt8]) {
    let inversion: UInt8 = areInverted ? 0 : 0xFF
    var to = 0
    for from in stride(from: 0, to: cmyk.count, by: 4) {
      let blackLight = Int(cmyk[from + 3] ^ inversion)
      for channel in 0..<3 {
        let light = Int(cmyk[from + channel] ^ inversion)
        rgb[to + channel] = UInt8((light * blackLight + 127) / 255)
      }
      to += 3
    }
  }
}

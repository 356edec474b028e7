/// A picture as a now-playing document carries it.
public struct EncodedCover: Sendable {
  /// Columns and rows that a device may ask for.
  public static let sideRange = 1...320
  /// What a byte may cost in squared error: 0 is lossless.
  public static let qualityRange = 0...10_000
  /// Photographs take half of their lossless size then, at about 39.5 dB.
  public static let defaultQuality = 75

  public let width: Int
  public let height: Int
  /// The scaled picture in RGB565, before packets changed any of it.
  public let pixels: [UInt16]
  /// The packets.
  public let stream: [UInt8]
  /// 0xRRGGBB.
  public let accent: UInt32

  /// The picture of a PNG or JPEG file, upright, its aspect kept: the largest that fits into `width`
  /// × `height`, also where it has to be enlarged for that, as displays do.
  ///
  /// - Parameter quality: In `qualityRange`: the smaller, the nearer to the picture, and the longer.
  /// - Precondition: `width` and `height` lie in `sideRange`.
  public init(
    _ file: Span<UInt8>, width: Int, height: Int, quality: Int = defaultQuality
  ) throws(PictureError) {
    precondition(Self.sideRange ~= width && Self.sideRange ~= height)
    precondition(Self.qualityRange ~= quality)
    let format = try PictureFormat(file)
    let orientation: Int
    var scaler: PictureScaler
    switch format {
    case .png:
      let decoder = try PNGDecoder(file)
      orientation = decoder.orientation(file)
      scaler = PictureScaler(box: Self.stored(width, height, orientation))
      try decoder.decode(file, into: &scaler)
    case .jpeg:
      let decoder = try JPEGDecoder(file)
      orientation = decoder.orientation
      let box = Self.stored(width, height, orientation)
      scaler = PictureScaler(box: box)
      try decoder.decode(file, fitting: box, into: &scaler)
    }
    let isTransposed = EXIFOrientation.isTransposed(orientation)
    self.width = isTransposed ? scaler.height : scaler.width
    self.height = isTransposed ? scaler.width : scaler.height
    pixels = EXIFOrientation.turn(
      scaler.pixels, width: self.width, height: self.height, orientation)
    stream = RLEEncoder.encode(pixels, lambda: quality)
    accent = AccentColor.of(pixels)
  }

  /// The members of a document that carry the picture, without braces; the picture is the last.
  public var members: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(stream.count / 3 * 4 + 128)
    text.add("\"accent\":\"")
    text.add(color: accent)
    text.add("\",\"cover_width\":")
    text.add(decimal: width)
    text.add(",\"cover_height\":")
    text.add(decimal: height)
    text.add(",\"cover_encoding\":\"rle\",\"cover_rgb565\":\"")
    text.add(base64: stream.span)
    text.add("\"")
    return text
  }

  /// The box for a picture as it is stored.
  @inline(never)
  private static func stored(_ width: Int, _ height: Int, _ orientation: Int) -> (
    width: Int, height: Int
  ) {
    EXIFOrientation.isTransposed(orientation) ? (height, width) : (width, height)
  }
}

/// From the bytes of a PNG's row to 8-bit RGB on black.
struct PNGPixels {
  private let header: PNGHeader
  /// For each value of a sample of up to 8 bits, where a pixel is one sample: its three bytes.
  ///
  /// An index beyond the palette is black, as in libpng.
  private var colors: [UInt8] = []
  /// The samples of the one colour that is transparent.
  private var hidden: (Int, Int, Int)?

  init(_ file: Span<UInt8>, _ chunks: PNGChunks) {
    header = chunks.header
    let key = chunks.transparency
    switch header.color {
    case .palette:
      colors = [UInt8].zeros(256 &* 3)
      for at in 0..<chunks.palette.count {
        let alpha = at / 3 < key.count ? file[key.lowerBound &+ at / 3] : 255
        colors[at] = Self.onBlack(file[chunks.palette.lowerBound &+ at], alpha)
      }
    case .gray:
      let mask = 1 << header.depth &- 1
      if !key.isEmpty { hidden = (file.big16(key.lowerBound) & mask, 0, 0) }
      guard header.depth <= 8 else { return }
      colors = [UInt8].zeros(256 &* 3)
      for value in 0...mask where value != hidden?.0 {
        for channel in 0..<3 {
          colors[value &* 3 &+ channel] = UInt8(truncatingIfNeeded: value &* 255 / mask)
        }
      }
    case .rgb:
      let mask = 1 << header.depth &- 1
      guard !key.isEmpty else { return }
      hidden = (
        file.big16(key.lowerBound) & mask, file.big16(key.lowerBound &+ 2) & mask,
        file.big16(key.lowerBound &+ 4) & mask
      )
    case .grayAlpha, .rgbAlpha: break
    }
  }

  /// The first `width` pixels of `row`, which begins with its filter.
  @inline(never)
  func expand(_ row: [UInt8], width: Int, into rgb: inout [UInt8]) {
    let row = row.span
    var rgb = rgb.mutableSpan
    switch (header.color, header.depth) {
    case (.gray, ...8), (.palette, _): expandIndices(row, width, &rgb)
    case (.rgb, 8) where hidden == nil:
      for at in 0..<width &* 3 { rgb[at] = row[1 &+ at] }
    default: expandSamples(row, width, &rgb)
    }
  }

  private func expandIndices(_ row: Span<UInt8>, _ width: Int, _ rgb: inout MutableSpan<UInt8>) {
    let colors = colors.span
    let depth = header.depth
    let mask = 1 << depth &- 1
    for x in 0..<width {
      let bit = x &* depth
      let value = Int(row[1 &+ bit >> 3]) >> (8 &- depth &- bit & 7) & mask
      for channel in 0..<3 { rgb[x &* 3 &+ channel] = colors[value &* 3 &+ channel] }
    }
  }

  private func expandSamples(_ row: Span<UInt8>, _ width: Int, _ rgb: inout MutableSpan<UInt8>) {
    let channels = header.color.channels
    let bytes = header.depth / 8
    let hasAlpha = channels == 2 || channels == 4
    let isGray = channels < 3
    for x in 0..<width {
      let at = 1 &+ x &* channels &* bytes
      var alpha: UInt8 = 255
      if hasAlpha {
        alpha = Self.byte(row, at &+ (channels &- 1) &* bytes, bytes)
      } else if let hidden, Self.sample(row, at, bytes) == hidden.0,
        isGray
          || Self.sample(row, at &+ bytes, bytes) == hidden.1
            && Self.sample(row, at &+ 2 &* bytes, bytes) == hidden.2
      {
        alpha = 0
      }
      for channel in 0..<3 {
        let value = Self.byte(row, at &+ (isGray ? 0 : channel &* bytes), bytes)
        rgb[x &* 3 &+ channel] = alpha == 255 ? value : Self.onBlack(value, alpha)
      }
    }
  }

  /// A sample of 8 or 16 bits as it stands.
  @inline(__always)
  private static func sample(_ row: Span<UInt8>, _ at: Int, _ bytes: Int) -> Int {
    bytes == 1 ? Int(row[at]) : row.big16(at)
  }

  /// A sample of 8 or 16 bits, rounded to 8.
  @inline(__always)
  private static func byte(_ row: Span<UInt8>, _ at: Int, _ bytes: Int) -> UInt8 {
    bytes == 1 ? row[at] : UInt8(truncatingIfNeeded: (row.big16(at) &* 255 &+ 32_767) / 65_535)
  }

  /// As browsers composite: on the sRGB values as they are.
  @inline(never)
  private static func onBlack(_ value: UInt8, _ alpha: UInt8) -> UInt8 {
    UInt8(truncatingIfNeeded: (Int(value) &* Int(alpha) &+ 127) / 255)
  }
}

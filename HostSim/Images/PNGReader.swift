import CPNG

/// Decodes PNG of every colour type, bit depth and interlacing, through libpng's simplified API.
enum PNGReader {
  /// The picture, transparent parts composited on black.
  ///
  /// Samples are taken to be sRGB, also those of 16 bits, unless a gAMA chunk says otherwise.
  static func read(_ bytes: [UInt8]) throws(PictureError) -> Picture {
    let chunks = try PNGChunks(bytes)
    try PictureFile.checkSize(
      width: chunks.width, height: chunks.height, offset: PNGChunks.sizeOffset)
    let isDeep = chunks.bitDepth == 16
    let file = isDeep ? chunks.withoutColour(bytes) : bytes
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    // libpng keeps the addresses of the control structure and of the file between the calls.
    let picture = withUnsafeMutablePointer(to: &image) { control in
      file.withUnsafeBytes { file -> Picture? in
        defer { png_image_free(control) }
        guard png_image_begin_read_from_memory(control, file.baseAddress, file.count) != 0 else {
          return nil
        }
        return isDeep ? decodeDeep(control, chunks) : decode(control, chunks)
      }
    }
    guard let picture else {
      throw .damaged(reason: image.text, at: chunks.dataOffset)
    }
    return picture
  }

  /// For samples of up to 8 bits. Nil on failure, which `control` then explains.
  private static func decode(
    _ control: UnsafeMutablePointer<png_image>, _ chunks: PNGChunks
  ) -> Picture? {
    var picture = Picture(width: chunks.width, height: chunks.height)
    guard hasAlpha(control) else {
      return finish(control, format: PNG_FORMAT_FLAG_COLOR, into: &picture.rgb) ? picture : nil
    }
    var rgba = [UInt8](repeating: 0, count: chunks.width * chunks.height * 4)
    let format = PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA
    guard finish(control, format: format, into: &rgba) else { return nil }
    compositeOnBlack(rgba, into: &picture.rgb)
    return picture
  }

  /// For samples of 16 bits, which libpng hands out as they are: it takes them to be linear, as
  /// nothing in the file now says otherwise, and is asked for linear ones.
  ///
  /// Its own way from 16 bits to 8 is not used. For interlaced pictures it writes past the end in
  /// releases before 1.6.51 (CVE-2025-65018), and the cure, which distributions took over into
  /// older ones, mixes up the rows.
  private static func decodeDeep(
    _ control: UnsafeMutablePointer<png_image>, _ chunks: PNGChunks
  ) -> Picture? {
    let channelCount = hasAlpha(control) ? 4 : 3
    var samples = [UInt16](repeating: 0, count: chunks.width * chunks.height * channelCount)
    let format = PNG_FORMAT_FLAG_LINEAR | PNG_FORMAT_FLAG_COLOR
    guard
      finish(
        control, format: channelCount == 4 ? format | PNG_FORMAT_FLAG_ALPHA : format,
        into: &samples)
    else { return nil }
    var picture = Picture(width: chunks.width, height: chunks.height)
    let tone = PNGDeepTone(gamma: chunks.gamma)
    for pixel in 0..<chunks.width * chunks.height {
      let from = pixel * channelCount
      let alpha = channelCount == 4 ? samples[from + 3] : .max
      for channel in 0..<3 {
        picture.rgb[pixel * 3 + channel] = tone.byte(samples[from + channel], alpha: alpha)
      }
    }
    return picture
  }

  private static func hasAlpha(_ control: UnsafeMutablePointer<png_image>) -> Bool {
    control.pointee.format & PNG_FORMAT_FLAG_ALPHA != 0
  }

  private static func finish<Sample: BitwiseCopyable>(
    _ control: UnsafeMutablePointer<png_image>, format: UInt32, into samples: inout [Sample]
  ) -> Bool {
    control.pointee.format = format
    return samples.withUnsafeMutableBytes {
      png_image_finish_read(control, nil, $0.baseAddress, 0, nil) != 0
    }
  }

  /// Composites as browsers do: on the sRGB values as they are. libpng itself would do it in linear
  /// light, which makes half-transparent parts lighter than their author saw them.
  private static func compositeOnBlack(_ rgba: [UInt8], into rgb: inout [UInt8]) {
    var to = 0
    for from in stride(from: 0, to: rgba.count, by: 4) {
      let alpha = Int(rgba[from + 3])
      for channel in 0..<3 {
        rgb[to + channel] = UInt8((Int(rgba[from + channel]) * alpha + 127) / 255)
      }
      to += 3
    }
  }
}

extension png_image {
  /// libpng's words for the last failure, on one line.
  var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

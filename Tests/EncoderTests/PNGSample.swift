import CPNG

/// A PNG of any kind, written and read by libpng.
struct PNGSample: CustomStringConvertible {
  var color: Int32
  var depth: Int32
  var width: Int
  var height: Int
  var isInterlaced = false
  var hasTransparency = false
  /// zlib's level and strategy: 0 stores, strategy 4 uses the fixed codes alone.
  var level: Int32 = 6
  var strategy: Int32 = 0
  /// The most bytes of an IDAT chunk.
  var chunkBytes = 8_192
  /// Noise, or else a smooth picture.
  var isNoise = true

  /// Every colour type with each of its depths.
  static let kinds: [(color: Int32, depth: Int32)] = [
    (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8),
    (4, 8), (4, 16), (6, 8), (6, 16),
  ]

  var description: String {
    "color \(color), depth \(depth), \(width) x \(height)\(isInterlaced ? ", interlaced" : "")"
      + "\(hasTransparency ? ", tRNS" : ""), level \(level), strategy \(strategy)"
  }

  private var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][color]! }
  private var rowBytes: Int { (width * channels * Int(depth) + 7) / 8 }

  /// The file. All five filters occur in it, chosen row by row by libpng.
  func file(seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var png = png_create_write_struct("1.6.0", nil, nil, nil)
    var info = png_create_info_struct(png)
    defer { png_destroy_write_struct(&png, &info) }
    var file: [UInt8] = []
    withUnsafeMutablePointer(to: &file) { file in
      png_set_write_fn(
        png, file,
        { png, bytes, count in
          let file = png_get_io_ptr(png)!.assumingMemoryBound(to: [UInt8].self)
          file.pointee.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        }, { _ in })
      png_set_IHDR(
        png, info, UInt32(width), UInt32(height), depth, color, isInterlaced ? 1 : 0, 0, 0)
      setColors(png, info, &random)
      // PNG_ALL_FILTERS
      png_set_filter(png, 0, 0xF8)
      png_set_compression_level(png, level)
      png_set_compression_strategy(png, strategy)
      png_set_compression_buffer_size(png, chunkBytes)
      png_write_info(png, info)
      var rows = samples(&random)
      rows.withUnsafeMutableBufferPointer { bytes in
        var starts = (0..<height).map { Optional(bytes.baseAddress! + $0 * rowBytes) }
        png_write_image(png, &starts)
      }
      png_write_end(png, info)
    }
    return file
  }

  private func setColors(
    _ png: OpaquePointer?, _ info: OpaquePointer?, _ random: inout SeededRandom
  ) {
    if color == 3 {
      // Fewer than the samples can name, so that some lie beyond; they are written all the same.
      let count = max(1, (1 << Int(depth)) * 3 / 4)
      let bytes = random.bytes(count * 3)
      let palette = (0..<count).map {
        png_color(red: bytes[$0 * 3], green: bytes[$0 * 3 + 1], blue: bytes[$0 * 3 + 2])
      }
      png_set_PLTE(png, info, palette, Int32(count))
      png_set_check_for_invalid_index(png, -1)
      if hasTransparency { png_set_tRNS(png, info, random.bytes(count), Int32(count / 2 + 1), nil) }
    } else if hasTransparency {
      var key = png_color_16()
      // Of the noise of few bits much is hidden, of the other little.
      let value = UInt16(1 << (depth - 1))
      (key.gray, key.red, key.green, key.blue) = (value, value, value, value)
      png_set_tRNS(png, info, nil, 0, &key)
    }
  }

  private func samples(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = random.bytes(rowBytes * height)
    for at in bytes.indices {
      if !isNoise { bytes[at] = UInt8(truncatingIfNeeded: at % rowBytes / 3 + at / rowBytes) }
      // Some pixels have the transparent colour in all of their bytes.
      if hasTransparency, depth == 8, at / channels % 3 == 0 { bytes[at] = 128 }
      if hasTransparency, depth == 16, at / (2 * channels) % 3 == 0 {
        bytes[at] = at % 2 == 0 ? 128 : 0
      }
    }
    return bytes
  }

  /// What libpng makes of a sound `file`, laid on black as browsers do, on the values as they are.
  static func reference(_ file: [UInt8]) -> RowCollector {
    var png = png_create_read_struct("1.6.0", nil, nil, nil)
    var info = png_create_info_struct(png)
    defer { png_destroy_read_struct(&png, &info, nil) }
    var rest = file[...]
    return withUnsafeMutablePointer(to: &rest) { rest in
      png_set_read_fn(png, rest) { png, bytes, count in
        let rest = png_get_io_ptr(png)!.assumingMemoryBound(to: ArraySlice<UInt8>.self)
        for index in 0..<count { bytes![index] = rest.pointee.popFirst()! }
      }
      png_read_info(png, info)
      png_set_expand(png)
      png_set_scale_16(png)
      png_set_gray_to_rgb(png)
      png_set_add_alpha(png, 255, PNG_FILLER_AFTER)
      _ = png_set_interlace_handling(png)
      png_read_update_info(png, info)
      let (width, height) = (png_get_image_width(png, info), png_get_image_height(png, info))
      let rowBytes = png_get_rowbytes(png, info)
      var rgba = [UInt8](repeating: 0, count: rowBytes * Int(height))
      rgba.withUnsafeMutableBufferPointer { bytes in
        var starts = (0..<Int(height)).map { Optional(bytes.baseAddress! + $0 * rowBytes) }
        png_read_image(png, &starts)
      }
      return onBlack(rgba, width: Int(width), height: Int(height))
    }
  }

  private static func onBlack(_ rgba: [UInt8], width: Int, height: Int) -> RowCollector {
    var picture = RowCollector()
    picture.begin(width: width, height: height)
    for y in 0..<height {
      var row: [UInt8] = []
      for at in stride(from: y * width * 4, to: (y + 1) * width * 4, by: 4) {
        for channel in 0..<3 {
          row.append(UInt8((Int(rgba[at + channel]) * Int(rgba[at + 3]) + 127) / 255))
        }
      }
      picture.row(row.span)
    }
    return picture
  }
}

import CTurboJPEG
import Testing

@testable import Encoder

/// A JPEG that libjpeg-turbo makes, and what libjpeg-turbo reads in one.
struct JPEGSample {
  var width: Int
  var height: Int
  var sampling = TJSAMP_444
  var isProgressive = false
  var isCMYK = false
  var quality: Int32 = 90

  static let samplings = [
    TJSAMP_444, TJSAMP_422, TJSAMP_420, TJSAMP_GRAY, TJSAMP_440, TJSAMP_411,
  ]

  /// Waves of several lengths, and noise of `noise` on them, within 30...225.
  static func pixels(width: Int, height: Int, channels: Int, noise: Int, seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          let slope = (x * (3 + channel) + y * (5 - channel)) % 128
          let wave = slope < 64 ? slope : 127 - slope
          let spot = (x / 5 + y / 7 + channel) % 3 == 0 ? 40 : 0
          pixels.append(
            UInt8(50 + wave + spot + Int.random(in: 0...max(0, noise), using: &random)))
        }
      }
    }
    return pixels
  }

  func file(seed: UInt64, noise: Int = 25) -> [UInt8] {
    let pixels = Self.pixels(
      width: width, height: height, channels: isCMYK ? 4 : 3, noise: noise, seed: seed)
    let encoder = tjInitCompress()
    defer { tjDestroy(encoder) }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    defer { tjFree(bytes) }
    let status = tjCompress2(
      encoder, pixels, Int32(width), 0, Int32(height),
      Int32((isCMYK ? TJPF_CMYK : TJPF_RGB).rawValue), &bytes, &count,
      Int32(sampling.rawValue), quality,
      TJFLAG_ACCURATEDCT | (isProgressive ? TJFLAG_PROGRESSIVE : 0))
    precondition(status == 0, String(cString: tjGetErrorStr2(encoder)))
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// What libjpeg-turbo reads at n/8 of the size, of a picture of `width` × `height` pixels.
  static func reference(
    _ file: [UInt8], width: Int, height: Int, scale: Int = 8, format: TJPF = TJPF_RGB
  ) throws -> [UInt8] {
    let decoder = tjInitDecompress()
    defer { tjDestroy(decoder) }
    let (width, height) = ((width * scale + 7) / 8, (height * scale + 7) / 8)
    let channels = format == TJPF_RGB ? 3 : format == TJPF_CMYK ? 4 : 1
    var pixels = [UInt8](repeating: 0, count: width * height * channels)
    let status = tjDecompress2(
      decoder, file, UInt(file.count), &pixels, Int32(width), 0, Int32(height),
      Int32(format.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING)
    try #require(status == 0, "\(String(cString: tjGetErrorStr2(decoder)))")
    return pixels
  }
}

/// The largest difference of two pictures, and the mean one.
struct Difference {
  var largest = 0
  var mean = 0.0

  init(_ one: [UInt8], _ other: [UInt8]) {
    precondition(one.count == other.count, "pictures of two sizes")
    for index in one.indices {
      let difference = abs(Int(one[index]) - Int(other[index]))
      largest = max(largest, difference)
      mean += Double(difference) / Double(one.count)
    }
  }
}

func decode(_ file: [UInt8], scale: Int = 8) throws(PictureError) -> RowCollector {
  var picture = RowCollector()
  try JPEGDecoder(file.span).decode(file.span, scale: scale, into: &picture)
  return picture
}

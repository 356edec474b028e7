import Firmware

/// Items with covers that weigh what a photograph does on average.
enum LatencyItems {
  /// The gateway's encoder brings photographs to 50 KB on average, 66 KB in base64.
  static let base64Bytes = 66_000
  private static let count = 4

  static func make(_ size: Size) -> [(bare: [UInt8], whole: [UInt8])] {
    (0..<count).map { index in
      let bare = #""is_playing":true,"title":"Song \#(index)","artist":"Artist","album":"Album""#
      let cover = CoverEncoder.encode(
        picture(size, seed: UInt64(index)), width: Int(size.width), height: Int(size.height))
      let members =
        #","cover_width":\#(cover.width),"cover_height":\#(cover.height),"cover_encoding":"rle","#
        + #""cover_rgb565":"\#(cover.base64)"}"#
      return (Array((bare + "}").utf8), Array((bare + members).utf8))
    }
  }

  /// Noise with as many runs in it as bring the packets to that length.
  private static func picture(_ size: Size, seed: UInt64) -> Picture {
    let (width, height) = (Int(size.width), Int(size.height))
    var picture = Picture(width: width, height: height)
    var random = SeededGenerator(seed: seed + 1)
    let literal = base64Bytes * 3 / 4 / 2
    var color: (UInt8, UInt8, UInt8) = (0, 0, 0)
    for place in 0..<width * height {
      // A literal pixel has two bytes, a row of one colour next to none.
      if place % width < width * literal / (width * height) + 1 {
        let value = random.next()
        color = (
          UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8),
          UInt8(truncatingIfNeeded: value >> 16)
        )
      }
      picture[place % width, place / width] = color
    }
    return picture
  }
}

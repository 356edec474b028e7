import Encoder
import Foundation

extension EncodedCover {
  /// How near the glass comes to the scaled picture in the panel's colours, in dB: 10 times the
  /// logarithm of 255 squared over the mean squared error of 8-bit samples. Infinite where they are
  /// the same.
  var decibels: Double {
    var squares = 0.0
    for (pixel, shown) in zip(pixels, shownPixels) {
      for (shift, steps) in [(11, 31), (5, 63), (0, 31)] {
        let difference = Int(pixel) >> shift & steps - Int(shown) >> shift & steps
        let error = Double(difference) * 255 / Double(steps)
        squares += error * error
      }
    }
    return 10 * log10(255 * 255 * Double(3 * pixels.count) / squares)
  }

  private var shownPixels: [UInt16] {
    var shown: [UInt16] = []
    var at = 0
    func pixel(_ at: Int) -> UInt16 { UInt16(stream[at]) << 8 | UInt16(stream[at + 1]) }
    while at < stream.count {
      let count = Int(stream[at] & 0x7F) + 1
      if stream[at] & 0x80 != 0 {
        shown += [UInt16](repeating: pixel(at + 1), count: count)
        at += 3
      } else {
        shown += (0..<count).map { pixel(at + 1 + 2 * $0) }
        at += 1 + 2 * count
      }
    }
    return shown
  }
}

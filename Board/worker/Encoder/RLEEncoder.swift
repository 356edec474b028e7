/// Packs RGB565 pixels into the run-length packets that the firmware reads.
///
/// A header byte, then one pixel for a run (top bit set) or that many pixels as they are; the low
/// seven bits are the count less one. Pixels are big-endian. Packets cross rows.
public enum RLEEncoder {
  /// The most pixels that one packet stands for.
  public static let packetPixelsMax = 128

  /// Packets that cost least at `lambda`, the squared error that a byte is worth; 0 is lossless.
  static func encode(_ pixels: [UInt16], lambda: Int) -> [UInt8] {
    lambda == 0 ? encode(pixels) : LossyPackets(pixels, lambda: lambda).stream
  }

  /// The packets for `pixels`, none of them changed: the same for the same pixels, and at most
  /// `2 * n + (n + 127) / 128` bytes for `n` of them.
  ///
  /// Equal neighbours become a run, save for a lone pair amid literals: there a run gains nothing
  /// (the header of the literal packet behind it costs what the run saves), and the reader is
  /// faster with one long packet than with three short ones.
  public static func encode(_ pixels: [UInt16]) -> [UInt8] {
    var stream: [UInt8] = []
    stream.reserveCapacity(pixels.count * 2 + pixels.count / packetPixelsMax + 1)
    var literalStart = 0
    var index = 0
    while index < pixels.count {
      let run = runLength(pixels, from: index)
      let literal = index - literalStart
      if literal == packetPixelsMax {
        appendLiteral(pixels[literalStart..<index], to: &stream)
        literalStart = index
      } else if run == 1 {
        index += 1
      } else if run == 2 && literal > 0 && continuesLiteral(pixels, literal: literal, pair: index) {
        index += 2
      } else {
        appendLiteral(pixels[literalStart..<index], to: &stream)
        append(pixels[index], header: 0x80 | UInt8(run - 1), to: &stream)
        index += run
        literalStart = index
      }
    }
    appendLiteral(pixels[literalStart...], to: &stream)
    return stream
  }

  /// How many pixels from `start` on are equal, up to what a packet holds.
  private static func runLength(_ pixels: [UInt16], from start: Int) -> Int {
    let limit = min(pixels.count, start + packetPixelsMax)
    var end = start + 1
    while end < limit && pixels[end] == pixels[start] { end += 1 }
    return end - start
  }

  /// Whether the pair at `pair` is followed by a single pixel, and a literal packet that already
  /// holds `literal` pixels has room for all three.
  private static func continuesLiteral(_ pixels: [UInt16], literal: Int, pair: Int) -> Bool {
    literal + 3 <= packetPixelsMax && pair + 2 < pixels.count
      && runLength(pixels, from: pair + 2) == 1
  }

  private static func appendLiteral(_ pixels: ArraySlice<UInt16>, to stream: inout [UInt8]) {
    guard !pixels.isEmpty else { return }
    stream.append(UInt8(pixels.count - 1))
    for pixel in pixels { stream.add(pixel: pixel) }
  }

  private static func append(_ pixel: UInt16, header: UInt8, to stream: inout [UInt8]) {
    stream.append(header)
    stream.add(pixel: pixel)
  }
}

extension [UInt8] {
  mutating func add(pixel: UInt16) {
    append(UInt8(truncatingIfNeeded: pixel >> 8))
    append(UInt8(truncatingIfNeeded: pixel))
  }
}

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
    var packets = PacketWriter(byteCount: pixels.count * 2 + pixels.count / packetPixelsMax + 1)
    let span = pixels.span
    var literalStart = 0
    var index = 0
    while index < span.count {
      // Most neighbours differ in a photograph.
      while index &- literalStart < packetPixelsMax, index &+ 1 < span.count,
        span[index] != span[index &+ 1]
      { index &+= 1 }
      let run = runLength(span, from: index)
      let literal = index &- literalStart
      if literal == packetPixelsMax {
        packets.add(literals: span.extracting(literalStart..<index))
        literalStart = index
      } else if run == 1 {
        index &+= 1
      } else if run == 2 && literal > 0 && continuesLiteral(span, literal: literal, pair: index) {
        index &+= 2
      } else {
        packets.add(literals: span.extracting(literalStart..<index))
        packets.add(run: run, of: span[index])
        index &+= run
        literalStart = index
      }
    }
    packets.add(literals: span.extracting(literalStart..<span.count))
    return packets.stream
  }

  /// How many pixels from `start` on are equal, up to what a packet holds.
  @inline(__always)
  static func runLength(_ pixels: Span<UInt16>, from start: Int) -> Int {
    let pixel = pixels[start]
    let limit = min(pixels.count, start &+ packetPixelsMax)
    var end = start &+ 1
    while end < limit && pixels[end] == pixel { end &+= 1 }
    return end &- start
  }

  /// Whether the pair at `pair` is followed by a single pixel, and a literal packet that already
  /// holds `literal` pixels has room for all three.
  private static func continuesLiteral(_ pixels: Span<UInt16>, literal: Int, pair: Int) -> Bool {
    literal + 3 <= packetPixelsMax && pair + 2 < pixels.count
      && (pair + 3 == pixels.count || pixels[pair + 2] != pixels[pair + 3])
  }
}

#if canImport(Firmware)
  @testable import Firmware
#endif

/// The fast way, the slow way and a plain expansion of packets agree.
///
/// The first two bytes of the input give the picture's width and height, 1…64; the rest is its
/// packets, which are fed as base64.
func fuzzRLE(_ bytes: [UInt8]) {
  guard let input = FuzzInput(bytes), input.bytes.count >= 2 else { return }
  let size = Size(width: UInt16(input.bytes[0] & 63) + 1, height: UInt16(input.bytes[1] & 63) + 1)
  let packets = Array(input.bytes[2...])
  let text = input.replacing(encoded(packets))
  let whole = Decoding(text, text.whole, size)
  let expansion = Expansion(packets, pixels: Int(size.area))
  require(whole.isPicture == expansion.isPicture, "another verdict")
  for chunks in [text.split, text.single] {
    let other = Decoding(text, chunks, size)
    require(other.isPicture == whole.isPicture, "chunks change the verdict")
    require(other.failedAt == whole.failedAt, "chunks move the error")
    require(expansion.bytes.starts(with: other.pixels), "other pixels")
  }
  require(expansion.bytes.starts(with: whole.pixels), "wrong pixels")
  require(!whole.isPicture || whole.pixels == expansion.bytes, "missing pixels")
}

private struct Decoding {
  var failedAt: Int?
  var isPicture: Bool
  var pixels: [UInt8]

  init(_ text: FuzzInput, _ chunks: [Range<Int>], _ size: Size) {
    var decoder = CoverDecoder<CoverTrace>()
    var sink = CoverTrace()
    decoder.begin(size)
    for range in chunks where failedAt == nil {
      let end = decoder.take(text.chunk(range), from: 0, to: &sink)
      if end < range.count { failedAt = range.lowerBound + end }
    }
    isPicture = decoder.finish(to: &sink)
    pixels = sink.pixels
    require(isPicture || decoder.failure != nil, "a failure without a reason")
  }
}

/// Packets, expanded until one goes past the picture.
private struct Expansion {
  var bytes: [UInt8] = []
  var isPicture = false

  init(_ packets: [UInt8], pixels: Int) {
    var rest = packets[...]
    while let header = rest.popFirst() {
      let length = Int(header & 0x7F) + 1
      if bytes.count + 2 * length > 2 * pixels { return }
      let count = header & 0x80 != 0 ? 2 : 2 * length
      let value = rest.prefix(count)
      rest = rest.dropFirst(count)
      if header & 0x80 == 0 { bytes += value }
      if value.count < count { return }
      if header & 0x80 != 0 { for _ in 0..<length { bytes += value } }
    }
    isPicture = bytes.count == 2 * pixels
  }
}

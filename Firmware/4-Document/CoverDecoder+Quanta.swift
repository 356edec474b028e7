/// The fast way through a cover string: whole quanta of four characters, three bytes each.
///
/// A quantum may begin at any byte of a packet. There is one loop for each place, and a stream of
/// runs stays in its loop: what is left to do per quantum is to decode it, to check its header and
/// to write pixels. Room and input are checked once per quantum, and once per packet where literal
/// pixels follow each other.
///
/// Whatever is wrong is left to the slow way, untouched: a quantum that is not four characters of
/// the alphabet, and one with a header that announces too many pixels.
extension CoverDecoder where Sink: ~Copyable {
  /// Takes quanta out of `chunk` from `start` on, as long as the block has room and nothing is
  /// wrong; returns the index after the last.
  mutating func takeQuanta(_ chunk: Span<UInt8>, from start: Int) -> Int {
    var quanta = Quanta(index: start, rle: rle)
    var pixels = block.writer()
    var isStuck = false
    while !isStuck && quanta.isNext(chunk, pixels) {
      switch quanta.rle.phase {
      case .header: isStuck = quanta.takeFromHeader(chunk, &pixels)
      case .runHigh: isStuck = quanta.takeFromRunHigh(chunk, &pixels)
      case .runLow: isStuck = quanta.takeFromRunLow(chunk, &pixels)
      case .literal where quanta.rle.literalBytes >= 3:
        isStuck = quanta.takeLiterals(chunk, &pixels)
      case .literal: isStuck = quanta.takeFromLiteral(chunk, &pixels)
      }
    }
    let count = pixels.count
    block.count = count
    rle = quanta.rle
    return quanta.index
  }
}

/// A place in a chunk and in the packets. Each `take` returns whether it met a quantum that it
/// leaves alone.
private struct Quanta {
  var index: Int
  var rle: RLEDecoder

  /// Whether there are four characters and room for what they can mean.
  @inline(__always)
  func isNext(_ chunk: Span<UInt8>, _ pixels: borrowing PixelWriter) -> Bool {
    index <= chunk.count &- 4 && pixels.count <= PixelBlock.highMark
  }

  /// The 24 bits of the next four characters, negative if one is outside the alphabet.
  @inline(__always)
  func bits(_ chunk: Span<UInt8>) -> Int32 { Base64Decoder.quantum(chunk, at: index) }

  /// Header, high, low: a whole run, or a header and a literal pixel.
  @inline(__always)
  mutating func takeFromHeader(_ chunk: Span<UInt8>, _ pixels: inout PixelWriter) -> Bool {
    while index <= chunk.count &- 4 {
      if pixels.count > PixelBlock.highMark { break }
      let next = bits(chunk)
      let bits = UInt32(bitPattern: next)
      let header = bits &>> 16
      if next < 0 || !rle.announce(header) { return true }
      index &+= 4
      if header & 0x80 != 0 {
        pixels.fill(bits, length: rle.runLength)
        continue
      }
      pixels.putPixel(bits)
      rle.literalBytes &-= 2
      if rle.literalBytes > 0 {
        rle.phase = .literal
        break
      }
    }
    return false
  }

  /// High, low, and the next packet's header.
  @inline(__always)
  mutating func takeFromRunHigh(_ chunk: Span<UInt8>, _ pixels: inout PixelWriter) -> Bool {
    while index <= chunk.count &- 4 {
      if pixels.count > PixelBlock.highMark { break }
      let next = bits(chunk)
      let bits = UInt32(bitPattern: next)
      let length = rle.runLength
      if next < 0 || !rle.announce(bits) { return true }
      index &+= 4
      pixels.fill(bits &>> 8, length: length)
      if bits & 0x80 == 0 {
        rle.phase = .literal
        break
      }
    }
    return false
  }

  /// Low, then the next packet's header and first byte.
  @inline(__always)
  mutating func takeFromRunLow(_ chunk: Span<UInt8>, _ pixels: inout PixelWriter) -> Bool {
    while index <= chunk.count &- 4 {
      if pixels.count > PixelBlock.highMark { break }
      let next = bits(chunk)
      let bits = UInt32(bitPattern: next)
      let length = rle.runLength
      if next < 0 || !rle.announce(bits &>> 8) { return true }
      index &+= 4
      pixels.fill(rle.high &<< 8 | bits &>> 16, length: length)
      if !beginPacket(bits, &pixels) { break }
    }
    return false
  }

  /// The second byte of `bits` was a header; the third belongs to its packet. Whether it is a run.
  @inline(__always)
  private mutating func beginPacket(_ bits: UInt32, _ pixels: inout PixelWriter) -> Bool {
    if bits & 0x8000 != 0 {
      rle.high = bits & 0xFF
      rle.phase = .runLow
      return true
    }
    pixels.put(bits)
    rle.literalBytes &-= 1
    rle.phase = .literal
    return false
  }

  /// Bytes of literal pixels, perhaps the next packet's header after them.
  @inline(__always)
  mutating func takeFromLiteral(_ chunk: Span<UInt8>, _ pixels: inout PixelWriter) -> Bool {
    let next = bits(chunk)
    let bits = UInt32(bitPattern: next)
    if next < 0 { return true }
    if rle.literalBytes == 1 {
      if !rle.announce(bits &>> 8) { return true }
      pixels.put(bits &>> 16)
      _ = beginPacket(bits, &pixels)
    } else {
      if !rle.announce(bits) { return true }
      pixels.putPixel(bits &>> 8)
      rle.phase = bits & 0x80 != 0 ? .runHigh : .literal
    }
    index &+= 4
    return false
  }

  /// Quanta that are nothing but literal pixels: the inner loop of a photo.
  @inline(__always)
  mutating func takeLiterals(_ chunk: Span<UInt8>, _ pixels: inout PixelWriter) -> Bool {
    let room = (PixelBlock.capacity &- pixels.count) / 3
    let quanta = min(min((chunk.count &- index) &>> 2, rle.literalBytes / 3), room)
    let taken = pixels.putLiterals(chunk, from: index, quanta: quanta)
    index &+= taken &* 4
    rle.literalBytes &-= taken &* 3
    if rle.literalBytes == 0 { rle.phase = .header }
    return taken < quanta
  }
}

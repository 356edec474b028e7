/// Base64 → RLE → pixels: the characters of a cover string in, blocks of pixels out.
///
/// Whole quanta inside a chunk take the fast way, which does only what cannot fail; everything
/// else, errors too, goes a character at a time, so that an error is found at its very character.
public struct CoverDecoder<Sink: CoverSink & ~Copyable>: ~Copyable {
  var base64 = Base64Decoder()
  var rle = RLEDecoder()
  var block = PixelBlock()
  /// What the picture measures.
  public private(set) var size = Size(width: 0, height: 0)
  /// Whether the sink knows of the picture.
  private var isShown = false
  /// What broke the stream, once something has.
  public private(set) var failure: CoverError<Sink.Failure>?

  public init() {}

  /// Begins a picture.
  public mutating func begin(_ size: Size) {
    self.size = size
    base64 = Base64Decoder()
    rle.begin(pixels: Int(truncatingIfNeeded: size.area))
    block.count = 0
    isShown = false
    failure = nil
  }

  /// Takes characters out of `chunk` from `start` on, and returns the index of the first that it
  /// did not take: one that is not plain, or one at which ``failure`` arose.
  public mutating func take(
    _ chunk: Span<UInt8>, from start: Int, to sink: inout Sink
  ) -> Int {
    var index = start
    while failure == nil && index < chunk.count {
      if block.needsFlush && !flush(to: &sink) { break }
      if base64.isAtQuantum && index <= chunk.count &- 4 {
        let end = takeQuanta(chunk, from: index)
        if end > index {
          index = end
          continue
        }
      }
      switch base64.push(chunk, &index) {
      case .more: break
      case .complete:
        // An error belongs to the character that completed the quantum.
        if !takeQuantum() { return index &- 1 }
      case .invalid:
        if JSONText.isPlain(chunk[index]) { failure = .badBase64 }
        return index
      }
    }
    return index
  }

  /// Takes one character that was escaped; false with ``failure`` set if it cannot stand there.
  public mutating func take(_ scalar: UInt32, to sink: inout Sink) -> Bool {
    // No character of base64 lies beyond ASCII, and FFh is none of them either.
    let character = [1 of UInt8](
      repeating: scalar < 0x80 ? UInt8(truncatingIfNeeded: scalar) : 0xFF)
    if take(character.span, from: 0, to: &sink) == 1 { return true }
    if failure == nil { failure = .badBase64 }
    return false
  }

  /// Takes the bytes of a quantum one by one; false with ``failure`` set if they are wrong.
  ///
  /// They complete one run at most, so the block has room for all of them.
  private mutating func takeQuantum() -> Bool {
    // Inside a literal packet with more than three bytes left, where a photo's chunks mostly end,
    // all three decoded bytes are pixel data.
    if rle.phase == .literal && rle.literalBytes > 3 && base64.byteCount == 3 {
      var pixels = block.writer()
      pixels.putQuantum(base64.bits)
      block.count = pixels.count
      rle.literalBytes &-= 3
      return true
    }
    var bits = base64.bits
    for _ in 0..<base64.byteCount {
      if rle.push(UInt8(truncatingIfNeeded: bits &>> 16), into: &block) == .tooManyPixels {
        failure = .tooManyPixels
        return false
      }
      bits &<<= 8
    }
    return true
  }

  /// The string has ended: hands out what is left; false with ``failure`` set if pixels are missing.
  public mutating func finish(to sink: inout Sink) -> Bool {
    if failure != nil { return false }
    if !base64.isComplete {
      failure = .truncatedBase64
    } else if !rle.isComplete {
      failure = .tooFewPixels
    }
    return failure == nil && flush(to: &sink)
  }

  private mutating func flush(to sink: inout Sink) -> Bool {
    do throws(Sink.Failure) {
      if !isShown {
        try sink.beginCover(size)
        isShown = true
      }
      try block.flush(to: &sink)
      return true
    } catch {
      failure = .sink(error)
      return false
    }
  }
}

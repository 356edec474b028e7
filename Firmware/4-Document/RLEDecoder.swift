/// The packets of a picture stream: `PROTOCOL.md`, section "RLE picture stream".
///
/// This is the plain decoder, a byte at a time. ``CoverDecoder`` goes through whole quanta of four
/// characters with the same state.
struct RLEDecoder {
  enum Phase: UInt8 { case header, runHigh, runLow, literal }

  enum Step: Equatable { case taken, tooManyPixels }

  var phase = Phase.header
  /// Pixels of the picture that no header has announced yet.
  var pixelsLeft = 0
  /// Pixels of the run whose value is being read.
  var runLength = 0
  /// Bytes of the literal packet that must still come.
  var literalBytes = 0
  /// First byte of the run's value.
  var high: UInt32 = 0

  init() {}

  mutating func begin(pixels: Int) {
    self = RLEDecoder()
    pixelsLeft = pixels
  }

  /// Whether all pixels have come.
  var isComplete: Bool { pixelsLeft == 0 && phase == .header }

  /// Takes one byte; `block` must not need a flush.
  @inline(__always)
  mutating func push(_ byte: UInt8, into block: inout PixelBlock) -> Step {
    let byte = UInt32(byte)
    switch phase {
    case .header:
      if !announce(byte) { return .tooManyPixels }
      phase = byte & 0x80 != 0 ? .runHigh : .literal
    case .runHigh:
      high = byte
      phase = .runLow
    case .runLow:
      var pixels = block.writer()
      pixels.fill(high &<< 8 | byte, length: runLength)
      block.count = pixels.count
      phase = .header
    case .literal:
      var pixels = block.writer()
      pixels.put(byte)
      block.count = pixels.count
      literalBytes &-= 1
      if literalBytes == 0 { phase = .header }
    }
    return .taken
  }

  /// Takes note of a packet's header; false, and nothing changed, if it goes past the picture.
  @inline(__always)
  mutating func announce(_ header: UInt32) -> Bool {
    let length = Int(truncatingIfNeeded: header & 0x7F) &+ 1
    if length > pixelsLeft { return false }
    pixelsLeft &-= length
    if header & 0x80 != 0 {
      runLength = length
    } else {
      literalBytes = length &* 2
    }
    return true
  }
}

import Firmware

/// Keeps the pixels of a cover, as the panel would take them.
struct CoverRecorder: CoverSink {
  private(set) var size = Size(width: 0, height: 0)
  private(set) var pixels: [UInt16] = []

  mutating func beginCover(_ size: Size) throws(Never) {
    self.size = size
    pixels = []
  }

  mutating func write(_ bytes: Span<UInt8>) throws(Never) {
    for index in stride(from: 0, to: bytes.count, by: 2) {
      pixels.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
    }
  }
}

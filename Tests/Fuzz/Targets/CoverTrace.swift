#if canImport(Firmware)
  @testable import Firmware
#endif

/// A sink that checks what it is told and keeps the last picture.
struct CoverTrace: CoverSink, ~Copyable {
  struct Refusal: Error {}

  private(set) var pictures = 0
  private(set) var size = Size(width: 0, height: 0)
  private(set) var pixels: [UInt8] = []

  mutating func beginCover(_ size: Size) throws(Refusal) {
    pictures += 1
    self.size = size
    pixels = []
  }

  mutating func write(_ bytes: Span<UInt8>) throws(Refusal) {
    require(pictures > 0, "pixels of no picture")
    require(bytes.count > 0 && bytes.count % 2 == 0, "not whole pixels")
    bytes.withUnsafeBufferPointer { pixels.append(contentsOf: $0) }
    require(pixels.count <= 2 * Int(size.area), "more pixels than the picture has")
  }
}

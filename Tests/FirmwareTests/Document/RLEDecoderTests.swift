import Testing

@testable import Firmware

struct RLEDecoderTests {
  private struct Decoding: Equatable {
    var pixels: [UInt8]
    var failedAt: Int?
    var isComplete: Bool

    init(_ stream: [UInt8], pixels: Int) {
      var decoder = RLEDecoder()
      var block = PixelBlock()
      var sink = CoverRecorder()
      decoder.begin(pixels: pixels)
      try? sink.beginCover(Size(width: 0, height: 0))
      for (index, byte) in stream.enumerated() {
        if block.needsFlush { try? block.flush(to: &sink) }
        if decoder.push(byte, into: &block) == .tooManyPixels {
          failedAt = index
          break
        }
      }
      try? block.flush(to: &sink)
      self.pixels = sink.pixels
      isComplete = decoder.isComplete
    }
  }

  @Test(arguments: CoverGenerator.Texture.allCases)
  func everyTextureComesOutAsTheModelSays(_ texture: CoverGenerator.Texture) {
    var generator = CoverGenerator(seed: 1)
    for side in [1, 2, 3, 16, 45] as [UInt16] {
      let size = Size(width: side, height: side + 1)
      let stream = generator.stream(texture, pixels: Int(size.area))
      let model = CoverModel(CoverGenerator.encoded(stream), size)
      let decoding = Decoding(stream, pixels: Int(size.area))
      #expect(decoding.pixels == model.pixels)
      #expect(decoding.failedAt == nil && decoding.isComplete)
      for length in stream.indices.suffix(300) {
        let cut = Decoding(Array(stream[..<length]), pixels: Int(size.area))
        #expect(!cut.isComplete, "\(length) of \(stream.count) bytes")
      }
    }
  }

  @Test(arguments: 1...130)
  func aHeaderMayAnnounceJustWhatIsLeft(pixels: Int) {
    var wrong: [UInt8] = []
    for header in UInt8.min...UInt8.max {
      let length = Int(header & 0x7F) + 1
      let value = [UInt8](repeating: 0x5A, count: header & 0x80 != 0 ? 2 : 2 * length)
      let decoding = Decoding([header] + value, pixels: pixels)
      let fits = length <= pixels
      if decoding.failedAt != (fits ? nil : 0) || decoding.isComplete != (length == pixels)
        || decoding.pixels.count != (fits ? 2 * length : 0)
      {
        wrong.append(header)
      }
    }
    #expect(wrong == [])
  }
}

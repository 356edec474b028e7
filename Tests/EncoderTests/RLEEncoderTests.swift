import Encoder
import Testing

struct RLEEncoderTests {
  @Test func everyTextureComesBack() throws {
    var random = SeededRandom(seed: 9)
    for round in 0..<400 {
      let pixels = texture(round % 5, count: .random(in: 0...700, using: &random), &random)
      let stream = RLEEncoder.encode(pixels)
      #expect(try decode(stream) == pixels)
      #expect(stream.count <= pixels.count * 2 + (pixels.count + 127) / 128)
      #expect(stream == RLEEncoder.encode(pixels))
    }
  }

  @Test func everyShortSequenceComesBackInTheFewestBytes() throws {
    for count in 0...7 {
      for code in 0..<(1 << (count * 2)) where code < 1 << 12 {
        let pixels = (0..<count).map { UInt16(code >> ($0 * 2) & 3) }
        let stream = RLEEncoder.encode(pixels)
        #expect(try decode(stream) == pixels)
        #expect(stream.count == fewestBytes(pixels))
      }
    }
  }

  @Test func sizeIsNearTheLeastOfAll() {
    var random = SeededRandom(seed: 10)
    for round in 0..<50 {
      let pixels = texture(round % 5, count: 500, &random)
      // A pair kept in a literal may cost one byte a literal packet, later.
      #expect(RLEEncoder.encode(pixels).count <= fewestBytes(pixels) + 500 / 128 + 1)
    }
  }

  @Test func packetsAreAsThePanelTakesThem() {
    #expect(RLEEncoder.encode([]) == [])
    #expect(RLEEncoder.encode([0x1234]) == [0x00, 0x12, 0x34])
    #expect(RLEEncoder.encode([0x1234, 0x1234]) == [0x81, 0x12, 0x34])
    #expect(RLEEncoder.encode([1, 2, 2, 3]) == [3, 0, 1, 0, 2, 0, 2, 0, 3])
    #expect(RLEEncoder.encode([1, 2, 2, 2, 3]) == [0, 0, 1, 0x82, 0, 2, 0, 0, 3])
    #expect(
      RLEEncoder.encode([UInt16](repeating: 7, count: 129)) == [0xFF, 0, 7, 0, 0, 7])
  }

  /// Flat parts, noise, gradients, pairs among singles, runs of all lengths.
  private func texture(_ kind: Int, count: Int, _ random: inout SeededRandom) -> [UInt16] {
    var pixels: [UInt16] = []
    while pixels.count < count {
      let longest = [300, 1, 6, 2, 140][kind]
      let value = UInt16.random(in: 0...(kind == 2 ? 3 : .max), using: &random)
      let run = Int.random(in: 1...longest, using: &random)
      pixels += [UInt16](repeating: value, count: run)
    }
    return Array(pixels.prefix(count))
  }

  private struct BadStream: Error {}

  private func decode(_ stream: [UInt8]) throws -> [UInt16] {
    var pixels: [UInt16] = []
    var rest = stream[...]
    func pixel() throws -> UInt16 {
      guard let high = rest.popFirst(), let low = rest.popFirst() else { throw BadStream() }
      return UInt16(high) << 8 | UInt16(low)
    }
    while let header = rest.popFirst() {
      let count = Int(header & 0x7F) + 1
      if header & 0x80 != 0 {
        pixels += [UInt16](repeating: try pixel(), count: count)
      } else {
        for _ in 0..<count { pixels.append(try pixel()) }
      }
    }
    return pixels
  }

  /// The least of all splits into packets, each tail solved once.
  private func fewestBytes(_ pixels: [UInt16]) -> Int {
    var least = [Int](repeating: 0, count: pixels.count + 1)
    for start in pixels.indices.reversed() {
      var best = Int.max
      var isRun = true
      for end in (start + 1)...min(start + 128, pixels.count) {
        isRun = isRun && pixels[end - 1] == pixels[start]
        best = min(best, (isRun ? 3 : 1 + (end - start) * 2) + least[end])
      }
      least[start] = best
    }
    return least[0]
  }
}

import Testing

@testable import Encoder
@testable import Firmware

@Suite struct LossyPacketsTests {
  /// Against all splits into packets, each tail solved once.
  @Test func noPacketsCostLess() {
    var random = SeededRandom(seed: 30)
    for round in 0..<300 {
      let pixels = texture(round, count: Int.random(in: 1...60, using: &random), &random)
      let lambda = [1, 20, 50, 200, 2_000][round % 5]
      let stream = LossyPackets(pixels, lambda: lambda).stream
      let cost = Double(stream.count * lambda) + squaredError(pixels, expand(stream))
      let least = leastCost(pixels, lambda)
      // Weights are sixteenths, rounded down; and packets meet where the colour changes.
      #expect(cost <= least * 1.002 + Double(lambda) * 0.1, "\(round): \(cost) and \(least)")
      #expect(cost >= least * 0.998)
    }
  }

  @Test func theFirmwareReadsEveryStreamBack() throws {
    var random = SeededRandom(seed: 31)
    for round in 0..<200 {
      let size = Size(
        width: UInt16.random(in: 1...90, using: &random),
        height: UInt16.random(in: 1...30, using: &random))
      let pixels = texture(round, count: Int(size.area), &random)
      let lambda = [0, 1, 50, 300, 10_000][round / 10 % 5]
      let stream = RLEEncoder.encode(pixels, lambda: lambda)
      var text: [UInt8] = []
      text.add(base64: stream.span)
      var decoder = CoverDecoder<PixelCollector>()
      var sink = PixelCollector()
      decoder.begin(size)
      let end = decoder.take(text.span, from: 0, to: &sink)
      let isWhole = decoder.finish(to: &sink)
      #expect(end == text.count && isWhole, "round \(round)")
      #expect(sink.pixels == expand(stream))
      if lambda == 0 { #expect(sink.pixels == pixels) }
      #expect(stream.count <= RLEEncoder.encode(pixels).count + 3)
    }
  }

  @Test func runsShowTheirMeanAndLongOnesAreSplit() {
    #expect(LossyPackets([], lambda: 50).stream == [])
    #expect(LossyPackets([0x0000, 0x0002], lambda: 10_000).stream == [0x81, 0, 1])
    #expect(
      LossyPackets([UInt16](repeating: 7, count: 129), lambda: 50).stream == [0xFF, 0, 7, 0, 0, 7]
        || LossyPackets([UInt16](repeating: 7, count: 129), lambda: 50).stream == [
          0xFF, 0, 7, 0x80, 0, 7,
        ])
    let noise = (0..<300).map { UInt16(truncatingIfNeeded: $0 &* 40_503) }
    #expect(LossyPackets(noise, lambda: 1).stream.count == 600 + 3)
  }

  /// Gradients with a little noise, flat parts, noise, pairs, lines.
  private func texture(_ kind: Int, count: Int, _ random: inout SeededRandom) -> [UInt16] {
    var value = UInt16.random(in: 0...0xFFFF, using: &random)
    return (0..<count).map { index in
      switch kind % 5 {
      case 0:
        value =
          UInt16(truncatingIfNeeded: index / 3) << 5 | UInt16.random(in: 0...3, using: &random)
      case 1:
        if Int.random(in: 0..<12, using: &random) == 0 {
          value = UInt16.random(in: 0...0xFFFF, using: &random)
        }
      case 2: value = UInt16.random(in: 0...0xFFFF, using: &random)
      case 3: value ^= UInt16.random(in: 0...1, using: &random) << 6
      default: value = index % 7 == 0 ? 0xFFFF : 0x1082
      }
      return value
    }
  }

  private func expand(_ stream: [UInt8]) -> [UInt16] {
    var pixels: [UInt16] = []
    var at = 0
    while at < stream.count {
      let count = Int(stream[at] & 0x7F) + 1
      let isRun = stream[at] & 0x80 != 0
      at += 1
      for index in 0..<count {
        pixels.append(UInt16(stream[at]) << 8 | UInt16(stream[at + 1]))
        if !isRun || index == count - 1 { at += 2 }
      }
    }
    return pixels
  }

  private func squaredError(_ pixels: [UInt16], _ shown: [UInt16]) -> Double {
    zip(pixels, shown).reduce(0) { sum, pair in
      let (one, other) = (PanelColor.channels(pair.0), PanelColor.channels(pair.1))
      let red = Double(one.red - other.red) * 255 / 31
      let green = Double(one.green - other.green) * 255 / 63
      let blue = Double(one.blue - other.blue) * 255 / 31
      return sum + red * red + green * green + blue * blue
    }
  }

  private func leastCost(_ pixels: [UInt16], _ lambda: Int) -> Double {
    var least = [Double](repeating: 0, count: pixels.count + 1)
    for start in pixels.indices.reversed() {
      least[start] = .infinity
      for end in start + 1...min(start + 128, pixels.count) {
        let run = Array(pixels[start..<end])
        let shown = [UInt16](repeating: mean(run), count: run.count)
        least[start] = min(
          least[start], Double(lambda * (1 + 2 * run.count)) + least[end],
          Double(3 * lambda) + squaredError(run, shown) + least[end])
      }
    }
    return least[0]
  }

  private func mean(_ pixels: [UInt16]) -> UInt16 {
    func mean(_ channel: KeyPath<(red: Int32, green: Int32, blue: Int32), Int32>) -> UInt16 {
      let sum = pixels.reduce(0) { $0 + Int(PanelColor.channels($1)[keyPath: channel]) }
      return UInt16((2 * sum + pixels.count) / (2 * pixels.count))
    }
    return mean(\.red) << 11 | mean(\.green) << 5 | mean(\.blue)
  }
}

/// A sink that keeps the pixels.
private struct PixelCollector: CoverSink, ~Copyable {
  struct Refusal: Error {}

  private(set) var pixels: [UInt16] = []

  mutating func beginCover(_ size: Size) throws(Refusal) { pixels = [] }

  mutating func write(_ bytes: Span<UInt8>) throws(Refusal) {
    for at in stride(from: 0, to: bytes.count, by: 2) {
      pixels.append(UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]))
    }
  }
}

import Testing

@testable import Firmware

struct CoverDecoderTests {
  @Test(arguments: CoverGenerator.Texture.allCases)
  func smallPicturesDecodeAtEverySplit(_ texture: CoverGenerator.Texture) {
    var generator = CoverGenerator(seed: 2)
    for side in 1...6 as ClosedRange<UInt16> {
      let size = Size(width: side, height: 7)
      let text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
      let model = CoverModel(text, size)
      #expect(model.failure == nil)
      let wrong = (0...text.count).filter {
        !CoverDecoding(text, size, cuts: [$0]).agrees(with: model)
      }
      #expect(wrong == [])
    }
  }

  /// 1 byte at a time only the slow way is taken, with large chunks mostly the fast one.
  @Test(arguments: CoverGenerator.Texture.allCases)
  func theFastWayAndTheSlowWayAgree(_ texture: CoverGenerator.Texture) {
    var generator = CoverGenerator(seed: 3)
    for size in [Size(width: 41, height: 43), Size(width: 320, height: 3)] {
      let text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
      let model = CoverModel(text, size)
      for step in [1, 3, 5, 64, 511, 512, text.count] {
        let decoding = CoverDecoding(text, size, cuts: regularCuts(text.count, every: step))
        #expect(decoding.agrees(with: model), "\(step) at a time")
      }
      for _ in 0..<8 {
        let cuts = generator.random.cuts(text.count, atMost: 40)
        #expect(CoverDecoding(text, size, cuts: cuts).agrees(with: model), "\(cuts)")
      }
    }
  }

  @Test(arguments: CoverGenerator.Texture.allCases)
  func everyEarlyEndIsFound(_ texture: CoverGenerator.Texture) {
    let size = Size(width: 9, height: 15)
    var generator = CoverGenerator(seed: 4)
    let text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
    for length in text.indices {
      let part = Array(text[..<length])
      let model = CoverModel(part, size)
      #expect(model.endFailure == (length % 4 == 0 ? .tooFewPixels : .truncatedBase64))
      #expect(CoverDecoding(part, size).agrees(with: model), "\(length) characters")
    }
  }

  @Test(arguments: CoverGenerator.Texture.allCases)
  func tooManyPixelsAreFoundAtTheirCharacter(_ texture: CoverGenerator.Texture) {
    let size = Size(width: 11, height: 13)
    var generator = CoverGenerator(seed: 5)
    let pixels = Int(size.area)
    let extras: [[UInt8]] = [
      // One pixel, as a run and as a literal; a whole packet; a header alone.
      [0x80, 1, 2], [0x00, 1, 2], [0xFF, 1, 2], [0x7F] + [UInt8](repeating: 9, count: 256), [0x80],
    ]
    for (index, extra) in extras.enumerated() {
      for shift in 0..<3 {
        // A first literal packet of another length moves the rest to another place in its quantum.
        let first = [UInt8(shift)] + [UInt8](repeating: 7, count: 2 * shift + 2)
        let rest = generator.stream(texture, pixels: pixels - shift - 1)
        let text = CoverGenerator.encoded(first + rest + extra)
        let model = CoverModel(text, size)
        #expect(model.error?.failure == .tooManyPixels)
        for step in [1, 3, 4, 512] {
          let decoding = CoverDecoding(text, size, cuts: regularCuts(text.count, every: step))
          #expect(decoding.agrees(with: model), "extra \(index), \(step) at a time")
        }
      }
    }
  }

  @Test(arguments: CoverGenerator.Texture.allCases)
  func aLastPacketThatIsTooLongIsFound(_ texture: CoverGenerator.Texture) {
    var generator = CoverGenerator(seed: 6)
    for missing in 1...5 {
      let stream = generator.stream(texture, pixels: 200)
      let text = CoverGenerator.encoded(stream)
      let size = Size(width: UInt16(200 - missing), height: 1)
      let model = CoverModel(text, size)
      #expect(model.error?.failure == .tooManyPixels)
      let decoding = CoverDecoding(text, size, cuts: generator.random.cuts(text.count, atMost: 5))
      #expect(decoding.agrees(with: model))
    }
  }

  @Test(arguments: CoverGenerator.Texture.allCases, 0..<UInt64(6))
  func damagedStreamsAreJudgedAsTheModelDoes(_ texture: CoverGenerator.Texture, seed: UInt64) {
    var generator = CoverGenerator(seed: seed)
    let alphabet = Array("AZgz09+/==-_ ".utf8)
    var wrong: [[UInt8]] = []
    for _ in 0..<40 {
      let size = Size(width: UInt16(1 + generator.random.below(30)), height: 20)
      var text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
      text = generator.random.mutated(text, inserting: alphabet)
      // The reader's business, not the decoder's.
      text.removeAll { !JSONText.isPlain($0) }
      let model = CoverModel(text, size)
      for cuts in [[], generator.random.cuts(text.count, atMost: 6), Array(text.indices)]
      where !CoverDecoding(text, size, cuts: cuts).agrees(with: model) {
        wrong.append(text)
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: CoverGenerator.Texture.allCases)
  func aSinkThatFailsIsLeftAlone(_ texture: CoverGenerator.Texture) {
    var generator = CoverGenerator(seed: 7)
    let size = Size(width: 60, height: 41)
    let text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
    let model = CoverModel(text, size)
    for step in [5, 512] {
      let cuts = regularCuts(text.count, every: step)
      let calls = CoverDecoding(text, size, cuts: cuts).calls
      #expect(calls > 4)
      for patience in 0..<calls {
        let decoding = CoverDecoding(text, size, cuts: cuts, patience: patience)
        #expect(decoding.isRefusedBySink && decoding.calls == patience)
        #expect(model.pixels.starts(with: decoding.pixels))
        #expect(patience < 2 || decoding.pixels.count > 0)
      }
    }
  }

  /// The decoder of a broken picture reads the next one as if it were new.
  @Test(arguments: 0..<UInt64(100))
  func aDecoderCanBeUsedAgain(seed: UInt64) {
    var generator = CoverGenerator(seed: seed)
    var decoder = CoverDecoder<CoverRecorder>()
    for _ in 0..<4 {
      let size = Size(width: UInt16(1 + generator.random.below(40)), height: 30)
      let texture = generator.random.pick(CoverGenerator.Texture.allCases)
      var text = CoverGenerator.encoded(generator.stream(texture, pixels: Int(size.area)))
      if generator.random.isOneIn(2) { text.removeSubrange(generator.random.below(text.count)...) }
      if generator.random.isOneIn(4) { text.append(UInt8(ascii: "-")) }
      let patience = generator.random.isOneIn(4) ? generator.random.below(3) : .max
      let cuts = generator.random.cuts(text.count, atMost: 3)
      let fresh = CoverDecoding(text, size, cuts: cuts, patience: patience)
      let used = CoverDecoding(text, size, cuts: cuts, patience: patience, &decoder)
      #expect(used == fresh)
    }
  }

  @Test
  func scalarsBeyondTheAlphabetAreRefused() {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for scalar in Array(0...0x200 as ClosedRange<UInt32>) + [0x1041, 0x1_0041, 0x10_FFFF] {
      var decoder = CoverDecoder<CoverRecorder>()
      var sink = CoverRecorder()
      decoder.begin(Size(width: 1, height: 1))
      let isTaken = decoder.take(scalar, to: &sink)
      let isLegal = scalar < 0x80 && alphabet.contains(UInt8(scalar))
      #expect(isTaken == isLegal, "\(scalar)")
      let hasFailed = decoder.failure != nil
      #expect(hasFailed != isLegal, "\(scalar)")
    }
  }
}

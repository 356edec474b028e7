import Testing

@testable import Encoder

@Suite struct PNGDecoderTests {
  @Test(arguments: PNGSample.kinds)
  func everyKindIsReadAsLibpngReadsIt(color: Int32, depth: Int32) throws {
    let sizes = [(1, 1), (2, 3), (5, 8), (9, 7), (33, 17)]
    for (width, height) in sizes {
      for isInterlaced in [false, true] {
        for hasTransparency in color < 4 ? [false, true] : [false] {
          let sample = PNGSample(
            color: color, depth: depth, width: width, height: height, isInterlaced: isInterlaced,
            hasTransparency: hasTransparency)
          try expectSame(sample, seed: UInt64(width))
        }
      }
    }
  }

  @Test func everySmallSizeIsReadInterlaced() throws {
    for width in 1...9 {
      for height in 1...9 {
        for (color, depth) in [(2, 8), (0, 1)] as [(Int32, Int32)] {
          try expectSame(
            PNGSample(color: color, depth: depth, width: width, height: height, isInterlaced: true),
            seed: 3)
        }
      }
    }
  }

  /// Stored, fixed and dynamic blocks; matches from far away; chunks that part in the middle of a code.
  @Test func everyWayOfPackingIsUnpacked() throws {
    for (level, strategy) in [(0, 0), (1, 0), (6, 0), (9, 0), (6, 2), (6, 3), (6, 4)]
      as [(Int32, Int32)]
    {
      for chunkBytes in [6, 1_000, 100_000] {
        for isNoise in [false, true] {
          try expectSame(
            PNGSample(
              color: 2, depth: 8, width: 211, height: 173, level: level, strategy: strategy,
              chunkBytes: chunkBytes, isNoise: isNoise), seed: 4)
        }
      }
    }
  }

  @Test func everyBeginningOfAFileIsTooShort() throws {
    for isInterlaced in [false, true] {
      let file = PNGSample(
        color: 3, depth: 4, width: 9, height: 7, isInterlaced: isInterlaced, hasTransparency: true
      )
      .file(seed: 5)
      for count in 0..<file.count {
        #expect(error(Array(file[..<count])) == PictureError(.truncated, "", at: count))
      }
    }
  }

  /// The chunks are whole and sound, and the packed data end early.
  @Test func everyBeginningOfThePackedDataIsTooShort() throws {
    for (level, strategy) in [(0, 0), (9, 0), (9, 4)] as [(Int32, Int32)] {
      let parts = PNGParts(
        PNGSample(color: 2, depth: 8, width: 9, height: 7, level: level, strategy: strategy).file(
          seed: 6))
      let data = parts.index(of: "IDAT")
      let packed = parts.chunks[data].data
      // The last four bytes are the check sum, and what ends the block may be missing too.
      for count in 0..<packed.count - 8 {
        var short = parts
        short.chunks[data].data = Array(packed[..<count])
        #expect(error(short.file)?.kind == .truncated, "\(count) of \(packed.count) bytes")
      }
    }
  }

  @Test func noChangedByteTraps() throws {
    var random = SeededRandom(seed: 7)
    var refused = 0
    for (color, depth) in PNGSample.kinds {
      let parts = PNGParts(
        PNGSample(
          color: color, depth: depth, width: 9, height: 7, isInterlaced: random.next() & 1 == 0,
          hasTransparency: color < 4
        )
        .file(seed: 8))
      for (index, chunk) in parts.chunks.enumerated() {
        for at in chunk.data.indices {
          var changed = parts
          changed.chunks[index].data[at] ^= UInt8.random(in: 1...255, using: &random)
          // A header may now ask for a large picture, which the data do not have.
          if error(changed.file) != nil { refused += 1 }
          var flipped = parts.file
          flipped[parts.start(index) + 8 + at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
          let isCritical = chunk.type.first!.isUppercase
          #expect((error(flipped) != nil) == isCritical, "\(chunk.type) byte \(at)")
        }
      }
    }
    #expect(refused > 500)
  }

  @Test func damageThatBrowsersOverlookIsOverlooked() throws {
    let sample = PNGSample(color: 2, depth: 8, width: 9, height: 7)
    let parts = PNGParts(sample.file(seed: 9))
    let data = parts.index(of: "IDAT")
    let picture = try decode(parts.file)

    var badText = parts
    badText.chunks.insert(.init(type: "tEXt", data: [1, 2, 3]), at: 1)
    var file = badText.file
    file[badText.start(1) + 8] ^= 1
    #expect(try decode(file) == picture)

    var badSum = parts
    badSum.chunks[data].data[parts.chunks[data].data.count - 1] ^= 1
    #expect(try decode(badSum.file) == picture)

    var more = parts
    more.chunks[data].data += [1, 2, 3]
    #expect(try decode(more.file) == picture)
    #expect(try decode(parts.file + [1, 2, 3]) == picture)

    var misplaced = parts
    misplaced.chunks.insert(.init(type: "tRNS", data: [0, 0, 0, 0, 0, 0]), at: data + 1)
    #expect(try decode(misplaced.file) == picture)
  }

  @Test func damageThatTakesThePictureIsNamedWithItsByte() throws {
    let parts = PNGParts(PNGSample(color: 3, depth: 8, width: 9, height: 7).file(seed: 10))
    let (palette, data) = (parts.index(of: "PLTE"), parts.index(of: "IDAT"))
    func expect(_ kind: PictureError.Kind, at: Int, _ change: (inout PNGParts) -> Void) {
      var changed = parts
      change(&changed)
      #expect(error(changed.file) == PictureError(kind, "", at: at))
    }
    expect(.damaged, at: 8) { $0.chunks.swapAt(0, palette) }
    expect(.damaged, at: parts.start(palette)) { $0.chunks.remove(at: palette) }
    expect(.damaged, at: parts.start(data)) { $0.chunks.insert($0.chunks[palette], at: data) }
    expect(.damaged, at: parts.start(data)) { $0.chunks.insert($0.chunks[0], at: data) }
    expect(.damaged, at: parts.start(data)) {
      $0.chunks.insert(.init(type: "ABCD", data: []), at: data)
    }
    expect(.damaged, at: parts.start(palette)) { $0.chunks[palette].data.removeLast() }
    expect(.damaged, at: 25) { $0.chunks[0].data[9] = 5 }
    expect(.damaged, at: 24) { $0.chunks[0].data[8] = 16 }
    expect(.damaged, at: 26) { $0.chunks[0].data[12] = 2 }
    expect(.damaged, at: parts.start(data) + 8) { $0.chunks[data].data[0] = 0x79 }
    expect(.badSize, at: 16) { $0.chunks[0].data[3] = 0 }
    var none = parts
    none.chunks.remove(at: data)
    #expect(error(none.file)?.kind == .damaged)
  }

  @Test func sizesAreTakenUpTo2048AndTheFigureIsTold() throws {
    let largest = PNGSample(color: 0, depth: 1, width: 2_048, height: 2_048, isNoise: false).file(
      seed: 11)
    #expect(try decode(largest).height == 2_048)
    let larger = PNGSample(color: 0, depth: 1, width: 2_049, height: 3, isNoise: false).file(
      seed: 11)
    let told = try #require(error(larger))
    #expect(told == PictureError(.badSize, "", at: 16))
    #expect(text(told) == "at byte 16: the picture is larger than 2048 x 2048 pixels: 2049 x 3")
  }

  private func expectSame(_ sample: PNGSample, seed: UInt64) throws {
    let file = sample.file(seed: seed)
    #expect(try decode(file) == PNGSample.reference(file), "\(sample)")
  }

  private func decode(_ file: [UInt8]) throws -> RowCollector {
    var picture = RowCollector()
    try PNGDecoder(file.span).decode(file.span, into: &picture)
    return picture
  }

  private func error(_ file: [UInt8]) -> PictureError? {
    do throws(PictureError) {
      var picture = RowCollector()
      try PNGDecoder(file.span).decode(file.span, into: &picture)
      #expect(picture.rgb.count == picture.width * picture.height * 3)
      return nil
    } catch {
      #expect(error.at <= file.count)
      return error
    }
  }
}

func text(_ error: PictureError) -> String { String(decoding: error.text, as: UTF8.self) }

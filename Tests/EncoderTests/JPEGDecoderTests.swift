import CTurboJPEG
import Testing

@testable import Encoder

@Suite struct JPEGDecoderTests {
  @Test(arguments: JPEGSample.samplings, [false, true])
  func atFullSizePixelsAreThoseOfLibjpeg(_ sampling: TJSAMP, isProgressive: Bool) throws {
    for (width, height) in [(1, 1), (2, 3), (5, 8), (9, 7), (16, 16), (33, 17), (65, 50)] {
      for quality in [30, 90, 100] as [Int32] {
        let file = JPEGSample(
          width: width, height: height, sampling: sampling, isProgressive: isProgressive,
          quality: quality
        )
        .file(seed: UInt64(width))
        try expectSame(file, width, height, "\(width) x \(height), quality \(quality)")
      }
    }
  }

  /// Where libjpeg transforms all components to the size of the picture, and by as many points: it
  /// takes means for 1, 2 and 4.
  @Test(arguments: [TJSAMP_444, TJSAMP_420, TJSAMP_GRAY], [false, true])
  func scaledPixelsAreThoseOfLibjpeg(_ sampling: TJSAMP, isProgressive: Bool) throws {
    for (width, height) in [(65, 50), (128, 90), (31, 97)] {
      let file = JPEGSample(
        width: width, height: height, sampling: sampling, isProgressive: isProgressive
      )
      .file(seed: 2)
      for scale in sampling == TJSAMP_420 ? [3, 5, 6, 7] : [1, 3, 5, 6, 7] {
        let picture = try decode(file, scale: scale)
        let difference = try Difference(
          picture.rgb, JPEGSample.reference(file, width: width, height: height, scale: scale))
        #expect(difference.largest <= 2 && difference.mean < 0.01, "\(scale)/8: \(difference)")
      }
    }
  }

  @Test(arguments: JPEGSample.samplings)
  func scaledPixelsAreThoseThatTheTransformDefines(_ sampling: TJSAMP) throws {
    let file = JPEGSample(width: 32, height: 48, sampling: sampling, quality: 97)
      .file(seed: 3, noise: 10)
    // Of more than 16 points there is no transform.
    for scale in 1...(sampling == TJSAMP_411 ? 4 : 7) {
      let picture = try decode(file, scale: scale)
      let difference = try Difference(
        picture.rgb,
        JPEGDefinition.rgb(file, width: 32, height: 48, sampling, scale: scale))
      #expect(difference.largest <= 4 && difference.mean < 0.6, "\(scale)/8: \(difference)")
    }
  }

  @Test func theSmallestScaleIsTakenThatNeedsNoEnlarging() throws {
    for (size, box, scaled) in [
      ((640, 640), (240, 240), (240, 240)), ((641, 641), (240, 240), (241, 241)),
      ((300, 300), (240, 240), (263, 263)), ((64, 64), (240, 240), (64, 64)),
      ((640, 320), (240, 240), (240, 120)), ((320, 640), (240, 240), (120, 240)),
      ((640, 320), (80, 240), (80, 40)), ((2_048, 16), (240, 240), (256, 2)),
    ] {
      let file = JPEGWriter(width: size.0, height: size.1, factors: [(1, 1)]).file
      var picture = RowCollector()
      try JPEGDecoder(file.span).decode(file.span, fitting: box, into: &picture)
      #expect(picture.width == scaled.0 && picture.height == scaled.1, "\(size) in \(box)")
    }
  }

  @Test func everySamplingIsReadAsLibjpegReadsIt() throws {
    for factors in [
      [(2, 1), (1, 1), (1, 1)], [(2, 2), (2, 1), (1, 2)], [(4, 2), (1, 1), (2, 1)],
      [(1, 4), (1, 1), (1, 2)], [(3, 1), (1, 1), (3, 1)], [(1, 1), (2, 2), (1, 1)],
      [(4, 4), (1, 1), (2, 4)], [(2, 2), (2, 2), (2, 2)],
    ] {
      for (width, height) in [(1, 1), (7, 40), (53, 37)] {
        var writer = JPEGWriter(width: width, height: height, factors: factors)
        // Interleaved, libjpeg takes up to ten blocks.
        writer.scans = [[0], [1], [2]]
        try expectSame(writer.file, width, height, "\(factors), \(width) x \(height)")
      }
    }
  }

  @Test func howTheFileIsWrittenChangesNothing() throws {
    for factors in [
      [(1, 1)], [(1, 1), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(3, 2), (2, 1), (1, 2)],
      [(2, 1), (1, 1), (1, 1), (2, 1)],
    ] {
      let plain = JPEGWriter(width: 53, height: 37, factors: factors)
      var others = [JPEGWriter](repeating: plain, count: 9)
      others[0].restartInterval = 1
      others[1].restartInterval = 3
      others[2].codeBits = 10
      others[3].codeBits = 11
      others[4].codeBits = 16
      others[5].hasWideQuantization = true
      others[5].frame = 0xC1
      others[6].stray = [0, 0x12, 0xFF, 0, 0xFF, 0xD3, 0xFF, 0xFF]
      others[7].scans = factors.indices.map { [$0] }
      others[7].restartInterval = 2
      others[8].scans = factors.count == 4 ? [[0, 1], [3, 2]] : factors.indices.map { [$0] }
      for scale in 1...8 {
        let picture = try decode(plain.file, scale: scale)
        for (index, other) in others.enumerated() {
          #expect(try decode(other.file, scale: scale) == picture, "\(factors), way \(index)")
        }
      }
    }
  }

  @Test func coloursAreToldAsLibjpegTellsThem() throws {
    func adobe(_ transform: UInt8) -> [UInt8] {
      JPEGWriter.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
    }
    let jfif = JPEGWriter.segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
    let cases: [([UInt8], [UInt8])] = [
      (Array("RGB".utf8), []), (Array("RGB".utf8), jfif), (Array("RGB".utf8), adobe(1)),
      ([1, 2, 3], adobe(0)), ([1, 2, 3], jfif + adobe(0)), ([0, 1, 2], []), ([7, 8, 9], []),
    ]
    for (names, segments) in cases {
      var writer = JPEGWriter(
        width: 24, height: 9, factors: [(1, 1), (1, 1), (1, 1)], names: names)
      writer.segments = segments
      try expectSame(writer.file, 24, 9, "\(names) \(segments)")
    }
  }

  /// Browsers take four components for inverted inks, with Adobe's segment and without it.
  @Test func inksAreInverted() throws {
    let plain = JPEGWriter(width: 40, height: 9, factors: [(1, 1), (1, 1), (1, 1), (1, 1)]).file
    let ycck = JPEGSample(width: 40, height: 9, isCMYK: true).file(seed: 12)
    for file in [plain, ycck] {
      let inks = try JPEGSample.reference(file, width: 40, height: 9, format: TJPF_CMYK)
      let seen = (0..<40 * 9 * 3).map { index -> UInt8 in
        let (ink, black) = (Int(inks[index / 3 * 4 + index % 3]), Int(inks[index / 3 * 4 + 3]))
        return UInt8((ink * black + 127) / 255)
      }
      #expect(try decode(file).rgb == seen)
    }
  }

  @Test func orientationIsThatOfTheFirstExif() throws {
    func exif(_ orientation: UInt8) -> [UInt8] {
      var body = Array("Exif\0\0MM".utf8)
      body += [0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
      return JPEGWriter.segment(0xE1, body)
    }
    var writer = JPEGWriter(width: 8, height: 8, factors: [(1, 1)])
    let cases: [([UInt8], Int)] = [
      ([], 1), (exif(6), 6), (exif(3) + exif(8), 3), (exif(9), 1),
      (JPEGWriter.segment(0xE1, Array("Exif\0\0M".utf8)), 1),
    ]
    for (segments, orientation) in cases {
      writer.segments = segments
      #expect(try JPEGDecoder(writer.file.span).orientation == orientation)
    }
  }

  private func expectSame(
    _ file: [UInt8], _ width: Int, _ height: Int, _ comment: Comment
  ) throws {
    let picture = try decode(file)
    #expect(picture.width == width && picture.height == height, comment)
    #expect(
      try picture.rgb == JPEGSample.reference(file, width: width, height: height), comment)
  }
}

import CTurboJPEG
import Testing

@testable import Encoder

@Suite struct JPEGDamageTests {
  /// One of each way to be read.
  private static let files: [[UInt8]] = {
    var restarts = JPEGWriter(width: 19, height: 21, factors: [(2, 1), (1, 1), (1, 1)])
    restarts.restartInterval = 2
    var separate = JPEGWriter(width: 9, height: 17, factors: [(1, 1), (1, 1), (1, 1), (1, 1)])
    separate.scans = [[1, 0], [2], [3]]
    return [
      JPEGSample(width: 33, height: 17, sampling: TJSAMP_420).file(seed: 1),
      JPEGSample(width: 33, height: 17, sampling: TJSAMP_420, isProgressive: true).file(seed: 1),
      restarts.file, separate.file,
    ]
  }()

  @Test func everyBeginningOfAFileIsTooShort() throws {
    for file in Self.files {
      for count in 0..<file.count - 2 {
        #expect(
          failure(Array(file[..<count]), scale: count % 8 + 1)
            == PictureError(.truncated, "", at: count), "\(count) of \(file.count) bytes")
      }
    }
  }

  @Test func whatBrowsersOverlookIsOverlooked() throws {
    for file in Self.files {
      let picture = try decode(file)
      let body = Array(file.dropLast(2))
      #expect(try decode(body) == picture)
      #expect(try decode(body + [0xFF]) == picture)
      #expect(try decode(file + [0xFF, 0xD8, 1, 2, 3]) == picture)
      #expect(try decode(body + [1, 2, 3, 0xFF, 0xD9]) == picture)
      #expect(try decode(body + [0xFF, 0xD0, 0xFF, 0xD5, 0xFF, 0xD9]) == picture)
      #expect(try decode(body + [0xFF, 0xFF, 0xFF, 0xD9]) == picture)
    }
  }

  @Test func noChangedByteTraps() throws {
    var random = SeededRandom(seed: 7)
    var refused = 0
    for file in Self.files {
      for at in file.indices {
        var changed = file
        changed[at] ^= UInt8.random(in: 1...255, using: &random)
        // Not a picture as large as they come, which is only slow here.
        if let decoder = try? JPEGDecoder(changed.span), decoder.pixels > 1 << 16 { continue }
        if failure(changed, scale: Int.random(in: 1...8, using: &random)) != nil { refused += 1 }
      }
    }
    #expect(refused > 500)
  }

  @Test func whatIsNotReadIsNamedWithItsByte() throws {
    let plain = JPEGWriter(width: 16, height: 16, factors: [(1, 1), (1, 1), (1, 1)])
    func expect(
      _ kind: PictureError.Kind, _ words: String, at: Int? = nil,
      _ change: (inout JPEGWriter) -> Void
    ) throws {
      var changed = plain
      change(&changed)
      let error = try #require(failure(changed.file))
      #expect(error.kind == kind && text(error).contains(words), "\(text(error))")
      if let at { #expect(error.at == at) }
    }
    // Signature, then the quantisation table; the frame's marker and length are four bytes.
    let at = 2 + 2 + 2 + 65 + 4
    try expect(.unsupported, "lossless", at: at) { $0.frame = 0xC3 }
    try expect(.unsupported, "hierarchical", at: at) { $0.frame = 0xC5 }
    try expect(.unsupported, "arithmetic", at: at) { $0.frame = 0xC9 }
    try expect(.unsupported, "arithmetic", at: at) { $0.frame = 0xCA }
    try expect(.unsupported, "8 bits", at: at) { $0.precision = 12 }
    try expect(.unsupported, "DNL", at: at + 1) { $0.height = 0 }
    try expect(.badSize, "no pixels", at: at + 1) { $0.width = 0 }
    try expect(.badSize, "2048 x 2048 pixels: 2049 x 16", at: at + 1) { $0.width = 2_049 }
    try expect(.unsupported, "components", at: at + 5) { $0.components.removeLast() }
    try expect(.damaged, "sampling", at: at + 7) { $0.components[0].across = 5 }
    try expect(.damaged, "sampling", at: at + 7) { $0.components[0].down = 0 }
    try expect(.damaged, "same name", at: at + 9) { $0.components[1].id = 1 }
    try expect(.damaged, "twice") { $0.scans = [[0, 0, 1]] }
    try expect(.damaged, "no JPEG scan of one") { $0.scans = [[0], [1]] }
    try expect(.damaged, "a second JPEG frame") { $0.segments = Array($0.head[2...]) }
  }

  @Test func whatIsMissingIsNamed() throws {
    let file = JPEGWriter(width: 16, height: 16, factors: [(1, 1)]).file
    func expect(_ words: String, without marker: UInt8) throws {
      var changed = file
      var at = 2
      while changed[at + 1] != marker { at += 2 + Int(changed[at + 2]) << 8 + Int(changed[at + 3]) }
      changed[at + 1] = 0xFE
      let error = try #require(failure(changed))
      #expect(error.kind == .damaged && text(error).contains(words), "\(text(error))")
    }
    try expect("quantisation", without: 0xDB)
    try expect("frame", without: 0xC0)
    try expect("code table", without: 0xC4)
    #expect(failure([0xFF, 0xD8, 0xFF, 0xD9])?.kind == .damaged)
  }

  @Test func aRestartMarkerOutOfTurnIsAnError() throws {
    var file = Self.files[2]
    let at = try #require(
      file.indices.last { file[$0] == 0xFF && 0xD0...0xD7 ~= file[$0 + 1] })
    file[at + 1] ^= 1
    #expect(failure(file) == PictureError(.damaged, "", at: at))
  }

  /// A hundred scans are read; their data are passed over, since the mean of a block is enough.
  @Test func scansAreCounted() throws {
    let file = JPEGSample(width: 16, height: 16, sampling: TJSAMP_GRAY, isProgressive: true)
      .file(seed: 1)
    let count = file.indices.dropLast().count { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
    let more = JPEGWriter.segment(0xDA, [1, 1, 0, 1, 63, 0])
    var most = Array(file.dropLast(2))
    for _ in count..<100 { most += more }
    most += [0xFF, 0xD9]
    #expect(try decode(most, scale: 1) == decode(file, scale: 1))
    let tooMany = Array(most.dropLast(2)) + more + most.suffix(2)
    let error = try #require(failure(tooMany, scale: 1))
    #expect(error.kind == .unsupported && text(error).contains("100 scans"))
  }

  @Test func coefficientsAreBounded() throws {
    var writer = JPEGWriter(
      width: 2_048, height: 2_048, factors: [(1, 1), (1, 1), (1, 1), (1, 1)])
    writer.frame = 0xC2
    let file = writer.head + JPEGWriter.segment(0xDA, [1, 1, 0, 0, 0, 0])
    // Two bytes a coefficient, and 64 bits for each of 262,144 blocks: a quarter of the size just fits.
    #expect(failure(file, scale: 2)?.kind == .truncated)
    let refused = try #require(failure(file, scale: 3))
    #expect(refused.kind == .badSize && text(refused).contains("4 MB"))
  }

  private func failure(_ file: [UInt8], scale: Int = 8) -> PictureError? {
    do throws(PictureError) {
      let picture = try decode(file, scale: scale)
      #expect(picture.rgb.count == picture.width * picture.height * 3)
      return nil
    } catch {
      #expect(error.at <= file.count)
      return error
    }
  }
}

extension JPEGDecoder {
  fileprivate var pixels: Int { frame.width * frame.height }
}

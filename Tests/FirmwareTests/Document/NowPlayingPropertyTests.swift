import Testing

@testable import Firmware

/// The whole way from bytes to members and pixels, against the model.
struct NowPlayingPropertyTests {
  @Test
  func theSpecimenIsWhatTheOtherTestsTakeItFor() {
    let run = DocumentRun(DocumentGenerator.specimen)
    #expect(run.outcome.error == nil)
    #expect(run.outcome.title == Array("Caf\u{E9} \u{1F3B5}".utf8))
    #expect(run.outcome.coverSize == Size(width: 3, height: 2))
    #expect(run.pixels == [0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0, 0, 0xFF, 0xFF, 0x0F, 0xF0])
  }

  @Test(arguments: 0..<UInt64(20))
  func randomDocumentsAreReadAsTheModelDoes(seed: UInt64) {
    var generator = DocumentGenerator(seed: seed)
    for _ in 0..<40 {
      let document = generator.document()
      let model = DocumentModel(document)
      let whole = DocumentRun(document)
      let isRight = whole.agrees(with: model)
      #expect(isRight, "\(String(decoding: document, as: UTF8.self)): \(whole.outcome)")
      let split = DocumentRun(document, cuts: generator.random.cuts(document.count, atMost: 12))
      #expect(split.agrees(with: model) && split.failedAt == whole.failedAt)
    }
  }

  @Test
  func theSpecimenReadsAlikeAtEverySplit() {
    let document = DocumentGenerator.specimen
    let whole = DocumentRun(document)
    let wrong = (0...document.count).filter { DocumentRun(document, cuts: [$0]) != whole }
    #expect(wrong == [])
  }

  @Test
  func everyCutIsTruncatedWhereItEnds() {
    let document = DocumentGenerator.specimen
    for length in document.indices {
      let run = DocumentRun(Array(document[..<length]))
      #expect(run.outcome.error?.hasSuffix("truncated)") == true, "\(length) bytes")
      #expect(run.failedAt == length)
    }
  }

  /// Every byte in turn becomes others; the picture is right, or another of the right size, or none.
  @Test(arguments: 0..<UInt8(8))
  func everyFlippedBitIsJudgedAsTheModelDoes(bit: UInt8) {
    let specimen = DocumentGenerator.specimen
    var wrong: [Int] = []
    for index in specimen.indices {
      var document = specimen
      document[index] ^= 1 << bit
      let model = DocumentModel(document)
      let whole = DocumentRun(document)
      if !whole.agrees(with: model) { wrong.append(index) }
      if let size = whole.outcome.coverSize, whole.pixels.count != 2 * Int(size.area) {
        wrong.append(index)
      }
      for step in [1, 2, 3, 7, 512] {
        let run = DocumentRun(document, cuts: regularCuts(document.count, every: step))
        if !run.agrees(with: model) || run.failedAt != whole.failedAt { wrong.append(index) }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [0x00, 0x22, 0x5C, 0x2C, 0x3D, 0x41, 0x7D, 0x80, 0xC3, 0xFF] as [UInt8])
  func everySubstitutedByteIsJudgedAsTheModelDoes(byte: UInt8) {
    let specimen = DocumentGenerator.specimen
    var wrong: [Int] = []
    for index in specimen.indices {
      var document = specimen
      document[index] = byte
      if !DocumentRun(document, cuts: [index]).agrees(with: DocumentModel(document)) {
        wrong.append(index)
      }
    }
    #expect(wrong == [])
  }

  /// Whatever a reader has met, and wherever it stopped, the next document leaves no trace of it.
  @Test(arguments: 0..<UInt64(30))
  func aReaderThatIsUsedAgainReadsAsIfNew(seed: UInt64) {
    var generator = DocumentGenerator(seed: seed)
    var reader = NowPlayingReader<CoverRecorder>()
    for _ in 0..<30 {
      var document = generator.document()
      switch generator.random.below(4) {
      case 0: document.removeSubrange(generator.random.below(document.count)...)
      case 1:
        document = generator.random.mutated(document, inserting: JSONGenerator.alphabet)
      default: break
      }
      let patience = generator.random.isOneIn(6) ? generator.random.below(2) : .max
      var fresh = NowPlayingReader<CoverRecorder>()
      let expected = DocumentRun(document, patience: patience, &fresh)
      let run = DocumentRun(document, patience: patience, &reader)
      #expect(run == expected, "\(String(decoding: document, as: UTF8.self))")
    }
  }
}

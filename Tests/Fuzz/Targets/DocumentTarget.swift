#if canImport(Firmware)
  @testable import Firmware
#endif

/// No document traps the reader, and chunks change nothing that it says.
func fuzzDocument(_ bytes: [UInt8]) {
  guard let input = FuzzInput(bytes) else { return }
  var reader = NowPlayingReader<CoverTrace>()
  let whole = DocumentTrace(input, input.whole, &reader)
  // The same reader: what it met before must not matter.
  for chunks in [input.split, input.single] {
    let other = DocumentTrace(input, chunks, &reader)
    require(other.isSame(as: whole), "chunks change what a document says")
  }
}

private struct DocumentTrace {
  var failedAt: UInt64?
  var reason = 0
  var texts: [[UInt8]] = []
  var names: [Fingerprint] = []
  var numbers: [UInt64?] = []
  var pixels: [UInt8] = []

  init(
    _ input: FuzzInput, _ chunks: [Range<Int>], _ reader: inout NowPlayingReader<CoverTrace>
  ) {
    var sink = CoverTrace()
    reader.begin()
    do throws(DocumentError<CoverTrace.Refusal>) {
      for range in chunks { try reader.feed(input.chunk(range), to: &sink) }
      try reader.finish()
    } catch {
      failedAt = error.offset
      reason = Self.number(of: error.reason)
      require(error.offset <= input.bytes.count, "an error behind the end")
    }
    texts = [
      Self.bytes(reader.members.nowPlaying.title), Self.bytes(reader.members.nowPlaying.artist),
      Self.bytes(reader.members.nowPlaying.album), Self.bytes(reader.members.nowPlaying.helpURL),
    ]
    names = [reader.members.nowPlaying.trackID, reader.members.nowPlaying.coverID]
    numbers = Self.numbers(reader.members.nowPlaying)
    pixels = sink.pixels
    if failedAt == nil, let size = reader.members.nowPlaying.coverSize {
      require(sink.size == size, "another size")
      require(pixels.count == 2 * Int(truncatingIfNeeded: size.area), "a picture that is not whole")
    }
    if let pace = reader.members.nowPlaying.pollAfterMs {
      require(Limits.pollAfterMs.contains(pace), "a pace outside of its limits")
    }
  }

  /// Whether both say the same; of a broken picture the last pixels may not have gone out yet.
  func isSame(as other: DocumentTrace) -> Bool {
    failedAt == other.failedAt && reason == other.reason && texts == other.texts
      && names == other.names && numbers == other.numbers
      && (failedAt != nil || pixels == other.pixels)
  }

  private static func numbers(_ nowPlaying: borrowing NowPlaying) -> [UInt64?] {
    [
      nowPlaying.isPlaying ? 1 : 0, UInt64(nowPlaying.kind.rawValue),
      nowPlaying.progressMs.map { UInt64($0) }, nowPlaying.durationMs.map { UInt64($0) },
      nowPlaying.serverTimeMs, nowPlaying.coverSize.map { UInt64($0.area) },
      nowPlaying.pollAfterMs.map { UInt64($0) }, nowPlaying.problemUntilMs,
      nowPlaying.accent.map { UInt64($0.highByte) << 8 | UInt64($0.lowByte) },
    ]
  }

  private static func number(of reason: DocumentReason<CoverTrace.Refusal>) -> Int {
    switch reason {
    case .json(let reason): 100 + Int(reason.rawValue)
    case .notAnObject: 1
    case .wrongType(let member): 200 + Int(member.rawValue)
    case .badCoverSize: 2
    case .badCoverEncoding: 3
    case .otherCover: 4
    case .cover(.badBase64): 5
    case .cover(.truncatedBase64): 6
    case .cover(.tooManyPixels): 7
    case .cover(.tooFewPixels): 8
    case .cover(.sink): 9
    }
  }

  private static func bytes<let capacity: Int>(
    _ buffer: borrowing UTF8Buffer<capacity>
  ) -> [UInt8] {
    var copy = UTF8Buffer<capacity>()
    copy.copy(buffer)
    let bytes = copy.withBytes { span in span.indices.map { span[$0] } }
    var scalars = UTF8Scalars()
    var encoded: [UInt8] = []
    while let scalar = scalars.next(in: bytes.span) { encoded += utf8(scalar) }
    require(encoded == bytes, "a member that is not UTF-8")
    return bytes
  }
}

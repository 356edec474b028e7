/// No document traps the reader, and chunks change nothing that it says.
@c(LLVMFuzzerTestOneInput)
public func fuzzDocument(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let input = FuzzInput(data, count) else { return 0 }
  var reader = NowPlayingReader<CoverTrace>()
  let whole = DocumentTrace(input, input.whole, &reader)
  // The same reader: what it met before must not matter.
  for chunks in [input.split, input.single] {
    let other = DocumentTrace(input, chunks, &reader)
    require(other.members == whole.members, "chunks change what the members say")
    require(other.failedAt == whole.failedAt, "chunks move the error")
    require(other.reason == whole.reason, "chunks change the reason")
    // Of a broken picture the last pixels may not have gone out yet.
    require(whole.failedAt != nil || other.pixels == whole.pixels, "chunks change the picture")
  }
  return 0
}

private struct DocumentTrace {
  var failedAt: UInt64?
  var reason = ""
  var members: [[UInt8]] = []
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
      reason = "\(error.reason)"
      require(error.offset <= input.bytes.count, "an error behind the end")
    }
    members = [
      Self.bytes(reader.members.nowPlaying.title), Self.bytes(reader.members.nowPlaying.artist),
      Self.bytes(reader.members.nowPlaying.album), Self.words(reader.members.nowPlaying),
    ]
    pixels = sink.pixels
    if failedAt == nil, let size = reader.members.nowPlaying.coverSize {
      require(sink.size == size, "another size")
      require(pixels.count == 2 * Int(size.area), "a picture that is not whole")
    }
  }

  private static func words(_ nowPlaying: borrowing NowPlaying) -> [UInt8] {
    let size = nowPlaying.coverSize.map { "\($0)" } ?? ""
    let times = [
      nowPlaying.progressMs.map(UInt64.init), nowPlaying.durationMs.map(UInt64.init),
      nowPlaying.serverTimeMs,
    ]
    let names = [nowPlaying.trackID, nowPlaying.coverID]
    return Array("\(nowPlaying.isPlaying) \(nowPlaying.kind) \(times) \(size) \(names)".utf8)
  }

  private static func bytes<let capacity: Int>(
    _ buffer: borrowing UTF8Buffer<capacity>
  ) -> [UInt8] {
    var copy = UTF8Buffer<capacity>()
    copy.copy(buffer)
    let bytes = copy.withBytes { span in span.indices.map { span[$0] } }
    require(String(validating: bytes, as: UTF8.self) != nil, "a member that is not UTF-8")
    return bytes
  }
}

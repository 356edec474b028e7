import Testing

@testable import Firmware

/// What a document said, in values that can be compared.
struct DocumentOutcome: Equatable {
  var isPlaying = false
  var kind = ItemKind.track
  var trackID = Fingerprint()
  var title: [UInt8] = []
  var artist: [UInt8] = []
  var album: [UInt8] = []
  var progressMs: UInt32?
  var durationMs: UInt32?
  var serverTimeMs: UInt64?
  var coverID = Fingerprint()
  var coverSize: Size?
  var accent: RGB565?
  var pollAfterMs: UInt32?
  var problem: ServiceProblem?
  var problemUntilMs: UInt64?
  var helpURL: [UInt8] = []
  /// The reason's name, nil for a document that was taken.
  var error: String?

  init() {}
}

/// One document's way through a reader.
struct DocumentRun: Equatable {
  var outcome = DocumentOutcome()
  var failedAt: Int?
  /// What reached the sink of the last picture.
  var pixels: [UInt8] = []
  var sizes: [Size] = []

  init(_ document: [UInt8], cuts: [Int] = []) {
    var reader = NowPlayingReader<CoverRecorder>()
    self.init(document, cuts: cuts, &reader)
  }

  init(_ document: String) { self.init(Array(document.utf8)) }

  /// Reads on with `reader`, which may have read other documents before.
  init(
    _ document: [UInt8], cuts: [Int] = [], patience: Int = .max,
    _ reader: inout NowPlayingReader<CoverRecorder>
  ) {
    var sink = CoverRecorder(patience: patience)
    reader.begin()
    do throws(DocumentError<CoverRecorder.Refusal>) {
      for chunk in chunks(document, cuts: cuts) { try reader.feed(chunk.span, to: &sink) }
      try reader.finish()
    } catch {
      outcome.error = "\(error.reason)"
      failedAt = Int(error.offset)
      expectSameError(error, &reader, &sink)
    }
    outcome.take(&reader)
    pixels = sink.pixels
    sizes = sink.sizes
  }

  private func expectSameError(
    _ first: DocumentError<CoverRecorder.Refusal>, _ reader: inout NowPlayingReader<CoverRecorder>,
    _ sink: inout CoverRecorder
  ) {
    let calls = sink.calls
    let more = Array("AAAA\"}".utf8)
    do throws(DocumentError<CoverRecorder.Refusal>) {
      try reader.feed(more.span, to: &sink)
      Issue.record("it went on behind an error")
    } catch {
      if "\(error)" != "\(first)" { Issue.record("first \(first), then \(error)") }
    }
    if sink.calls != calls { Issue.record("the sink was called behind an error") }
  }
}

extension DocumentOutcome {
  mutating func take(_ reader: inout NowPlayingReader<CoverRecorder>) {
    isPlaying = reader.members.nowPlaying.isPlaying
    kind = reader.members.nowPlaying.kind
    trackID = reader.members.nowPlaying.trackID
    title = Self.bytes(reader.members.nowPlaying.title)
    artist = Self.bytes(reader.members.nowPlaying.artist)
    album = Self.bytes(reader.members.nowPlaying.album)
    progressMs = reader.members.nowPlaying.progressMs
    durationMs = reader.members.nowPlaying.durationMs
    serverTimeMs = reader.members.nowPlaying.serverTimeMs
    coverID = reader.members.nowPlaying.coverID
    coverSize = reader.members.nowPlaying.coverSize
    accent = reader.members.nowPlaying.accent
    pollAfterMs = reader.members.nowPlaying.pollAfterMs
    problem = reader.members.nowPlaying.problem
    problemUntilMs = reader.members.nowPlaying.problemUntilMs
    helpURL = Self.bytes(reader.members.nowPlaying.helpURL)
  }

  private static func bytes<let capacity: Int>(
    _ buffer: borrowing UTF8Buffer<capacity>
  ) -> [UInt8] {
    var copy = UTF8Buffer<capacity>()
    copy.copy(buffer)
    return copy.withBytes { span in span.indices.map { span[$0] } }
  }
}

import Firmware

/// What the firmware understands of a document, and whether it takes it.
struct DocumentReading {
  struct Text {
    var string = ""
    var isCut = false
  }

  private(set) var isPlaying = false
  private(set) var kind = ItemKind.track
  private(set) var title = Text()
  private(set) var artist = Text()
  private(set) var album = Text()
  private(set) var progressMs: UInt32?
  private(set) var durationMs: UInt32?
  private(set) var serverTimeMs: UInt64?
  private(set) var hasCoverID = false
  /// The picture; nil where none came whole.
  private(set) var cover: CoverRecorder?
  /// Whether the answer without the picture is taken.
  private(set) var isAnswerTaken = true
  /// Why the device does not take the document; nil where it does.
  private(set) var refusal: DocumentError<Never>?

  /// Reads `document` twice, as a device does: as the answer without a picture, which says which
  /// picture is wanted, and as the answer with it.
  init(_ document: [UInt8]) {
    var reader = NowPlayingReader<CoverRecorder>()
    var sink = CoverRecorder()
    reader.beginWithoutCover()
    refusal = Self.read(document, &reader, &sink)
    var answer = NowPlaying()
    answer.copy(reader.members.nowPlaying)
    isPlaying = answer.isPlaying
    kind = answer.kind
    title = Text(&answer.title)
    artist = Text(&answer.artist)
    album = Text(&answer.album)
    progressMs = answer.progressMs
    durationMs = answer.durationMs
    serverTimeMs = answer.serverTimeMs
    hasCoverID = !answer.coverID.isEmpty
    isAnswerTaken = refusal == nil
    if !isAnswerTaken { return }
    reader.begin(onlyCover: answer.coverID)
    refusal = Self.read(document, &reader, &sink)
    if refusal == nil, reader.members.nowPlaying.coverSize != nil { cover = sink }
  }

  private static func read(
    _ document: [UInt8], _ reader: inout NowPlayingReader<CoverRecorder>,
    _ sink: inout CoverRecorder
  ) -> DocumentError<Never>? {
    do throws(DocumentError<Never>) {
      try reader.feed(document.span, to: &sink)
      try reader.finish()
      return nil
    } catch {
      return error
    }
  }
}

extension DocumentReading.Text {
  fileprivate init(_ text: inout Limits.Text) {
    isCut = text.isCut
    string = text.withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}

/// Document bytes in, members and pixels out: the whole way from the socket to the display.
///
/// The picture flows through as it comes. A document that breaks throws once and for all; what its
/// members said until then stays readable; of its picture, at most the last block has not reached the
/// sink.
public struct NowPlayingReader<Sink: CoverSink & ~Copyable>: ~Copyable {
  private var json = JSONReader()
  public internal(set) var members = NowPlayingMembers<Sink>()

  public init() {}

  /// Begins another document.
  public mutating func begin() {
    json = JSONReader()
    members.begin()
  }

  /// Begins a document of which only the picture called `id` is wanted; another one is refused
  /// before its first pixel.
  public mutating func begin(onlyCover id: Fingerprint) {
    begin()
    members.onlyCover = id
  }

  /// Begins a document of which no picture is wanted: one that comes all the same is skipped.
  public mutating func beginWithoutCover() {
    begin()
    members.skipsCover = true
  }

  /// Reads the next bytes, of any number.
  public mutating func feed(
    _ chunk: Span<UInt8>, to sink: inout Sink
  ) throws(DocumentError<Sink.Failure>) {
    do throws(JSONError) {
      try json.feed(chunk, to: &members, &sink)
    } catch {
      throw members.explain(error)
    }
  }

  /// The document has ended.
  public mutating func finish() throws(DocumentError<Sink.Failure>) {
    do throws(JSONError) {
      try json.finish(to: &members)
    } catch {
      throw members.explain(error)
    }
  }
}

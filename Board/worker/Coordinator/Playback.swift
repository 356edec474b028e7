/// What a music service says of what plays. Texts are cut, addresses are whole or absent.
///
/// A class that is left alone once it is made: each copy of so many arrays would take code.
final class Playback {
  /// As the document has it: `track`, `episode`, `ad`, `local` or `unknown`.
  var type: StaticString = "track"
  var isPlaying = false
  var trackID = Bytes()
  var title: Bytes?
  var artist: Bytes?
  var album: Bytes?
  /// Nil where the service does not say.
  var progressMs: Milliseconds?
  /// Nil where there is none.
  var durationMs: Milliseconds?
  /// Names the picture; nil without one.
  var coverID: Bytes?
  var images: [Image] = []
  /// Whether browsers may be told the pictures' addresses: not where there is a key in them.
  var isPicturePublic = true
  /// The item's page at its service.
  var itemURL: Bytes?

  final class Image {
    let url: Bytes
    /// Its width, pixels; 0 where it is not known.
    let side: Milliseconds

    init(_ url: Bytes, side: Milliseconds) { (self.url, self.side) = (url, side) }
  }

  /// Bytes of title, artist and album, each: what a device keeps.
  static let textBytesMax = 256
  /// Bytes of an identifier. What is longer is named by its hash as well, so that it stays different.
  static let identifierBytesMax = 200
  /// Bytes of an address that goes into a document; a longer one is left out.
  static let addressBytesMax = 1_000
  /// Pictures of one item that are kept: services have three.
  static let imagesMax = 6

  /// Progress at `now`, where it was `progressMs` at `knownAt`.
  @inline(never)
  func progress(at now: Milliseconds, knownAt: Milliseconds) -> Milliseconds? {
    guard let progressMs else { return nil }
    let progress = progressMs + (isPlaying ? max(0, now - knownAt) : 0)
    return durationMs.map { min($0, progress) } ?? progress
  }

  /// When the item is expected to end; nil where that cannot be told, or it is paused.
  @inline(never)
  func end(knownAt: Milliseconds) -> Milliseconds? {
    guard isPlaying, let progressMs, let durationMs else { return nil }
    return knownAt + max(0, durationMs - progressMs)
  }

  /// Whether a person would see no difference, but for the progress.
  func isSame(as other: Playback) -> Bool {
    isPlaying == other.isPlaying && trackID == other.trackID && title == other.title
  }

  /// The smallest picture whose sides have `side` pixels or more, otherwise the largest.
  @inline(never)
  func image(for side: Milliseconds) -> Image? {
    var best: Image?
    for image in images {
      guard let known = best else {
        best = image
        continue
      }
      let isBetter = known.side < side ? image.side > known.side : image.side < known.side
      if isBetter && (image.side >= side || known.side < side) { best = image }
    }
    return best
  }

  /// An identifier of bounded length: the same for the same text.
  static func identifier(_ text: Bytes) -> Bytes {
    if text.count <= identifierBytesMax { return text }
    var identifier = text.cut(identifierBytesMax - 17)
    identifier.append("~")
    identifier.append(hexadecimal: text.hash64, digitCount: 16)
    return identifier
  }
}

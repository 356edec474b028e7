/// A server of one manifest and one image, and what may be wrong with it.
final class UpdateServer {
  /// How an image is sent.
  enum Fault: Equatable {
    /// Another status than 200 or 206.
    case status(UInt16)
    /// Ranges are not known: all of it is sent again.
    case wholeOnly
    /// So many bytes less than there are, with a length that says so or none.
    case short(by: Int, saysSo: Bool)
    /// It never ends, with a length that says so or none.
    case endless(saysSo: Bool)
    /// The connection breaks after so many bytes.
    case breaks(after: Int)
    /// Nothing more comes after so many bytes.
    case stalls(after: Int)
    /// So many bytes come each second.
    case slow(bytesPerSecond: UInt32)
    /// A range that begins elsewhere.
    case otherRange
  }

  var manifest: [UInt8]
  var manifestStatus: UInt16 = 200
  var image: [UInt8]
  var fault: Fault?
  /// Of answers with a status of ``Fault/status(_:)``.
  var retryAfter: String?
  /// Where in the image every connection breaks, wherever it began; nil: nowhere.
  var breakPlace: Int?
  /// What is offered in turn, one at each question, as by servers that do not agree; none: always
  /// ``manifest`` and ``image``.
  var offers: [(manifest: [UInt8], image: [UInt8])] = []
  /// Bytes that one call hands over at most.
  var pieceByteCount = 512
  /// Where each request for the image began.
  private(set) var starts: [Int] = []
  private(set) var manifestCount = 0
  private(set) var urls: [String] = []

  init(manifest: [UInt8], image: [UInt8]) {
    self.manifest = manifest
    self.image = image
  }

  func noteManifest() {
    if !offers.isEmpty { (manifest, image) = offers[manifestCount % offers.count] }
    manifestCount += 1
  }

  func noteImage(_ url: String, from start: Int) {
    urls.append(url)
    starts.append(start)
  }
}

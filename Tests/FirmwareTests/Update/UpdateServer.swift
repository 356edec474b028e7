@testable import Firmware
@testable import HostSim

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

  func noteManifest() { manifestCount += 1 }

  func noteImage(_ url: String, from start: Int) {
    urls.append(url)
    starts.append(start)
  }
}

/// The device's end of an ``UpdateServer``, at the rig's time.
struct UpdateClient: HTTPClient {
  let server: UpdateServer
  let clock: UpdateClock
  private var body: [UInt8] = []
  private var head: HTTPHead?
  private var sent = 0
  private var begins = Instant(milliseconds: 0)
  private var isImage = false
  private var isOpen = false

  init(server: UpdateServer, clock: UpdateClock) {
    self.server = server
    self.clock = clock
  }

  mutating func open(_ resource: GatewayResource) {
    precondition(resource == .manifest)
    server.noteManifest()
    begin(server.manifestStatus, server.manifest, isImage: false)
  }

  mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    let start = Int(offset)
    server.noteImage(String(decoding: url.indices.map { url[$0] }, as: UTF8.self), from: start)
    let isRange = start > 0 && server.fault != .wholeOnly
    begin(isRange ? 206 : 200, Array(server.image[(isRange ? start : 0)...]), isImage: true)
    head?.contentLength = UInt64(body.count)
    if isRange { head?.rangeStart = UInt64(start) }
    switch server.fault {
    case .status(let status): begin(status, [], isImage: true)
    case .short(let count, let saysSo):
      body.removeLast(min(count, body.count))
      head?.contentLength = saysSo ? UInt64(body.count) : nil
    case .endless(let saysSo): head?.contentLength = saysSo ? .max : nil
    case .otherRange where isRange: head?.rangeStart = UInt64(start + 4_096)
    case .wholeOnly, .breaks, .stalls, .slow, .otherRange, nil: break
    }
  }

  private mutating func begin(_ status: UInt16, _ body: [UInt8], isImage: Bool) {
    self.body = body
    self.isImage = isImage
    head = HTTPHead(status: status)
    sent = 0
    begins = clock.now
    isOpen = true
  }

  mutating func cancel() { isOpen = false }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    precondition(isOpen)
    if let head {
      self.head = nil
      return .head(head)
    }
    var end = body.count
    switch isImage ? server.fault : nil {
    case .endless: end = .max
    case .breaks(let count) where count <= sent: return .failed(.broken)
    case .stalls(let count) where count <= sent: return .pending
    case .slow(let rate):
      end = min(end, Int(clock.now.milliseconds(since: begins)) * Int(rate) / 1_000)
      if end == sent && sent < body.count { return .pending }
    default: break
    }
    let count = min(end - sent, min(buffer.count, server.pieceByteCount))
    if count == 0 {
      isOpen = false
      return .end
    }
    for index in 0..<count {
      buffer[index] = sent + index < body.count ? body[sent + index] : 0x5A
    }
    sent += count
    return .body(count: count)
  }
}

/// The rig's time.
final class UpdateClock {
  var now = Instant(milliseconds: 0)
}

import Firmware

/// The device's end of an ``UpdateServer``, in virtual time: what has been asked for comes at once.
struct UpdateClient: HTTPClient {
  let server: UpdateServer
  let clock: VirtualClock
  private var body: [UInt8] = []
  private var head: HTTPHead?
  /// Where in the image, or in the manifest, the body begins.
  private var start = 0
  private var sent = 0
  private var begins = Instant(milliseconds: 0)
  private var isImage = false
  private var isOpen = false

  init(server: UpdateServer, clock: VirtualClock) {
    self.server = server
    self.clock = clock
  }

  mutating func open(_ request: HTTPRequest) {
    if case .image(let offset) = request.target {
      server.noteImage(request.imageURL.text, from: Int(offset))
      return beginImage(from: Int(offset))
    }
    precondition(request.target == .manifest)
    server.noteManifest()
    begin(server.manifestStatus, server.manifest, isImage: false)
  }

  private mutating func beginImage(from first: Int) {
    if first > 0 && first >= server.image.count && server.fault == nil {
      // RFC 9110 section 15.5.17: no byte of that range is there.
      return begin(416, [], isImage: true)
    }
    let isRange = first > 0 && server.fault != .wholeOnly
    begin(isRange ? 206 : 200, Array(server.image[(isRange ? first : 0)...]), isImage: true)
    start = isRange ? first : 0
    head?.contentLength = UInt32(body.count)
    if isRange { head?.rangeStart = UInt32(first) }
    switch server.fault {
    case .status(let status):
      begin(status, [], isImage: true)
      head?.take(.retryAfter, server.retryAfter)
    case .short(let count, let saysSo):
      body.removeLast(min(count, body.count))
      head?.contentLength = saysSo ? UInt32(body.count) : nil
    case .endless(let saysSo): head?.contentLength = saysSo ? .max : nil
    case .otherRange where isRange: head?.rangeStart = UInt32(first + 4_096)
    case .wholeOnly, .breaks, .stalls, .slow, .otherRange, nil: break
    }
  }

  private mutating func begin(_ status: UInt16, _ body: [UInt8], isImage: Bool) {
    self.body = body
    self.isImage = isImage
    head = HTTPHead(status: status)
    start = 0
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
    if isImage, let place = server.breakPlace, start + sent >= place { return .failed(.broken) }
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

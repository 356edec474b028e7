import Firmware

/// A gateway and the network to it, whose pace is the script's time and nothing else.
public struct ScriptNetwork: HTTPClient {
  /// From a request to the first byte of its answer.
  private static var latencyMs: UInt32 { 200 }
  private static var bytesPerMs: UInt32 { 100 }
  /// Bytes that one call hands over at most.
  private static var pieceByteCount: Int { 512 }
  /// The closing bracket of a document whose picture is left out.
  private static var objectEnd: UInt8 { UInt8(ascii: "}") }

  /// An image comes slowly enough to be seen coming.
  private static var imageBytesPerMs: UInt32 { 5 }

  /// The script's time. To be set before each step of the device.
  public var now = Instant(milliseconds: 0)
  /// What the gateway answers from the next request on.
  public var document: StoredBytes
  /// The status of its answers; only 200 and 206 have a body.
  public var status: UInt16 = 200
  /// Why there is no answer at all, from the next request on.
  public var failure: HTTPFailure?
  /// What firmware it offers, from the next request on.
  public var manifest: StoredBytes?

  private var body: StoredBytes
  private var head = HTTPHead(status: 200)
  private var bytesPerMs = Self.bytesPerMs
  /// Bytes of `body` that are sent before `objectEnd`; all of it where that is not needed.
  private var cut = 0
  /// Where in `body` the answer begins.
  private var start = 0
  private var sent = 0
  private var begins = Instant(milliseconds: 0)
  private var isOpen = false
  private var hasHead = false

  public init(document: StoredBytes) {
    self.document = document
    body = document
  }

  /// A gateway that has an image.
  public init(image: StoredBytes) { self.init(document: image) }

  @inline(never)
  public mutating func open(_ request: HTTPRequest) {
    switch request.target {
    case .nowPlaying:
      begin(document, status: status)
      cut = body.offset(of: ",\"cover_width\":")
    case .cover: begin(document, status: status)
    case .manifest: begin(manifest ?? document, status: manifest == nil ? 404 : 200)
    case .image(let offset): beginImage(from: offset)
    }
  }

  private mutating func beginImage(from offset: UInt32) {
    begin(document, status: offset == 0 ? 200 : 206)
    bytesPerMs = Self.imageBytesPerMs
    start = min(Int(truncatingIfNeeded: offset), body.count)
    head.rangeStart = offset
    head.contentLength = UInt32(truncatingIfNeeded: body.count &- start)
  }

  private mutating func begin(_ body: StoredBytes, status: UInt16) {
    self.body = body
    head = HTTPHead(status: status)
    bytesPerMs = Self.bytesPerMs
    cut = body.count
    start = 0
    sent = 0
    begins = now + Self.latencyMs
    hasHead = false
    isOpen = true
  }

  @inline(never)
  public mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    if !isOpen || !now.hasReached(begins) { return .pending }
    if let failure {
      isOpen = false
      return .failed(failure)
    }
    if !hasHead {
      hasHead = true
      return .head(head)
    }
    let total = (cut == body.count ? cut : cut &+ 1) &- start
    if sent == total {
      isOpen = false
      return .end
    }
    let arrived = Int(truncatingIfNeeded: now.milliseconds(since: begins) &* bytesPerMs)
    let count = min(min(arrived, total) &- sent, min(buffer.count, Self.pieceByteCount))
    if count <= 0 { return .pending }
    for index in 0..<count {
      let place = start &+ sent &+ index
      buffer[index] = place < cut ? body[place] : Self.objectEnd
    }
    sent &+= count
    return .body(count: count)
  }

  @inline(never)
  public mutating func cancel() { isOpen = false }
}

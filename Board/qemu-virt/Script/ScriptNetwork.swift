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

  /// The script's time. To be set before each step of the device.
  public var now = Instant(milliseconds: 0)
  /// What the gateway answers from the next request on.
  public var document: StoredBytes
  /// The status of its answers; only 200 has a body.
  public var status: UInt16 = 200
  /// Why there is no answer at all, from the next request on.
  public var failure: HTTPFailure?

  private var body: StoredBytes
  /// Bytes of `body` that are sent before `objectEnd`; all of it where that is not needed.
  private var cut = 0
  private var answerStatus: UInt16 = 200
  private var sent = 0
  private var begins = Instant(milliseconds: 0)
  private var isOpen = false
  private var hasHead = false

  public init(document: StoredBytes) {
    self.document = document
    body = document
  }

  @inline(never)
  public mutating func open(_ resource: GatewayResource) {
    body = document
    answerStatus = resource == .manifest ? 404 : status
    cut = resource == .nowPlaying ? document.offset(of: ",\"cover_width\":") : document.count
    sent = 0
    begins = now + Self.latencyMs
    hasHead = false
    isOpen = true
  }

  /// The script has no images.
  public mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    open(.manifest)
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
      return .head(HTTPHead(status: answerStatus))
    }
    let total = cut == body.count ? cut : cut &+ 1
    if sent == total {
      isOpen = false
      return .end
    }
    let arrived = Int(now.milliseconds(since: begins) &* Self.bytesPerMs)
    let count = min(min(arrived, total) &- sent, min(buffer.count, Self.pieceByteCount))
    if count <= 0 { return .pending }
    for index in 0..<count {
      let place = sent &+ index
      buffer[index] = place < cut ? body[place] : Self.objectEnd
    }
    sent &+= count
    return .body(count: count)
  }

  @inline(never)
  public mutating func cancel() { isOpen = false }
}

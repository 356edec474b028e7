/// Requests to the gateway, carried out by a task of the SDK's beside the device's loop:
/// `board_http.c`. Nothing here waits.
@safe struct GatewayClient: HTTPClient, ~Copyable {
  /// A request's path on top of the longest address.
  private typealias URL = UTF8Buffer<256>

  /// For an image, all of it. The updater has a deadline for each of its sectors, and gives up long
  /// before.
  private static var imageDeadlineMs: UInt32 { 3_600_000 }

  /// Null where the SDK had no more tasks to give.
  private let task: OpaquePointer?
  /// The gateway's address, without a slash at its end.
  private var gateway: ShortText<128>

  /// A client of the gateway at `gateway`, which is empty where nobody has set it. There can be
  /// `BOARD_HTTP_CLIENTS` of them.
  init(gateway: ShortText<128>) {
    self.gateway = gateway.withoutSlashAtEnd
    unsafe task = board_http_create()
    if unsafe task == nil { Log.write("no task for a client") }
  }

  // MARK: HTTPClient

  mutating func open(_ resource: GatewayResource) {
    var url = URL()
    gateway.withBytes { url.append(ascii: $0) }
    var deadlineMs = Limits.metadataDeadlineMs
    switch resource {
    case .nowPlaying: url.append("/now-playing")
    case .cover(let size):
      url.append("/now-playing?cover=rgb565&encoding=rle&width=")
      url.append(decimal: UInt32(size.width))
      url.append("&height=")
      url.append(decimal: UInt32(size.height))
      deadlineMs = Limits.coverDeadlineMs
    case .manifest:
      url.append("/firmware/manifest.json?board=")
      var name = InlineArray<32, UInt8>(repeating: 0)
      var bytes = name.mutableSpan
      let count = min(unsafe bytes.copy(text: board_name()), bytes.count)
      url.append(ascii: bytes.span.extracting(0..<count))
    }
    // An address that nobody has set leads nowhere.
    if gateway.isEmpty { url.removeAll() }
    url.withBytes { bytes in
      send(
        bytes, deadlineMs, from: 0, isGateway: true, isImage: false,
        keeps: resource == .nowPlaying)
    }
  }

  mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    let isGateway = leadsToGateway(url)
    send(
      url, Self.imageDeadlineMs, from: offset, isGateway: isGateway, isImage: true, keeps: false)
  }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    guard let task = unsafe task else { return .failed(.noConnection) }
    var head = board_http_head()
    var count = 0
    let event = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return BOARD_HTTP_PENDING }
      return unsafe board_http_poll(task, &head, start, bytes.count, &count)
    }
    switch event {
    case BOARD_HTTP_PENDING: return .pending
    case BOARD_HTTP_HEAD: return .head(HTTPHead(head))
    case BOARD_HTTP_BODY: return .body(count: count)
    case BOARD_HTTP_END: return .end
    case BOARD_HTTP_NO_NETWORK: return .failed(.noNetwork)
    case BOARD_HTTP_NO_CONNECTION: return .failed(.noConnection)
    case BOARD_HTTP_NOT_TRUSTED: return .failed(.notTrusted)
    case BOARD_HTTP_TIMED_OUT: return .failed(.timedOut)
    case BOARD_HTTP_NO_MEMORY: return .failed(.noMemory)
    default: return .failed(.broken)
    }
  }

  mutating func cancel() {
    if let task = unsafe task { unsafe board_http_cancel(task) }
  }

  // MARK: Requests

  private func send(
    _ url: Span<UInt8>, _ deadlineMs: UInt32, from offset: UInt32, isGateway: Bool, isImage: Bool,
    keeps: Bool
  ) {
    guard let task = unsafe task else { return }
    unsafe url.withUnsafeBufferPointer { bytes in
      // The address of no bytes is not looked at, but may not be null.
      var none: UInt8 = 0
      unsafe withUnsafePointer(to: &none) { nowhere in
        var request = unsafe board_http_request(
          url: bytes.baseAddress ?? nowhere, url_count: bytes.count, deadline_ms: deadlineMs,
          offset: offset, is_gateway: isGateway, is_image: isImage, keeps_connection: keeps)
        unsafe board_http_open(task, &request)
      }
    }
  }

  /// Whether `url` has the gateway's own origin, so that the credentials may go there.
  private mutating func leadsToGateway(_ url: Span<UInt8>) -> Bool {
    guard let origin = Origin(of: url) else { return false }
    return gateway.withBytes { address in
      guard let own = Origin(of: address) else { return false }
      return own.equals(origin, in: url, address)
    }
  }
}

extension HTTPHead {
  fileprivate init(_ head: board_http_head) {
    self.init(status: head.status)
    let stored = head.retry_after
    unsafe withUnsafeBytes(of: stored) { bytes in
      for index in 0..<min(bytes.count, Int(head.retry_after_count)) {
        retryAfter[index] = unsafe bytes[index]
      }
    }
    retryAfterCount = Int(head.retry_after_count)
    if head.has_content_length { contentLength = head.content_length.clampedToUInt32 }
    if head.has_range_start { rangeStart = head.range_start.clampedToUInt32 }
  }
}

extension ShortText {
  /// The same without the slashes at its end.
  fileprivate var withoutSlashAtEnd: ShortText {
    var end = count
    while end > 0, self[end &- 1] == UInt8(ascii: "/") { end &-= 1 }
    var result = ShortText()
    for index in 0..<end { _ = result.append(self[index]) }
    return result
  }
}

/// Requests to the gateway, carried out by a task of the SDK's beside the device's loop:
/// `board_http.c`. Nothing here waits.
@safe struct GatewayClient: HTTPClient, ~Copyable {
  /// Null where the SDK had no more tasks to give.
  private let task: OpaquePointer?
  private var caller: HTTPCaller

  /// A client for `caller`. There can be `BOARD_HTTP_CLIENTS` of them.
  init(as caller: HTTPCaller) {
    self.caller = caller
    unsafe task = board_http_create()
    if unsafe task == nil { Log.write("no task for a client") }
  }

  // MARK: HTTPClient

  mutating func open(_ request: HTTPRequest) {
    guard let task = unsafe task else { return }
    let (deadlineMs, keeps) = (request.deadlineMs, request.keepsConnection)
    var offset: UInt32 = 0
    if case .image(let start) = request.target { offset = start }
    let isImage = !request.imageURL.isEmpty
    caller.send(request) { url, _, isOwn in
      unsafe url.withUnsafeBufferPointer { bytes in
        // The address of no bytes is not looked at, but may not be null.
        var none: UInt8 = 0
        unsafe withUnsafePointer(to: &none) { nowhere in
          var request = unsafe board_http_request(
            url: bytes.baseAddress ?? nowhere, url_count: bytes.count, deadline_ms: deadlineMs,
            offset: offset, is_gateway: isOwn, is_image: isImage, keeps_connection: keeps)
          unsafe board_http_open(task, &request)
        }
      }
    }
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
}

extension HTTPHead {
  fileprivate init(_ head: board_http_head) {
    self.init(status: head.status)
    var stored = head.retry_after
    unsafe withUnsafeBytes(of: &stored) { bytes in
      let count = min(bytes.count, Int(head.retry_after_count))
      unsafe take(
        .retryAfter, Span(_unsafeBytes: UnsafeRawBufferPointer(rebasing: bytes[..<count])))
    }
    if head.has_content_length { contentLength = head.content_length.clampedToUInt32 }
    if head.has_range_start { rangeStart = head.range_start.clampedToUInt32 }
  }
}

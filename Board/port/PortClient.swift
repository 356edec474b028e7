import CPort
import Firmware

/// One of the board's three HTTP clients, by the port.
public struct PortClient: HTTPClient {
  /// Which of them.
  public enum Role: UInt32, Sendable {
    case metadata = 0
    case cover = 1
    case update = 2
  }

  private let role: Role
  private var caller: HTTPCaller

  public init(_ role: Role, as caller: HTTPCaller) {
    self.role = role
    self.caller = caller
  }

  public mutating func open(_ request: HTTPRequest) {
    let (role, deadlineMs) = (role.rawValue, request.deadlineMs)
    let keep = request.keepsConnection ? SLEEVE_REQUEST_KEEP : 0
    caller.send(request) { url, headers, isOwn in
      unsafe url.withPortBytes { url, urlCount in
        unsafe headers.withPortBytes { headers, headerCount in
          unsafe sleeve_http_open(
            role, url, urlCount, headers, headerCount, deadlineMs,
            keep | (isOwn ? SLEEVE_REQUEST_GATEWAY : 0))
        }
      }
    }
  }

  public mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    let answer = unsafe buffer.withPortBytes { unsafe sleeve_http_poll(role.rawValue, $0, $1) }
    switch answer {
    case SLEEVE_HTTP_PENDING: return .pending
    case SLEEVE_HTTP_HEAD: return head()
    case SLEEVE_HTTP_END: return .end
    case SLEEVE_HTTP_NO_NETWORK: return .failed(.noNetwork)
    case SLEEVE_HTTP_NO_CONNECTION: return .failed(.noConnection)
    case SLEEVE_HTTP_NOT_TRUSTED: return .failed(.notTrusted)
    case SLEEVE_HTTP_BROKEN: return .failed(.broken)
    case SLEEVE_HTTP_TIMED_OUT: return .failed(.timedOut)
    case SLEEVE_HTTP_NO_MEMORY: return .failed(.noMemory)
    default: break
    }
    let count = Int(answer)
    return count > 0 && count <= buffer.count
      ? .body(count: count) : giveUp("sleeve_http_poll", answer)
  }

  public mutating func cancel() { sleeve_http_cancel(role.rawValue) }

  // MARK: The head

  private func head() -> HTTPEvent {
    let status = sleeve_http_status(role.rawValue)
    if status < 100 || status > 999 { return giveUp("sleeve_http_status", status) }
    var head = HTTPHead(status: UInt16(truncatingIfNeeded: status))
    do throws(PortFailure) {
      try take(.retryAfter, SLEEVE_HEADER_RETRY_AFTER, &head)
      try take(.contentLength, SLEEVE_HEADER_CONTENT_LENGTH, &head)
      try take(.contentRange, SLEEVE_HEADER_CONTENT_RANGE, &head)
    } catch {
      sleeve_http_cancel(role.rawValue)
      return .failed(.broken)
    }
    return .head(head)
  }

  /// Hands a header's value on, unless it is longer than any that means something.
  private func take(
    _ header: HTTPHead.Header, _ number: Int, _ head: inout HTTPHead
  ) throws(PortFailure) {
    var text = Limits.HeaderText(repeating: 0)
    var buffer = text.mutableSpan
    let room = Int32(buffer.count)
    let answer = unsafe buffer.withPortBytes {
      unsafe sleeve_http_header(role.rawValue, UInt32(number), $0, $1)
    }
    if answer == SLEEVE_ABSENT { return }
    let count = try PortFailure.number("sleeve_http_header", answer, upTo: .max)
    if count <= room { text.mutableSpan.withPrefix(Int(count)) { head.take(header, $0) } }
  }

  /// Ends a request about which the port says what cannot be.
  private func giveUp(_ function: StaticString, _ answer: Int32) -> HTTPEvent {
    PortLog.nonsense(function, answer)
    sleeve_http_cancel(role.rawValue)
    return .failed(.broken)
  }
}

extension MutableSpan<UInt8> {
  /// Lends the first `count` bytes, of which there are that many, to `body`.
  @inline(__always)
  consuming func withPrefix<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(span.extracting(0..<count))
  }
}

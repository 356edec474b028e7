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

  /// A request's path on top of the longest address.
  private typealias URL = UTF8Buffer<256>

  /// For an image, all of it. The updater has a deadline for each of its sectors, and gives up long
  /// before.
  private static var imageDeadlineMs: UInt32 { 3_600_000 }

  private let role: Role
  /// The gateway's address, without a slash at its end; empty where nobody has set it.
  private var gateway: ShortText<128>
  private var board: ShortText<32>

  /// - Parameter board: As in the firmware manifest's `board`.
  public init(_ role: Role, gateway: ShortText<128>, board: ShortText<32>) {
    self.role = role
    self.gateway = gateway.withoutSlashAtEnd
    self.board = board
  }

  public mutating func open(_ resource: GatewayResource) {
    var url = URL()
    var deadlineMs = Limits.metadataDeadlineMs
    var flags = SLEEVE_REQUEST_GATEWAY
    gateway.withBytes { url.append(ascii: $0) }
    switch resource {
    case .nowPlaying:
      url.append("/now-playing")
      flags |= SLEEVE_REQUEST_KEEP
    case .cover(let size):
      url.append("/now-playing?cover=rgb565&encoding=rle&width=")
      url.append(decimal: UInt32(size.width))
      url.append("&height=")
      url.append(decimal: UInt32(size.height))
      deadlineMs = Limits.coverDeadlineMs
    case .manifest:
      url.append("/firmware/manifest.json?board=")
      board.withBytes { url.append(ascii: $0) }
    }
    // An address that nobody has set leads nowhere.
    if gateway.isEmpty { url.removeAll() }
    url.withBytes { open($0, from: 0, deadlineMs: deadlineMs, flags) }
  }

  public mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    let origin = leadsToGateway(url) ? SLEEVE_REQUEST_GATEWAY : 0
    open(
      url, from: offset, deadlineMs: Self.imageDeadlineMs, SLEEVE_REQUEST_IMAGE | origin)
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

  private func open(
    _ url: Span<UInt8>, from offset: UInt32, deadlineMs: UInt32, _ flags: UInt32
  ) {
    unsafe url.withPortBytes {
      unsafe sleeve_http_open(role.rawValue, $0, $1, offset, deadlineMs, flags)
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

  // MARK: The head

  private func head() -> HTTPEvent {
    let status = sleeve_http_status(role.rawValue)
    if status < 100 || status > 999 { return giveUp("sleeve_http_status", status) }
    var head = HTTPHead(status: UInt16(truncatingIfNeeded: status))
    var text = HeaderText(repeating: 0)
    do throws(PortFailure) {
      if let count = try header(SLEEVE_HEADER_RETRY_AFTER, &head.retryAfter) {
        head.retryAfterCount = count
      }
      if let count = try header(SLEEVE_HEADER_CONTENT_LENGTH, &text) {
        head.contentLength = text.mutableSpan.withPrefix(count) { HTTPNumber.length($0) }
      }
      if let count = try header(SLEEVE_HEADER_CONTENT_RANGE, &text) {
        head.rangeStart = text.mutableSpan.withPrefix(count) { HTTPNumber.rangeStart($0) }
      }
    } catch {
      sleeve_http_cancel(role.rawValue)
      return .failed(.broken)
    }
    return .head(head)
  }

  private typealias HeaderText = InlineArray<40, UInt8>

  /// The value's length; nil where there is none, or a longer one than any that means something.
  private func header(_ header: Int, _ text: inout HeaderText) throws(PortFailure) -> Int? {
    var buffer = text.mutableSpan
    let room = Int32(buffer.count)
    let answer = unsafe buffer.withPortBytes {
      unsafe sleeve_http_header(role.rawValue, UInt32(header), $0, $1)
    }
    if answer == SLEEVE_ABSENT { return nil }
    let count = try PortFailure.number("sleeve_http_header", answer, upTo: .max)
    return count > room ? nil : Int(count)
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

extension ShortText {
  /// The same without the slashes at its end.
  fileprivate var withoutSlashAtEnd: ShortText {
    var end = count
    while end > 0, self[end &- 1] == UInt8(ascii: "/") { end &-= 1 }
    var copy = self
    return copy.withBytes { ShortText($0.extracting(0..<end)) }
  }
}

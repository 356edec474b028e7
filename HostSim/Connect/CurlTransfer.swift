import CCurl
import Firmware
import Foundation

/// What libcurl has brought of one answer, and not been asked for yet.
///
/// An object of its own, as libcurl keeps a pointer to it while the request is under way.
final class CurlTransfer {
  /// Bytes that may wait to be taken; libcurl is made to pause above it.
  private static let waitingMax = 64 * 1_024

  private var head: HTTPHead?
  /// Whether the empty line behind the headers has come.
  private var isHeadWhole = false
  private var isHeadTaken = false
  private var body: [UInt8] = []
  private var isPaused = false

  /// The head, once.
  func takeHead() -> HTTPHead? {
    guard isHeadWhole, !isHeadTaken else { return nil }
    isHeadTaken = true
    return head
  }

  /// Moves what has come to the start of `buffer`.
  func takeBody(_ buffer: inout MutableSpan<UInt8>) -> Int {
    let count = min(body.count, buffer.count)
    for index in 0..<count { buffer[index] = body[index] }
    body.removeFirst(count)
    return count
  }

  /// Whether libcurl is to go on, which it is then.
  func wantsMore() -> Bool {
    if !isPaused || body.count > Self.waitingMax / 2 { return false }
    isPaused = false
    return true
  }

  /// A line of the head, with its end.
  func takeLine(_ line: String) {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.hasPrefix("HTTP/") {
      let words = text.split(separator: " ", omittingEmptySubsequences: true)
      head = HTTPHead(status: words.count > 1 ? UInt16(words[1]) ?? 0 : 0)
      isHeadWhole = false
    } else if text.isEmpty {
      // 1xx is followed by the answer itself (RFC 9110 section 15.2).
      isHeadWhole = head.map { $0.status >= 200 } ?? false
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      takeHeader(text[..<colon].lowercased(), value)
    }
  }

  private func takeHeader(_ name: String, _ value: String) {
    switch name {
    case "retry-after": head?.take(.retryAfter, value)
    case "content-length": head?.take(.contentLength, value)
    case "content-range": head?.take(.contentRange, value)
    default: break
    }
  }

  /// Takes a piece of the body, or says that it must wait.
  func takePiece(_ bytes: UnsafeRawBufferPointer) -> Int {
    if body.count + bytes.count > Self.waitingMax && !body.isEmpty {
      isPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }
}

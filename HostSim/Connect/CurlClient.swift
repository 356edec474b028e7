import CCurl
import Firmware
import Foundation

/// The firmware's requests over libcurl: real sockets, TLS and servers.
///
/// It does what `PROTOCOL.md` says of a device: it follows no redirect, asks for no encoding, keeps
/// one connection for all requests to its gateway, and shows its credentials to its gateway only.
final class CurlClient {
  private let gateway: LiveGateway
  private let connections: CurlConnections
  private var easy: UnsafeMutableRawPointer?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var transfer = CurlTransfer()
  /// libcurl's words for a failure, in memory that stays where it is.
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// How the transfer ended, as far as libcurl is concerned; its bytes may not be taken yet.
  private var outcome: CURLcode?
  /// Why the last request failed, in libcurl's words; nil where it did not, or was given up.
  private(set) var lastError: String?

  init(_ gateway: LiveGateway, _ connections: CurlConnections) {
    self.gateway = gateway
    self.connections = connections
  }

  deinit {
    cancel()
    errorText.deallocate()
  }

  /// Begins a request as the core words it: `isOwn` for one to the gateway's own origin.
  func open(_ url: String, headers lines: String, isOwn: Bool, keeps: Bool) {
    cancel()
    transfer = CurlTransfer()
    (outcome, lastError) = (nil, nil)
    guard let easy = curl_easy_init() else {
      outcome = CURLE_OUT_OF_MEMORY
      return
    }
    self.easy = easy
    shim_set_text(easy, CURLOPT_URL, url)
    shim_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    // A desk has no proxy, whatever this machine's environment says.
    shim_set_text(easy, CURLOPT_PROXY, "")
    shim_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    shim_set_long(easy, CURLOPT_NOSIGNAL, 1)
    shim_set_long(easy, CURLOPT_FORBID_REUSE, keeps ? 0 : 1)
    if let authority = gateway.authority { shim_set_text(easy, CURLOPT_CAINFO, authority) }
    for line in lines.split(separator: "\r\n") { add(String(line)) }
    if isOwn { showCredentials(easy) }
    shim_set_list(easy, CURLOPT_HTTPHEADER, headers)
    receive(easy)
    connections.add(easy)
  }

  private func add(_ header: String) { headers = curl_slist_append(headers, header) }

  private func showCredentials(_ easy: UnsafeMutableRawPointer) {
    if let secret = gateway.secret { add("X-Gateway-Secret: \(secret)") }
    if let certificate = gateway.certificate {
      shim_set_text(easy, CURLOPT_SSLCERT, certificate)
      shim_set_text(easy, CURLOPT_SSLKEY, gateway.key ?? certificate)
    }
  }

  private func receive(_ easy: UnsafeMutableRawPointer) {
    let me = Unmanaged.passUnretained(transfer).toOpaque()
    shim_set_pointer(easy, CURLOPT_WRITEDATA, me)
    shim_set_pointer(easy, CURLOPT_HEADERDATA, me)
    shim_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
      guard let bytes, let me else { return 0 }
      return Unmanaged<CurlTransfer>.fromOpaque(me).takeUnretainedValue().takePiece(
        UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    shim_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, me in
      guard let bytes, let me else { return 0 }
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      Unmanaged<CurlTransfer>.fromOpaque(me).takeUnretainedValue().takeLine(
        String(decoding: line, as: UTF8.self))
      return size * count
    }
    errorText[0] = 0
    shim_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
  }

  func cancel() {
    if let easy {
      connections.remove(easy)
      curl_easy_cleanup(easy)
    }
    curl_slist_free_all(headers)
    (easy, headers) = (nil, nil)
  }

  func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    if outcome == nil { work() }
    if let head = transfer.takeHead() { return .head(head) }
    let count = transfer.takeBody(&buffer)
    if count > 0 { return .body(count: count) }
    guard let outcome else { return .pending }
    defer { cancel() }
    if outcome == CURLE_OK { return .end }
    let failure = failure(outcome)
    let words = String(cString: errorText)
    lastError = words.isEmpty ? String(cString: curl_easy_strerror(outcome)) : words
    return .failed(failure)
  }

  /// Lets libcurl do what can be done without waiting.
  private func work() {
    guard let easy else { return }
    if transfer.wantsMore() { curl_easy_pause(easy, CURLPAUSE_CONT) }
    connections.work()
    outcome = connections.outcome(of: easy)
  }

  /// Whether a request is under way.
  var isBusy: Bool { easy != nil }

  private func failure(_ code: CURLcode) -> HTTPFailure {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .noConnection
    case CURLE_COULDNT_CONNECT:
      let reason = easy.map { Int32(shim_get_long($0, CURLINFO_OS_ERRNO)) } ?? 0
      return [ENETUNREACH, ENETDOWN].contains(reason) ? .noNetwork : .noConnection
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR:
      return .notTrusted
    case CURLE_OUT_OF_MEMORY: return .noMemory
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    default:
      // A signature that is wrong comes under OpenSSL's name for it, and not as the gateway's fault.
      let isUntrusted = easy.map { shim_get_long($0, CURLINFO_SSL_VERIFYRESULT) != 0 } ?? false
      return isUntrusted || saysRefused ? .notTrusted : .broken
    }
  }

  /// Whether the peer has said that it takes no such certificate (RFC 8446 section 6.2): libcurl has
  /// no code for it, but OpenSSL's words.
  private var saysRefused: Bool {
    let text = String(cString: errorText)
    return text.contains("alert") && (text.contains("certificate") || text.contains("unknown ca"))
  }
}

import Firmware

/// One of the device's clients; both ends of it share the object.
struct LiveClient: HTTPClient, ~Copyable {
  let curl: CurlClient
  private var caller: HTTPCaller

  init(curl: CurlClient, caller: HTTPCaller) {
    self.curl = curl
    self.caller = caller
  }

  mutating func open(_ request: HTTPRequest) {
    let keeps = request.keepsConnection
    caller.send(request) { [curl] url, headers, isOwn in
      curl.open(url.text, headers: headers.text, isOwn: isOwn, keeps: keeps)
    }
  }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent { curl.poll(&buffer) }

  mutating func cancel() { curl.cancel() }
}

extension Span<UInt8> {
  /// The bytes as UTF-8 text.
  var text: String { String(decoding: indices.map { self[$0] }, as: UTF8.self) }
}

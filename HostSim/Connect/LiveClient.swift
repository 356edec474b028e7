import Firmware

/// One of the device's clients; both ends of it share the object.
struct LiveClient: HTTPClient, ~Copyable {
  let curl: CurlClient

  mutating func open(_ resource: GatewayResource) {
    switch resource {
    case .nowPlaying: curl.open("/now-playing", keeps: true)
    case .cover(let size):
      curl.open(
        "/now-playing?cover=rgb565&encoding=rle&width=\(size.width)&height=\(size.height)",
        keeps: false)
    case .manifest: curl.open("/firmware/manifest.json?board=sim", keeps: false)
    }
  }

  mutating func open(image url: Span<UInt8>, from offset: UInt32) {
    curl.open(
      image: String(decoding: url.indices.map { url[$0] }, as: UTF8.self), from: offset)
  }

  mutating func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent { curl.poll(&buffer) }

  mutating func cancel() { curl.cancel() }
}

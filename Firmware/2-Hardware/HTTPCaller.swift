/// Who asks: what a device says of itself, and where its gateway is.
public struct HTTPCaller: Sendable {
  /// The gateway's address, without a slash at its end; empty where nobody has set it.
  private var gateway: Limits.GatewayURL
  /// Empty for nothing that is told.
  private var deviceID: Limits.DeviceID
  private var version: Version
  private var board: Limits.BoardName

  /// - Parameter board: As in the firmware manifest's `board`.
  public init(
    gateway: Limits.GatewayURL, deviceID: Limits.DeviceID, version: Version, board: Limits.BoardName
  ) {
    self.gateway = gateway
    while self.gateway.last == UInt8(ascii: "/") { self.gateway.removeLast() }
    self.deviceID = deviceID
    self.version = version
    self.board = board
  }

  /// Has `send` put `request` on the wire.
  ///
  /// `url` is empty where nobody has set a gateway: it leads nowhere. `headers` are lines, each
  /// ended by CR and LF (RFC 9112 section 5). `isOwn` says that the request goes to the gateway's
  /// own origin: the device's credentials go with it, and with no other.
  @inline(never)
  public mutating func send(
    _ request: HTTPRequest,
    _ send: (_ url: Span<UInt8>, _ headers: Span<UInt8>, _ isOwn: Bool) -> Void
  ) {
    var url = Limits.RequestText()
    var headers = Limits.RequestText()
    appendAgent(to: &headers)
    if case .image(let offset) = request.target {
      headers.append("Accept: */*\r\n")
      if offset > 0 {
        headers.append("Range: bytes=", offset)
        headers.append("-\r\n")
      }
      let isOwn = leadsToGateway(request.imageURL)
      if isOwn { appendDevice(to: &headers) }
      return headers.withBytes { send(request.imageURL, $0, isOwn) }
    }
    headers.append("Accept: application/json\r\n")
    if case .nowPlaying(let since?) = request.target { appendHold(since, to: &headers) }
    appendDevice(to: &headers)
    if !gateway.isEmpty { append(request.target, to: &url) }
    url.withBytes { url in headers.withBytes { send(url, $0, true) } }
  }

  private mutating func appendAgent(to headers: inout Limits.RequestText) {
    headers.append("User-Agent: sleeve/")
    version.number.withBytes { headers.append(ascii: $0) }
    headers.append(" (")
    board.withBytes { headers.append(ascii: $0) }
    headers.append(")\r\n")
  }

  /// RFC 7240 section 4.3, with a parameter of our own: who does not know it answers at once.
  private func appendHold(_ since: UInt64, to headers: inout Limits.RequestText) {
    let seconds = since / 1_000
    headers.append("Prefer: wait=", Limits.holdSeconds)
    headers.append("; since=", UInt32(truncatingIfNeeded: seconds))
    headers.append(decimal: UInt32(truncatingIfNeeded: since &- seconds &* 1_000), digitCount: 3)
    headers.append("\r\n")
  }

  private mutating func appendDevice(to headers: inout Limits.RequestText) {
    if deviceID.isEmpty { return }
    headers.append("X-Sleeve-Device: ")
    deviceID.withBytes { headers.append(ascii: $0) }
    headers.append("\r\n")
  }

  private mutating func append(_ target: HTTPRequest.Target, to url: inout Limits.RequestText) {
    gateway.withBytes { url.append(ascii: $0) }
    switch target {
    case .nowPlaying: url.append("/now-playing")
    case .cover(let size):
      url.append("/now-playing?cover=rgb565&encoding=rle&width=", UInt32(size.width))
      url.append("&height=", UInt32(size.height))
    case .manifest:
      url.append("/firmware/manifest.json?board=")
      board.withBytes { url.append(ascii: $0) }
    case .image: return
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

#if canImport(Firmware)
  @testable import Firmware
#endif

/// Two addresses, one a line: each is of the origin that it is of, in whatever case, and no other is.
func fuzzOrigin(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  guard lines.count == 2 else { return }
  let (one, other) = (Array(lines[0]), Array(lines[1]))
  guard let origin = Origin(of: one.span) else { return }
  let capitals = one.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 & 0xDF : $0 }
  guard let same = Origin(of: capitals.span) else {
    return require(false, "an address in capitals is none")
  }
  require(origin.equals(same, in: capitals.span, one.span), "not of its own origin")
  guard let second = Origin(of: other.span) else { return }
  let isSame = origin.equals(second, in: other.span, one.span)
  require(second.equals(origin, in: one.span, other.span) == isSame, "the same one way round")
  if isSame { require(host(one) == host(other), "the origin of another host") }
  var store = FuzzSettings(gateway: one)
  let configuration = Configuration(from: &store)
  if !configuration.isRefused(.gatewayURL) { ask(configuration, one, other, isSame) }
}

/// What is sent has as many lines as it should, and the device's name for the gateway alone.
private func ask(
  _ configuration: Configuration, _ gateway: [UInt8], _ url: [UInt8], _ isSame: Bool
) {
  var caller = HTTPCaller(
    gateway: configuration.gatewayURL, deviceID: ShortText(Array("kitchen".utf8).span),
    version: Version("1.2.3"), board: ShortText(Array("sim".utf8).span))
  caller.send(HTTPRequest(image: url.span, from: 7)) { url, headers, isOwn in
    require(isOwn == isSame, "credentials for another server")
    require(lines(headers) == (isOwn ? 4 : 3), "another number of lines")
  }
  caller.send(HTTPRequest(.nowPlaying(since: nil))) { url, headers, isOwn in
    require(isOwn && lines(headers) == 3, "a question to nobody")
    require(url.count <= gateway.count + 12, "an address that is longer than it may be")
    for index in url.indices { require(0x21..<0x7F ~= url[index], "no address") }
  }
}

private func lines(_ headers: Span<UInt8>) -> Int {
  headers.indices.reduce(0) { $0 + (headers[$1] == 0x0A ? 1 : 0) }
}

/// What stands between `//` and the path, in small letters and without a port.
private func host(_ url: [UInt8]) -> [UInt8] {
  let slash = UInt8(ascii: "/")
  let ends = [slash, UInt8(ascii: "?"), UInt8(ascii: "#")]
  let start = (url.firstIndex(of: slash) ?? 0) + 2
  var host = Array(url[start...].prefix { !ends.contains($0) })
  let colon = host.lastIndex(of: UInt8(ascii: ":"))
  if let colon, host.lastIndex(of: UInt8(ascii: "]")) ?? -1 < colon {
    host.removeSubrange(colon...)
  }
  return host.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
}

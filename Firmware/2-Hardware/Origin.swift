/// Where a URL leads, without the path: scheme, host and port (RFC 6454 section 4).
///
/// Places of the host in the URL's bytes, which the origin does not keep.
public struct Origin {
  private let isSecure: Bool
  private let host: Range<Int>
  private let port: UInt32

  /// Reads an `http` or `https` URL; nil for any other text, and where it carries a user's name,
  /// which no URL of this protocol does.
  public init?(of url: Span<UInt8>) {
    let start: Int
    if Self.begins(url, "https://") {
      isSecure = true
      start = 8
    } else if Self.begins(url, "http://") {
      isSecure = false
      start = 7
    } else {
      return nil
    }
    var end = start
    var colon: Int?
    while end < url.count, !Self.endsAuthority(url[end]) {
      if url[end] == UInt8(ascii: "@") { return nil }
      // The colons of an address of IPv6 stand in brackets.
      if url[end] == UInt8(ascii: ":") { colon = end }
      if url[end] == UInt8(ascii: "]") { colon = nil }
      end &+= 1
    }
    host = start..<(colon ?? end)
    if host.isEmpty { return nil }
    let standard: UInt32 = isSecure ? 443 : 80
    guard let colon else {
      port = standard
      return
    }
    guard let number = Self.port(url, colon &+ 1, end) else { return nil }
    port = number == 0 ? standard : number
  }

  /// Whether `self`, of `url`, is the same as `other`, of `otherURL`. Hosts are compared without
  /// regard to case.
  public func equals(_ other: Origin, in otherURL: Span<UInt8>, _ url: Span<UInt8>) -> Bool {
    guard isSecure == other.isSecure, port == other.port, host.count == other.host.count else {
      return false
    }
    for index in 0..<host.count {
      let byte = Self.lowercase(url[host.lowerBound &+ index])
      if byte != Self.lowercase(otherURL[other.host.lowerBound &+ index]) { return false }
    }
    return true
  }

  /// The number in `url[start..<end]`, 0 where there are no digits; nil for what is no port.
  private static func port(_ url: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    var number: UInt32 = 0
    for index in start..<end {
      let digit = url[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      number = number &* 10 &+ UInt32(digit)
      if number > 0xFFFF { return nil }
    }
    return number
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func begins(_ url: Span<UInt8>, _ prefix: StaticString) -> Bool {
    let prefix = prefix.bytes
    if url.count < prefix.count { return false }
    for index in 0..<prefix.count where lowercase(url[index]) != prefix[index] { return false }
    return true
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}

import Foundation

/// The gateway that a device is connected to over a real network, and what the device shows it.
struct LiveGateway {
  /// Without a slash at its end.
  let url: String
  /// A file of certificates that the gateway's is checked against, instead of the system's.
  var authority: String?
  /// The device's certificate and its key, PEM files.
  var certificate: String?
  var key: String?
  /// The value of `X-Gateway-Secret`.
  var secret: String?
  /// `sleeve/<version> (<board>)`.
  var userAgent: String
  var deviceID: String

  /// Scheme, host and port: the credentials go nowhere else.
  private var origin: Substring {
    let start = url.range(of: "://")?.upperBound ?? url.startIndex
    return url[..<(url[start...].firstIndex(of: "/") ?? url.endIndex)]
  }

  func isOrigin(of other: String) -> Bool {
    other.hasPrefix(origin) && other.dropFirst(origin.count).first.map { $0 == "/" } ?? true
  }
}

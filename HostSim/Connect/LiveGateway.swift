/// How a gateway over a real network and the device trust each other.
struct LiveGateway {
  /// A file of certificates that the gateway's is checked against, instead of the system's.
  var authority: String?
  /// The device's certificate and its key, PEM files.
  var certificate: String?
  var key: String?
  /// The value of `X-Gateway-Secret`.
  var secret: String?
}

/// How a person sets the device up: the Wi-Fi network that it offers for that, and the digits that
/// prove that somebody stands before it.
public struct SetUpInvitation: Sendable {
  /// The network's name: an SSID has up to 32 bytes (IEEE 802.11-2020 section 9.4.2.2).
  public internal(set) var network: ShortText<32>
  public internal(set) var digits: ShortText<16>

  public init(network: ShortText<32>, digits: ShortText<16>) {
    self.network = network
    self.digits = digits
  }
}

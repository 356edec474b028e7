/// How a person sets the device up: the Wi-Fi network that it offers for that, and the digits that
/// prove that somebody stands before it. Empty where it offers none.
public struct SetUpOffer: ~Copyable {
  /// The network's name, and the digits. An SSID has up to 32 bytes (IEEE 802.11-2020 section
  /// 9.4.2.2).
  var network = Limits.SetUpText()
  var code = Limits.SetUpText()
  /// Counts the offers: another number is another text.
  private(set) var number: UInt32 = 0

  /// Makes another offer, of two texts in ASCII.
  mutating func set(network: Span<UInt8>, digits: Span<UInt8>) {
    number &+= 1
    self.network.removeAll()
    self.network.append(ascii: network)
    code.removeAll()
    code.append(ascii: digits)
  }
}

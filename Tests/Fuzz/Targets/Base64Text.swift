/// Base64 with padding: RFC 4648 section 4.
func encoded(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
    for position in 0..<4 {
      let sextet = Int(bits >> UInt32(18 - 6 * position) & 63)
      text.append(position <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
    }
  }
  return text
}

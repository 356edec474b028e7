/// What bytes that are no JSON look like to a person.
enum ForeignText {
  /// What `document` is instead of JSON, and what to do about it; nil where it looks like nothing
  /// else.
  static func cure(_ document: [UInt8]) -> String? {
    if document.isEmpty { return "the answer is empty; where nothing plays, answer 204 or {}" }
    for (signature, cure) in signatures where document.starts(with: signature) { return cure }
    let start = document.drop { " \t\r\n".utf8.contains($0) }
    if start.first == UInt8(ascii: "<") {
      return "this is HTML or XML: an error page, or a page to sign in, instead of the document"
    }
    if document.starts(with: "HTTP/".utf8) {
      return "the headers of the HTTP answer stand in front of its body"
    }
    if document.prefix(4).contains(0) { return utf16 }
    if isChunked(document) { return "the sizes of HTTP's chunks stand in the body" }
    return nil
  }

  private static let utf16 = "this is UTF-16 or UTF-32; a document is UTF-8"

  private static let signatures: [(bytes: [UInt8], cure: String)] = [
    ([0xEF, 0xBB, 0xBF], "this begins with a byte order mark; send the text without it"),
    ([0xFE, 0xFF], utf16),
    ([0xFF, 0xFE], utf16),
    (
      [0x1F, 0x8B],
      "this is packed with gzip, which the device does not ask for; send it as it is"
    ),
    (
      [0x28, 0xB5, 0x2F, 0xFD],
      "this is packed with zstd, which the device does not ask for; send it as it is"
    ),
  ]

  /// A line of hexadecimal digits before the first bracket: RFC 9112 section 7.1.
  private static func isChunked(_ document: [UInt8]) -> Bool {
    let digits = document.prefix(8).prefix { Character(Unicode.Scalar($0)).isHexDigit }
    return !digits.isEmpty && document.dropFirst(digits.count).starts(with: "\r\n{".utf8)
  }
}

import Testing

@testable import Firmware

/// A text and what a strict reader must make of it.
///
/// In the texts `~` and two hexadecimal digits stand for that byte.
struct JSONCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: [UInt8]
  /// Nil for a valid text.
  var error: JSONError?

  var testDescription: String { name }

  static func valid(_ name: String, _ text: String) -> JSONCase {
    JSONCase(name: name, text: bytes(text), error: nil)
  }

  /// `begin` could go on to a valid text; with `rest` behind it, it cannot.
  static func broken(
    _ reason: JSONReason, _ name: String, _ begin: String, _ rest: String
  ) -> JSONCase {
    let begin = bytes(begin)
    return JSONCase(
      name: name, text: begin + bytes(rest),
      error: JSONError(reason: reason, offset: UInt64(begin.count)))
  }

  /// `text` could go on to a valid one, and does not.
  static func cut(_ name: String, _ text: String) -> JSONCase { broken(.truncated, name, text, "") }

  static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "~") {
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)!)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(first)
      }
    }
    return bytes
  }

  static func nested(_ open: String, _ count: Int) -> String {
    String(repeating: open, count: count)
  }

  static let all = valid + brokenStructure + brokenScalars + cut
}

/// Writes one flat JSON object, its members in the order in which they are added.
///
/// Source: RFC 8259, section 7 "Strings".
struct JSONObjectText {
  /// Name and value, both as JSON.
  private var members: [(String, String)] = []

  /// The object so far, complete, on one line.
  var text: String { "{\(members.map { "\($0):\($1)" }.joined(separator: ","))}" }

  /// The same with a line for each member.
  var lines: String { "{\n\(members.map { "  \($0): \($1)" }.joined(separator: ",\n"))\n}" }

  mutating func add(_ name: String, _ value: String?) {
    add(name, literal: value.map { quoted($0) } ?? "null")
  }

  mutating func add(_ name: String, _ value: Int?) {
    add(name, literal: value.map { String($0) } ?? "null")
  }

  mutating func add(_ name: String, _ value: Bool) {
    add(name, literal: value ? "true" : "false")
  }

  private mutating func add(_ name: String, literal: String) {
    members.append((quoted(name), literal))
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
